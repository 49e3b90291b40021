import DeskwrightCX11
import DeskwrightCore
import Glibc
import Synchronization

/// One connection to an X server, with typed errors; everything else here speaks through it.
///
/// Not `Sendable`: it stays inside its actor, on its actor's thread. The last use closes it.
package final class X11Connection {
    package let display: OpaquePointer
    package let screen: Int32
    package let root: DeskwrightCX11.Window
    private var atoms: [String: Atom] = [:]
    private(set) lazy var idMask = askForIDMask()

    /// Only one connection opens or closes at a time: `XSetAuthorization` is for the whole process, and
    /// so is libXext's list of connections for generic events, which the last one that leaves frees
    /// without a lock, whoever is about to come in.
    private static let opening = Mutex(())

    /// - Parameters:
    ///   - name: The display, as in `$DISPLAY`.
    ///   - authority: The Xauthority file with its cookie; `nil` leaves the choice to Xlib, which
    ///     takes `$XAUTHORITY` or `~/.Xauthority`.
    /// - Throws: ``DesktopError/cannotConnect(display:reason:)``.
    package init(display name: String, authority: String?) throws(DesktopError) {
        let parsed = try X11DisplayName(name)
        var cookie: X11Authority?
        if let authority { cookie = try X11Authority(file: authority, display: parsed) }
        X11ErrorTrap.install()
        guard let display = X11Connection.open(name, with: cookie) else {
            throw .cannotConnect(display: name, reason: parsed.likelyReason)
        }
        X11ErrorTrap.watch(display)
        self.display = display
        screen = XDefaultScreen(display)
        root = XRootWindow(display, screen)
    }

    deinit {
        // Forgotten first: the next connection may get the same address.
        X11ErrorTrap.forget(display)
        X11Connection.opening.withLock { _ in _ = XCloseDisplay(display) }
    }

    private static func open(_ name: String, with cookie: X11Authority?) -> OpaquePointer? {
        opening.withLock { _ in
            if let cookie {
                var name = cookie.name
                var data = cookie.data
                XSetAuthorization(&name, Int32(name.count), &data, Int32(data.count))
            }
            defer { if cookie != nil { XSetAuthorization(nil, 0, nil, 0) } }
            guard let display = XOpenDisplay(name) else { return nil }
            enterLists(display)
            return display
        }
    }

    /// Asks for every extension that is used anywhere here: at its first call each enters the
    /// connection into its library's lists, and libXext's.
    private static func enterLists(_ display: OpaquePointer) {
        var numbers: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        XShmQueryExtension(display)
        XTestQueryExtension(display, &numbers.0, &numbers.1, &numbers.2, &numbers.3)
        XDamageQueryExtension(display, &numbers.0, &numbers.1)
        XFixesQueryExtension(display, &numbers.0, &numbers.1)
        XRRQueryExtension(display, &numbers.0, &numbers.1)
        XCompositeQueryExtension(display, &numbers.0, &numbers.1)
        XResQueryExtension(display, &numbers.0, &numbers.1)
        XSyncQueryExtension(display, &numbers.0, &numbers.1)
        XFree(XGetExtensionVersion(display, "XInputExtension"))
    }

    /// Throws when the server is gone.
    package func alive(_ operation: String) throws(DesktopError) {
        if X11ErrorTrap.isLost(display) { throw .connectionLost(operation: operation) }
    }

    /// Sends requests, waits until the server has done them all, and throws what it refused.
    package func checked<T>(
        _ operation: String, _ requests: () throws(DesktopError) -> T
    ) throws(DesktopError) -> T {
        X11ErrorTrap.beginWatch(of: display, from: UInt(XNextRequest(display)))
        let result: T
        do {
            result = try requests()
        } catch {
            _ = X11ErrorTrap.endWatch(of: display)
            throw error
        }
        XSync(display, 0)
        let code = X11ErrorTrap.endWatch(of: display)
        try alive(operation)
        if let code { throw .requestFailed(operation: operation, code: code) }
        return result
    }

    /// Asks about things of others, which may go at any moment: what the server refuses is no error.
    func tolerant<T, Failure>(_ requests: () throws(Failure) -> T) throws(Failure) -> T {
        X11ErrorTrap.beginWatch(of: display, from: UInt(XNextRequest(display)), hidingErrors: true)
        defer {
            XSync(display, 0)
            _ = X11ErrorTrap.endWatch(of: display)
        }
        return try requests()
    }

    /// Sends everything and waits until the server has done it.
    package func sync(_ operation: String) throws(DesktopError) {
        XSync(display, 0)
        try alive(operation)
    }

    /// Does something while the server serves nobody else.
    func alone<T>(_ body: () throws(DesktopError) -> T) throws(DesktopError) -> T {
        XGrabServer(display)
        defer {
            XUngrabServer(display)
            XFlush(display)
        }
        return try body()
    }

    /// The number by which the server knows a name.
    package func atom(_ name: String) -> Atom {
        if let known = atoms[name] { return known }
        let atom = XInternAtom(display, name, 0)
        atoms[name] = atom
        return atom
    }

    /// The root window's size, asked afresh: RandR may change it at any time.
    func screenSize(_ operation: String) throws(DesktopError) -> Size {
        var attributes = XWindowAttributes()
        let answered = XGetWindowAttributes(display, root, &attributes)
        try alive(operation)
        guard answered != 0 else { throw .requestFailed(operation: operation, code: 3) }
        return Size(width: Int(attributes.width), height: Int(attributes.height))
    }

    /// Blocks until the server has sent something, at most so long.
    package func waitForInput(milliseconds: Int) {
        XFlush(display)
        var descriptor = pollfd(
            fd: XConnectionNumber(display), events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, Int32(clamping: max(0, milliseconds)))
    }

    /// Lets programs catch up with what was sent.
    func pause(milliseconds: Int) {
        XFlush(display)
        poll(nil, 0, Int32(clamping: milliseconds))
    }
}
