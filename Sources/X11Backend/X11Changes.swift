import DeskwrightCX11
import DeskwrightCore

/// Notices that something was drawn, or that a window came, went, moved or got another title.
///
/// Damage on the root covers all windows. It is reported once when it begins and then kept by the
/// server until it is subtracted, so a screen that redraws all the time sends few events.
///
/// - SeeAlso: Damage extension 1.1, `DamageReportNonEmpty`.
final class X11Changes {
    private let connection: X11Connection
    private let damage: Damage
    private let damageEvent: Int32
    private var noticed: DesktopChange = []

    init(_ connection: X11Connection) throws(DesktopError) {
        var firstEvent: Int32 = 0
        var firstError: Int32 = 0
        guard XDamageQueryExtension(connection.display, &firstEvent, &firstError) != 0 else {
            throw .missingExtension(name: "DAMAGE")
        }
        self.connection = connection
        damageEvent = firstEvent + XDamageNotify
        damage = try connection.checked("watching the screen") {
            XSelectInput(
                connection.display, connection.root,
                StructureNotifyMask | SubstructureNotifyMask | PropertyChangeMask)
            return XDamageCreate(connection.display, connection.root, XDamageReportNonEmpty)
        }
        for window in connection.windowIDs() { watchTitle(of: window) }
        // The server reports a new damage as whole: what was drawn before is not a change.
        _ = try take()
    }

    /// What happened since the last call; does not block.
    func take() throws(DesktopError) -> DesktopChange {
        notice()
        XFlush(connection.display)
        try connection.alive("waiting for a change")
        defer { noticed = [] }
        return noticed
    }

    /// Keeps what the server reported for the next ``take()``, so that its events do not pile up.
    ///
    /// Only what has come when it is called: others may send events faster than they are read.
    func notice() {
        for _ in 0..<max(0, XPending(connection.display)) {
            var event = XEvent()
            XNextEvent(connection.display, &event)
            noticed.formUnion(change(of: event))
            if event.type == damageEvent { XDamageSubtract(connection.display, damage, 0, 0) }
        }
    }

    private func change(of event: XEvent) -> DesktopChange {
        switch event.type {
        case damageEvent: return .drawn
        case MapNotify, UnmapNotify, ConfigureNotify, CirculateNotify: return [.drawn, .windows]
        case CreateNotify:
            // Menus, tips and a window manager's frames are made with override-redirect.
            guard event.xcreatewindow.override_redirect == 0 else { return [] }
            watchTitle(of: event.xcreatewindow.window)
            return .windowToCome
        case PropertyNotify where event.xproperty.window == connection.root:
            let atom = event.xproperty.atom
            let isOfWindows =
                atom == connection.atom("_NET_CLIENT_LIST_STACKING")
                || atom == connection.atom("_NET_ACTIVE_WINDOW")
            return isOfWindows ? [.drawn, .windows] : []
        case PropertyNotify: return isTitle(event.xproperty.atom) ? .windows : []
        default: return []
        }
    }

    /// Keeps it when a window manager puts the window into a frame; a window that is gone has none.
    private func watchTitle(of window: DeskwrightCX11.Window) {
        XSelectInput(connection.display, window, PropertyChangeMask)
    }

    private func isTitle(_ atom: Atom) -> Bool {
        atom == connection.atom("WM_NAME") || atom == connection.atom("_NET_WM_NAME")
    }
}
