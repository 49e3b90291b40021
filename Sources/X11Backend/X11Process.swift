import DeskwrightCX11
import DeskwrightCore
import DeskwrightPrograms
import Glibc

/// The process on this machine that a window belongs to.
struct X11Process {
    let id: Int32

    /// `nil` when there is none here, or when what is known of it does not agree.
    ///
    /// The server names the process at the other end of its socket, which is not the program's own
    /// where another one hands the connection on, as ssh does for programs elsewhere; so what the
    /// windows say has to agree. In another container the server counts processes differently: then
    /// it names us, too, by another number than our own.
    ///
    /// - Parameters:
    ///   - windows: Windows of one program, the one in question first.
    ///   - connection: The one over which the server is asked.
    /// - SeeAlso: X-Resource extension 1.2, `QueryClientIds`; EWMH 1.5, `_NET_WM_PID`;
    ///   pid_namespaces(7).
    init?(of windows: [DeskwrightCX11.Window], _ connection: X11Connection) {
        guard connection.isOverLocalSocket, let window = windows.first,
            connection.processID(behind: connection.ownID) == getpid(),
            let id = connection.processID(behind: window),
            ProcessLook(processID: id)?.isOpen == true
        else { return nil }
        for window in windows {
            let named = connection.property("_NET_WM_PID", of: window)?.numbers.first
            if let named, named != UInt(id) { return nil }
            let machine = connection.text("WM_CLIENT_MACHINE", of: window)
            if let machine, !X11Process.isThisMachine(machine) { return nil }
        }
        self.id = id
    }

    /// By the first part of the name: programs give theirs with the domain or without.
    private static func isThisMachine(_ name: String) -> Bool {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return false }
        let ours = String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return name.prefix { $0 != "." }.lowercased() == ours.prefix { $0 != "." }.lowercased()
    }
}

extension X11Connection {
    /// Whether the server is on this machine, so that its processes are ours to look at.
    fileprivate var isOverLocalSocket: Bool {
        var address = sockaddr()
        var size = socklen_t(MemoryLayout<sockaddr>.size)
        return getsockname(XConnectionNumber(display), &address, &size) == 0
            && address.sa_family == AF_UNIX
    }

    /// The process that the server takes for the owner of a window, or of anything else it has.
    fileprivate func processID(behind id: XID) -> Int32? {
        var asked = XResClientIdSpec(client: id, mask: XRES_CLIENT_ID_PID_MASK.rawValue)
        var count = 0
        var answers: UnsafeMutablePointer<XResClientIdValue>?
        guard XResQueryClientIds(display, 1, &asked, &count, &answers) == 0, let answers else {
            return nil
        }
        defer { XResClientIdsDestroy(count, answers) }
        guard count > 0 else { return nil }
        let id = XResGetClientPid(answers)
        return id > 0 ? id : nil
    }
}
