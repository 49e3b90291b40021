import DeskwrightCX11
import DeskwrightCore

/// Notices that the keyboard's map was changed, by whomever.
///
/// - SeeAlso: XkbSelectEvents(3); XKB protocol, section 16.3.1.
final class X11KeymapWatch {
    private let connection: X11Connection
    /// All events of the extension have one number.
    private let event: Int32

    init(_ connection: X11Connection) throws(DesktopError) {
        var numbers: (opcode: Int32, event: Int32, error: Int32) = (0, 0, 0)
        var (major, minor) = (Int32(XkbMajorVersion), Int32(XkbMinorVersion))
        guard
            XkbQueryExtension(
                connection.display, &numbers.opcode, &numbers.event, &numbers.error, &major, &minor)
                != 0
        else { throw .missingExtension(name: "XKEYBOARD") }
        self.connection = connection
        event = numbers.event
        let kinds = UInt32(XkbMapNotifyMask | XkbNewKeyboardNotifyMask)
        XkbSelectEvents(connection.display, UInt32(XkbUseCoreKbd), kinds, kinds)
    }

    /// Whether the map was changed since the last call, as far as the server's word has come.
    func take() -> Bool {
        var hasChanged = false
        var notice = XEvent()
        while XCheckTypedEvent(connection.display, event, &notice) != 0 { hasChanged = true }
        return hasChanged
    }
}
