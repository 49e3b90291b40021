import DeskwrightCX11
import DeskwrightCore

/// Asks the clipboard's owner for its text.
///
/// The clipboard is a conversation with the program that owns it: if that one does not answer, there
/// is no text to have.
///
/// - SeeAlso: ICCCM 2.0, sections 2.4 (conversion) and 2.7.2 (INCR, large texts in parts).
final class X11Clipboard {
    private let connection: X11Connection
    /// Never shown; the owner writes its answer here.
    private let window: DeskwrightCX11.Window
    private let answer = "DESKWRIGHT_CLIPBOARD"

    /// So long the owner may take for an answer, and again for each part of a large one.
    private static let answerTime = Duration.seconds(2)
    private static let sliceMilliseconds = 20
    /// More bytes are no text that anybody has copied.
    private static let largest = 256 << 20

    init(_ connection: X11Connection) {
        self.connection = connection
        window = connection.makeHiddenWindow()
        XSelectInput(connection.display, window, PropertyChangeMask)
    }

    /// The text; `nil` when nobody owns the clipboard, it holds no text, or its owner is silent.
    func text() throws(DesktopError) -> String? {
        let operation = "reading the clipboard"
        let clipboard = connection.atom("CLIPBOARD")
        let owner = XGetSelectionOwner(connection.display, clipboard)
        try connection.alive(operation)
        guard owner != 0 else { return nil }
        for type in ["UTF8_STRING", "STRING"] {
            forgetOldAnswers()
            XConvertSelection(
                connection.display, clipboard, connection.atom(type), connection.atom(answer),
                window, Time(CurrentTime))
            guard let event = try next(SelectionNotify, operation) else { return nil }
            if event.xselection.property == 0 { continue }
            return try readAnswer(operation)
        }
        return nil
    }

    private func readAnswer(_ operation: String) throws(DesktopError) -> String? {
        guard let first = connection.property(answer, of: window, deleting: true) else {
            return nil
        }
        guard first.type == connection.atom("INCR") else { return connection.text(in: first) }
        guard var whole = try nextPart(operation) else { return nil }
        if whole.bytes.isEmpty { return "" }
        while let part = try nextPart(operation), whole.bytes.count < X11Clipboard.largest {
            if part.bytes.isEmpty { return connection.text(in: whole) }
            whole.bytes += part.bytes
        }
        return nil
    }

    /// The next part of a large text, an empty one after the last; `nil` when the owner is silent.
    private func nextPart(_ operation: String) throws(DesktopError) -> X11Property? {
        while let event = try next(PropertyNotify, operation) {
            guard event.xproperty.state == PropertyNewValue,
                event.xproperty.atom == connection.atom(answer)
            else { continue }
            // The notice of the announcement itself comes too late: that is read and gone.
            if let part = connection.property(answer, of: window, deleting: true) { return part }
        }
        return nil
    }

    private func forgetOldAnswers() {
        var event = XEvent()
        for type in [SelectionNotify, PropertyNotify] {
            while XCheckTypedWindowEvent(connection.display, window, type, &event) != 0 {}
        }
    }

    /// Waits for an event of our window; `nil` when it does not come, or the task is cancelled.
    private func next(_ type: Int32, _ operation: String) throws(DesktopError) -> XEvent? {
        let end = ContinuousClock.now.advanced(by: X11Clipboard.answerTime)
        var event = XEvent()
        while !Task.isCancelled {
            let found = XCheckTypedWindowEvent(connection.display, window, type, &event) != 0
            try connection.alive(operation)
            if found { return event }
            if ContinuousClock.now >= end { return nil }
            connection.waitForInput(milliseconds: X11Clipboard.sliceMilliseconds)
        }
        return nil
    }
}
