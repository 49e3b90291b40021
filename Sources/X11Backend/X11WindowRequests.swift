import DeskwrightCX11
import DeskwrightCore

/// A request comes from a pager or the like, and not from the program itself: no window manager
/// takes it for a program that pushes itself forward.
///
/// - SeeAlso: EWMH 1.5, "Source indication in requests".
let pager = 2

/// Requests about one window, to the window manager where there is one that knows the window.
///
/// Whom to ask is found out before: a window manager may die at any moment, and looking at its
/// windows then is no error of the request.
extension X11Connection {
    /// - Throws: `windowGone`.
    func existing(_ id: UInt64) throws(DesktopError) -> DeskwrightCX11.Window {
        // Ids have 29 bits; Xlib would cut a larger one, and mean another window.
        let isThere = id < 1 << 29 && attributes(of: DeskwrightCX11.Window(id)) != nil
        try alive("looking for a window")
        guard isThere else { throw .windowGone(id: id) }
        return DeskwrightCX11.Window(id)
    }

    /// As ``checked(_:_:)``, but a window that went meanwhile is `windowGone`.
    func checked(
        _ operation: String, about id: UInt64, _ requests: () -> Void
    ) throws(DesktopError) {
        do {
            try checked(operation) { requests() }
        } catch .requestFailed(let operation, let code) {
            _ = try existing(id)
            throw .requestFailed(operation: operation, code: code)
        }
    }

    func canAskWindowManager(for message: String) -> Bool {
        hasWindowManager() && has(message, in: "_NET_SUPPORTED", of: root)
    }

    func askWindowManager(
        _ message: String, about window: DeskwrightCX11.Window, _ data: (Int, Int, Int)
    ) {
        let mask = SubstructureRedirectMask | SubstructureNotifyMask
        send(message, to: root, about: window, data, mask: mask)
    }

    private func isManaged(_ window: DeskwrightCX11.Window) -> Bool {
        hasWindowManager() && managedWindows()?.contains(window) ?? false
    }

    func focusRequest(for window: DeskwrightCX11.Window) -> () -> Void {
        if isManaged(window), canAskWindowManager(for: "_NET_ACTIVE_WINDOW") {
            return { [self] in
                askWindowManager("_NET_ACTIVE_WINDOW", about: window, (pager, CurrentTime, 0))
            }
        }
        return { [display] in
            XMapWindow(display, window)
            XSetInputFocus(display, window, RevertToParent, DeskwrightCX11.Time(CurrentTime))
        }
    }

    func hasFocus(_ window: DeskwrightCX11.Window) -> Bool { focusedWindows().contains(window) }

    func raiseRequest(for window: DeskwrightCX11.Window) -> () -> Void {
        if isManaged(window), canAskWindowManager(for: "_NET_RESTACK_WINDOW") {
            return { [self] in
                askWindowManager("_NET_RESTACK_WINDOW", about: window, (pager, 0, Int(Above)))
            }
        }
        // A window manager gets this request instead of the server.
        return { [display] in XRaiseWindow(display, window) }
    }

    /// Whether nothing lies above but what belongs there: panels, its own dialogs and the like.
    func isOnTop(_ window: DeskwrightCX11.Window) -> Bool {
        let stack = (isManaged(window) ? managedWindows() : nil) ?? plainTopLevels()
        guard let place = stack.lastIndex(of: window) else { return true }
        return stack[(place + 1)...].allSatisfy { other in
            ["_NET_WM_STATE_ABOVE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_STATE_HIDDEN"]
                .contains { has($0, in: "_NET_WM_STATE", of: other) }
                || has("_NET_WM_WINDOW_TYPE_DOCK", in: "_NET_WM_WINDOW_TYPE", of: other)
                || property("WM_TRANSIENT_FOR", of: other)?.numbers.first == window
                || attributes(of: other)?.map_state != IsViewable
        }
    }

    /// Moves the part that the program draws, whatever frame is around it.
    func moveRequest(for window: DeskwrightCX11.Window, to origin: Point) -> () -> Void {
        if isManaged(window), canAskWindowManager(for: "_NET_MOVERESIZE_WINDOW") {
            // Static gravity: the numbers are the window's own, and not its frame's.
            let withX = 1 << 8
            let withY = 1 << 9
            let what = Int(StaticGravity) | withX | withY | pager << 12
            return { [self] in
                askWindowManager(
                    "_NET_MOVERESIZE_WINDOW", about: window, (what, origin.x, origin.y))
            }
        }
        let corner = outerCorner(of: window, at: origin)
        return { [display] in XMoveWindow(display, window, Int32(corner.x), Int32(corner.y)) }
    }

    /// The place of the outer corner, border and frame included, as ICCCM's plain move wants it.
    ///
    /// - SeeAlso: ICCCM 2.0, section 4.1.2.3, `win_gravity`.
    private func outerCorner(of window: DeskwrightCX11.Window, at origin: Point) -> Point {
        var hints = XSizeHints()
        var supplied = 0
        let hasHints = XGetWMNormalHints(display, window, &hints, &supplied) != 0
        if isManaged(window), hasHints, hints.flags & PWinGravity != 0,
            hints.win_gravity == StaticGravity
        {
            return origin
        }
        let border = Int(attributes(of: window)?.border_width ?? 0)
        let extents = property("_NET_FRAME_EXTENTS", of: window)?.numbers.map { Int($0) } ?? []
        guard isManaged(window), extents.count == 4 else {
            return Point(x: origin.x - border, y: origin.y - border)
        }
        return Point(x: origin.x - extents[0] - border, y: origin.y - extents[2] - border)
    }
}
