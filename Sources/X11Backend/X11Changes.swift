import CX11
import Core

/// Notices that something was drawn, or that a window came, went or moved.
///
/// Damage on the root covers all windows. It is reported once when it begins and then kept by the
/// server until it is subtracted, so a screen that redraws all the time sends few events.
///
/// - SeeAlso: Damage extension 1.1, `DamageReportNonEmpty`.
final class X11Changes {
    private let connection: X11Connection
    private let damage: Damage
    private let damageEvent: Int32

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
        // The server reports a new damage as whole: what was drawn before is not a change.
        _ = try take()
    }

    /// Whether something happened since the last call; does not block.
    func take() throws(DesktopError) -> Bool {
        var happened = false
        while XPending(connection.display) > 0 {
            var event = XEvent()
            XNextEvent(connection.display, &event)
            if isChange(event) { happened = true }
            if event.type == damageEvent { XDamageSubtract(connection.display, damage, 0, 0) }
            if event.type == MappingNotify { XRefreshKeyboardMapping(&event.xmapping) }
        }
        XFlush(connection.display)
        try connection.alive("waiting for a change")
        return happened
    }

    private func isChange(_ event: XEvent) -> Bool {
        switch event.type {
        case damageEvent, MapNotify, UnmapNotify, ConfigureNotify, CirculateNotify: true
        case PropertyNotify:
            event.xproperty.window == connection.root
                && (event.xproperty.atom == connection.atom("_NET_CLIENT_LIST_STACKING")
                    || event.xproperty.atom == connection.atom("_NET_ACTIVE_WINDOW"))
        default: false
        }
    }
}
