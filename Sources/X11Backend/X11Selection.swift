import DeskwrightCX11
import DeskwrightCore

/// The clipboard's text as its owner hands it to programs that ask.
///
/// - SeeAlso: ICCCM 2.0, sections 2.1 (owning), 2.2 (answering) and 2.6 (what to know of).
final class X11Selection {
    /// A text that is owned.
    private struct Held {
        let text: [UInt8]
        /// The text in Latin-1; `nil` when that lacks one of its characters.
        let latin1: [UInt8]?
        let since: DeskwrightCX11.Time
    }

    private let connection: X11Connection
    private let parts: X11SelectionParts
    /// Never shown; it owns the selection.
    private let window: DeskwrightCX11.Window
    private let clipboard: Atom
    private var held: Held?

    init(_ connection: X11Connection) {
        self.connection = connection
        parts = X11SelectionParts(connection)
        window = connection.makeHiddenWindow()
        clipboard = connection.atom("CLIPBOARD")
        XSelectInput(connection.display, window, PropertyChangeMask)
    }

    /// What is readable when something has come.
    var descriptor: Int32 { XConnectionNumber(connection.display) }

    /// Takes the clipboard, whoever has it, and holds this text from then on.
    func own(_ text: String) throws(DesktopError) {
        let operation = "setting the clipboard"
        let scalars = text.unicodeScalars
        let since = try serverTime(operation)
        held = Held(
            text: Array(text.utf8),
            latin1: scalars.allSatisfy { $0.value < 0x100 }
                ? scalars.map { UInt8($0.value) } : nil,
            since: since)
        XSetSelectionOwner(connection.display, clipboard, window, since)
        try connection.sync(operation)
    }

    /// Answers all that has come so far.
    func answerWaiting() throws(DesktopError) {
        while XPending(connection.display) > 0 {
            var event = XEvent()
            XNextEvent(connection.display, &event)
            switch event.type {
            case SelectionRequest: answer(event.xselectionrequest)
            case SelectionClear: forgetIfLost()
            case PropertyNotify: parts.goOn(event.xproperty)
            case DestroyNotify: parts.forget(event.xdestroywindow.window)
            default: break
            }
        }
        try connection.alive("serving the clipboard")
    }

    /// The server's time: ICCCM forbids owners to say "now", as two could then take it at once.
    private func serverTime(_ operation: String) throws(DesktopError) -> DeskwrightCX11.Time {
        connection.put([], "STRING", into: connection.atom("DESKWRIGHT_TIME"), of: window)
        // The notice of it is there before the answer to this.
        try connection.sync(operation)
        var event = XEvent()
        var time = DeskwrightCX11.Time(CurrentTime)
        while XCheckTypedWindowEvent(connection.display, window, PropertyNotify, &event) != 0 {
            time = event.xproperty.time
        }
        return time
    }

    /// The notice may be of a loss before the clipboard was taken again.
    private func forgetIfLost() {
        if XGetSelectionOwner(connection.display, clipboard) != window { held = nil }
    }

    private func answer(_ request: XSelectionRequestEvent) {
        // Old programs name no property and mean the target's name.
        let property = request.property == 0 ? request.target : request.property
        let isAnswered =
            request.selection == clipboard
            && convert(to: request.target, into: property, of: request.requestor)
        var event = XEvent()
        event.xselection.type = SelectionNotify
        event.xselection.requestor = request.requestor
        event.xselection.selection = request.selection
        event.xselection.target = request.target
        event.xselection.time = request.time
        event.xselection.property = isAnswered ? property : 0
        XSendEvent(connection.display, request.requestor, 0, 0, &event)
    }

    /// Writes the text, or something about it, into a property; `false` for what it cannot be.
    private func convert(
        to target: Atom, into property: Atom, of requestor: DeskwrightCX11.Window
    ) -> Bool {
        guard let held, let kind = kinds.first(where: { connection.atom($0.rawValue) == target })
        else { return false }
        switch kind {
        case .targets:
            let names = kinds.map { UInt(connection.atom($0.rawValue)) }
            connection.put(numbers: names, "ATOM", into: property, of: requestor)
        case .timestamp:
            connection.put(numbers: [held.since], "INTEGER", into: property, of: requestor)
        case .multiple: return convertEach(property, of: requestor)
        case .utf8, .plain:
            return parts.hand(over: held.text, kind.rawValue, into: property, of: requestor)
        case .text, .latin1:
            let (bytes, type) = held.latin1.map { ($0, "STRING") } ?? (held.text, "UTF8_STRING")
            return parts.hand(over: bytes, type, into: property, of: requestor)
        }
        return true
    }

    /// Converts to each target of a list of targets and properties, and strikes out what it cannot.
    ///
    /// - SeeAlso: ICCCM 2.0, section 2.6.2.
    private func convertEach(_ list: Atom, of requestor: DeskwrightCX11.Window) -> Bool {
        guard var pairs = connection.property(list, of: requestor)?.numbers, pairs.count % 2 == 0
        else { return false }
        for index in stride(from: 0, to: pairs.count, by: 2) {
            let isNested = pairs[index] == UInt(connection.atom(Kind.multiple.rawValue))
            let isDone =
                !isNested
                && convert(to: Atom(pairs[index]), into: Atom(pairs[index + 1]), of: requestor)
            if !isDone { pairs[index + 1] = 0 }
        }
        connection.put(numbers: pairs, "ATOM_PAIR", into: list, of: requestor)
        return true
    }

    /// What the text can be had as.
    private var kinds: [Kind] {
        Kind.allCases.filter { $0 != .latin1 || held?.latin1 != nil }
    }

    private enum Kind: String, CaseIterable {
        case targets = "TARGETS"
        case timestamp = "TIMESTAMP"
        case multiple = "MULTIPLE"
        case utf8 = "UTF8_STRING"
        case plain = "text/plain;charset=utf-8"
        case text = "TEXT"
        case latin1 = "STRING"
    }
}
