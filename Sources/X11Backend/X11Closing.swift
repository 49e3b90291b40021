import DeskwrightCX11
import DeskwrightCore

extension X11Connection {
    /// Asks a window to close, as its close button would.
    ///
    /// The window manager is asked where it can do it; else the program itself, and a program that
    /// cannot be asked is cut off, as window managers do.
    ///
    /// - SeeAlso: EWMH 1.5, `_NET_CLOSE_WINDOW`; ICCCM 2.0, section 4.2.8.1.
    func close(window id: UInt64) throws(DesktopError) {
        let window = try existing(id)
        let canAsk = canAskWindowManager(for: "_NET_CLOSE_WINDOW")
        try checked("closing the window 0x\(String(id, radix: 16))", about: id) {
            if canAsk {
                askWindowManager("_NET_CLOSE_WINDOW", about: window, (CurrentTime, pager, 0))
            } else if knowsDelete(window) {
                let delete = Int(atom("WM_DELETE_WINDOW"))
                send("WM_PROTOCOLS", to: window, about: window, (delete, CurrentTime, 0), mask: 0)
            } else {
                XKillClient(display, window)
            }
        }
    }

    private func knowsDelete(_ window: DeskwrightCX11.Window) -> Bool {
        property("WM_PROTOCOLS", of: window)?.numbers.contains(atom("WM_DELETE_WINDOW")) ?? false
    }

    /// Sends a client message of three numbers; an empty mask reaches the program of `target` alone.
    func send(
        _ message: String, to target: DeskwrightCX11.Window, about window: DeskwrightCX11.Window,
        _ data: (Int, Int, Int), mask: Int
    ) {
        var event = XEvent()
        event.xclient.type = ClientMessage
        event.xclient.window = window
        event.xclient.message_type = atom(message)
        event.xclient.format = 32
        event.xclient.data.l.0 = data.0
        event.xclient.data.l.1 = data.1
        event.xclient.data.l.2 = data.2
        XSendEvent(display, target, 0, mask, &event)
    }
}
