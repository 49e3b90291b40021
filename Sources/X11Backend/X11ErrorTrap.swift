import DeskwrightCX11
import Synchronization

/// Keeps what Xlib's error handlers learn, by connection.
///
/// The handlers are C functions of the whole process: they cannot capture anything, and the default
/// ones end the process. So they write into one locked table, and connections look themselves up.
enum X11ErrorTrap {
    fileprivate struct Record {
        /// Who watches requests now, the innermost last.
        var watches: [Watch] = []
        var isLost = false

        mutating func note(_ serial: UInt, _ code: Int) {
            for index in watches.indices.reversed() where watches[index].firstSerial <= serial {
                if watches[index].hidesErrors { return }
                watches[index].errorCode = watches[index].errorCode ?? code
            }
        }
    }

    /// Requests from a serial number on, and the first error that one of them met. Errors of others
    /// are of no interest: they looked at a window that went away.
    fileprivate struct Watch {
        var firstSerial: UInt
        /// Whether its errors are of no interest to those who watch around it either.
        var hidesErrors = false
        var errorCode: Int?
    }

    fileprivate static let records = Mutex<[OpaqueKey: Record]>([:])

    /// A connection's address; it is only compared, never followed.
    fileprivate typealias OpaqueKey = UInt

    /// Puts the handlers in place, once for the process.
    static func install() { _ = isInstalled }

    private static let isInstalled: Bool = {
        // Connections have threads of their own, and the libraries keep lists of all connections:
        // without this, one that closes frees an entry that another thread stands on.
        XInitThreads()
        XSetErrorHandler(recordError)
        XSetIOErrorHandler(ignoreBrokenConnection)
        return true
    }()

    static func watch(_ display: OpaquePointer) {
        records.withLock { $0[key(display)] = Record() }
        XSetIOErrorExitHandler(display, recordBrokenConnection, nil)
    }

    static func forget(_ display: OpaquePointer) {
        records.withLock { $0[key(display)] = nil }
    }

    static func isLost(_ display: OpaquePointer) -> Bool {
        records.withLock { $0[key(display)]?.isLost ?? true }
    }

    /// Watches the requests from `serial` on.
    static func beginWatch(
        of display: OpaquePointer, from serial: UInt, hidingErrors hidesErrors: Bool = false
    ) {
        let watch = Watch(firstSerial: serial, hidesErrors: hidesErrors)
        records.withLock { $0[key(display)]?.watches.append(watch) }
    }

    /// Ends the watch that began last, and gives the code of the first error that it saw.
    static func endWatch(of display: OpaquePointer) -> Int? {
        records.withLock { $0[key(display)]?.watches.popLast()?.errorCode }
    }

    fileprivate static func key(_ display: OpaquePointer) -> OpaqueKey {
        UInt(bitPattern: display)
    }
}

/// Xlib's error handler: a request was refused.
///
/// - SeeAlso: XSetErrorHandler(3); it must not call Xlib, and its result is ignored.
private func recordError(
    _ display: OpaquePointer?, _ event: UnsafeMutablePointer<XErrorEvent>?
) -> Int32 {
    guard let display, let event = event?.pointee else { return 0 }
    X11ErrorTrap.records.withLock {
        $0[X11ErrorTrap.key(display)]?.note(UInt(event.serial), Int(event.error_code))
    }
    return 0
}

/// Stands in for Xlib's own, which prints; the exit handler, called next, does the recording.
private func ignoreBrokenConnection(_ display: OpaquePointer?) -> Int32 { 0 }

/// Stands in for Xlib's own, which ends the process; Xlib goes on when this returns.
///
/// - SeeAlso: XSetIOErrorExitHandler(3).
private func recordBrokenConnection(_ display: OpaquePointer?, _ context: UnsafeMutableRawPointer?)
{
    guard let display else { return }
    X11ErrorTrap.records.withLock { $0[X11ErrorTrap.key(display)]?.isLost = true }
}
