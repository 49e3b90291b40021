import DeskwrightCX11
import DeskwrightCore
import Glibc

/// Puts texts on the clipboard, and keeps the last one there until it goes itself.
///
/// Other programs may ask at any time, also while nobody calls the desktop. So the clipboard has a
/// connection and a thread of its own, which are there from the first text on.
final class X11ClipboardOwner: Sendable {
    private let service: X11ClipboardService
    /// Rings the service's bell; closing it ends the service.
    private let bell: SocketEnd

    /// - Parameters:
    ///   - display: The display's name.
    ///   - authority: The Xauthority file with its cookie, as for ``X11Connection``.
    /// - Throws: `cannotConnect` when the process may open no more files.
    init(display: String, authority: String?) throws(DesktopError) {
        guard let ends = SocketEnd.pair() else {
            throw .cannotConnect(display: display, reason: String(cString: strerror(errno)))
        }
        bell = ends.0
        service = X11ClipboardService(display: display, authority: authority, bell: ends.1)
    }

    /// Owns the clipboard with this text when it returns.
    func own(_ text: String) async throws(DesktopError) {
        bell.ring()
        try await service.own(text)
    }
}

/// Serves the clipboard in a chain of jobs on its own thread.
private actor X11ClipboardService {
    private let executor = ThreadExecutor(name: "x11-clipboard")
    private let display: String
    private let authority: String?
    private let bell: SocketEnd
    private var selection: X11Selection?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(display: String, authority: String?, bell: SocketEnd) {
        self.display = display
        self.authority = authority
        self.bell = bell
    }

    /// Each call takes one ring, which has ended the serving, or will.
    func own(_ text: String) throws(DesktopError) {
        bell.takeRing()
        try begun().own(text)
    }

    private func begun() throws(DesktopError) -> X11Selection {
        if let selection { return selection }
        let begun = X11Selection(try X11Connection(display: display, authority: authority))
        selection = begun
        Task { serve() }
        return begun
    }

    /// Serves until the bell rings, and goes on when the call that rang it has had its turn.
    private func serve() {
        guard let selection, selection.serve(until: bell) else {
            // Here, because the connection has to close on this thread.
            selection = nil
            return
        }
        Task { serve() }
    }
}

extension X11Selection {
    /// Serves until the bell rings; `false` when nobody can ring it any more, or the server is gone.
    fileprivate func serve(until bell: SocketEnd) -> Bool {
        while (try? answerWaiting()) != nil {
            var ends = [descriptor, bell.descriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&ends, 2, -1)
            if ends[1].revents & Int16(POLLHUP) != 0 { return false }
            if ends[1].revents != 0 { return true }
        }
        return false
    }
}

/// One of two ends that hear each other, closed by its last use.
private final class SocketEnd: Sendable {
    let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Two ends; `nil` when there is none to have, and `errno` says why.
    static func pair() -> (SocketEnd, SocketEnd)? {
        var ends: [Int32] = [-1, -1]
        // Closed in programs that are started, or they would keep it open.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        return (SocketEnd(ends[0]), SocketEnd(ends[1]))
    }

    func ring() {
        var byte: UInt8 = 0
        send(descriptor, &byte, 1, Int32(MSG_NOSIGNAL))
    }

    func takeRing() {
        var byte: UInt8 = 0
        recv(descriptor, &byte, 1, 0)
    }
}
