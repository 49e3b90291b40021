import DeskwrightCX11
import DeskwrightX11Backend

/// Owns the clipboard, and hands its text out whole or in parts.
///
/// - SeeAlso: ICCCM 2.0, section 2.7.2.
final class WitnessClipboard {
    private let connection: X11Connection
    private let text: [UInt8]
    /// The only type that it knows.
    private let type: String
    private let partBytes: Int
    /// What is still to be handed out, to whom.
    private var rest: (bytes: ArraySlice<UInt8>, request: XSelectionRequestEvent)?

    init(_ connection: X11Connection, text: [UInt8], type: String, partBytes: Int) {
        self.connection = connection
        self.type = type
        self.text = text
        self.partBytes = partBytes
    }

    func answer(_ request: XSelectionRequestEvent) {
        let isText = request.target == connection.atom(type)
        if isText, text.count > partBytes {
            XSelectInput(connection.display, request.requestor, PropertyChangeMask)
            set(request, type: "INCR", format: 32, [0, 0, 0, 0, 0, 0, 0, 0], count: 1)
            rest = (text[...], request)
        } else if isText {
            set(request, type: type, format: 8, text, count: text.count)
        }
        notify(request, property: isText ? request.property : 0)
    }

    /// The other side took a part away: here is the next, an empty one at the end.
    func goOn(_ event: XPropertyEvent) {
        guard let (bytes, request) = rest, event.state == PropertyDelete,
            event.window == request.requestor, event.atom == request.property
        else { return }
        let part = Array(bytes.prefix(partBytes))
        set(request, type: type, format: 8, part, count: part.count)
        rest = part.isEmpty ? nil : (bytes.dropFirst(part.count), request)
    }

    private func set(
        _ request: XSelectionRequestEvent, type: String, format: Int32, _ bytes: [UInt8], count: Int
    ) {
        XChangeProperty(
            connection.display, request.requestor, request.property, connection.atom(type), format,
            PropModeReplace, bytes, Int32(count))
    }

    private func notify(_ request: XSelectionRequestEvent, property: Atom) {
        var event = XEvent()
        event.xselection.type = SelectionNotify
        event.xselection.requestor = request.requestor
        event.xselection.selection = request.selection
        event.xselection.target = request.target
        event.xselection.time = request.time
        event.xselection.property = property
        XSendEvent(connection.display, request.requestor, 0, 0, &event)
        XFlush(connection.display)
    }
}
