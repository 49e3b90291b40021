import CX11
import Synchronization

/// Keeps what Xlib's error handlers learn, by connection.
///
/// The handlers are C functions of the whole process: they cannot capture anything, and the default
/// ones end the process. So they write into one locked table, and connections look themselves up.
enum X11ErrorTrap {
    /// The first error since the connection last looked, and whether its server is gone.
    fileprivate struct Record {
        var firstError: (serial: UInt, code: Int)?
        var isLost = false
    }

    fileprivate static let records = Mutex<[OpaqueKey: Record]>([:])

    /// A connection's address; it is only compared, never followed.
    fileprivate typealias OpaqueKey = UInt

    /// Puts the handlers in place, once for the process.
    static func install() { _ = isInstalled }

    private static let isInstalled: Bool = {
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

    /// Takes the first error that a request from `serial` on met; older ones are dropped.
    static func takeError(of display: OpaquePointer, since serial: UInt) -> Int? {
        records.withLock { records in
            let error = records[key(display)]?.firstError
            records[key(display)]?.firstError = nil
            guard let error, error.serial >= serial else { return nil }
            return error.code
        }
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
    X11ErrorTrap.records.withLock { records in
        let key = X11ErrorTrap.key(display)
        if records[key]?.firstError == nil {
            records[key]?.firstError = (UInt(event.serial), Int(event.error_code))
        }
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
