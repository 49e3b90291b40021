/// The one-line form of an action, as `Action.description` prints it and `deskwright do` takes it.
///
/// ```
/// click 40 60                  click 40 60 right holding ctrl+shift
/// double-click 40 60           drag 1 1 20 20 40 20 holding alt
/// triple-click 40 60           press ctrl+s
/// move 40 60                   wait
/// scroll 10 10 0 500           type "two lines\nand a \"quote\""
/// screenshot
/// ```
///
/// Points are pixels, a wheel's turn is dx and dy in pixels, keys of a chord are joined by `+`. The
/// plus key itself is written `ctrl++` or `ctrl+plus`. A text knows `\n \t \r \" \\ \u{1F600}`.
public enum ActionText {
    /// Reads one action.
    ///
    /// - Throws: ``ActionTextError``, with the column at which the line stops being one.
    public static func parse(_ text: String) throws(ActionTextError) -> Action {
        var reader = ActionTextReader(text)
        let action = try reader.readAction()
        try reader.expectEnd()
        return action
    }

    /// Reads keys joined by `+`, such as `ctrl+shift+s`, `ctrl++` or `+`.
    ///
    /// - Throws: ``ActionTextError`` where a key has no name.
    public static func parseChord(_ text: String) throws(ActionTextError) -> [Key] {
        var reader = ActionTextReader(text)
        let keys = try reader.readChord()
        try reader.expectEnd()
        return keys
    }

    /// The first words of all actions, in the order of ``Action``.
    public static let names = [
        "click", "double-click", "triple-click", "drag", "move", "press", "screenshot", "scroll",
        "type", "wait",
    ]
}

/// Why a line is no action.
public struct ActionTextError: Failure, Hashable {
    /// The line as it was given.
    public let text: String
    /// Where it goes wrong, in Unicode scalars from 1.
    public let column: Int
    /// What is wrong there.
    public let reason: String
    public let hint: String?

    /// Who wrote the line is to mend it.
    public var kind: FailureKind { .usage }
    public var message: String { "\(quoted(text)) is no action: column \(column): \(reason)" }
}

/// Reads one line from left to right.
private struct ActionTextReader {
    private let text: String
    private let scalars: [Unicode.Scalar]
    private var position = 0
    /// What a right line of the action looks like, once that is known.
    private var example: String?

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    mutating func readAction() throws(ActionTextError) -> Action {
        skipSpaces()
        let start = position
        let name = readWord()
        example = ActionTextReader.examples[name]
        switch name {
        case "click":
            let point = try readPoint()
            let button = try readButton()
            return .click(at: point, button: button, holding: try readHeld())
        case "double-click":
            return .doubleClick(at: try readPoint(), holding: try readHeld())
        case "triple-click":
            return .tripleClick(at: try readPoint(), holding: try readHeld())
        case "drag": return try readDrag()
        case "move": return .move(to: try readPoint(), holding: try readHeld())
        case "press": return .press(try readChord())
        case "screenshot": return .screenshot
        case "scroll":
            let point = try readPoint()
            let dx = try readNumber(as: "dx")
            let dy = try readNumber(as: "dy")
            return .scroll(at: point, dx: dx, dy: dy, holding: try readHeld())
        case "type": return .type(try readQuoted())
        case "wait": return .wait
        default:
            throw error(
                at: start, name.isEmpty ? "expected an action" : "unknown action \(quoted(name))",
                hint: "actions are " + ActionText.names.joined(separator: ", "))
        }
    }

    private static let examples = [
        "click": "click 40 60 right", "double-click": "double-click 40 60",
        "triple-click": "triple-click 40 60", "drag": "drag 10 10 200 10", "move": "move 40 60",
        "press": "press ctrl+s", "screenshot": "screenshot", "scroll": "scroll 40 60 0 500",
        "type": "type \"hello\\n\"", "wait": "wait",
    ]

    /// Keys up to the next space; a plus where a key should be is the plus key.
    mutating func readChord() throws(ActionTextError) -> [Key] {
        skipSpaces()
        var keys: [Key] = []
        while true {
            let start = position
            if peek == "+" {
                position += 1
            } else {
                while let next = peek, next != "+", !isSpace(next) { position += 1 }
            }
            guard position > start else {
                throw error(
                    at: position, keys.isEmpty ? "expected keys" : "expected a key after +",
                    hint: "join keys by +, as in ctrl+s; the plus key is ctrl++ or ctrl+plus")
            }
            keys.append(Key(string(from: start, to: position)))
            guard let next = peek, !isSpace(next) else { return keys }
            guard next == "+" else {
                throw error(at: position, "expected + between keys", hint: nil)
            }
            position += 1
        }
    }

    mutating func expectEnd() throws(ActionTextError) {
        skipSpaces()
        guard position == scalars.count else {
            let rest = string(from: position, to: scalars.count)
            throw error(at: position, "\(quoted(rest)) is too much", hint: nil)
        }
    }
}

extension ActionTextReader {
    private mutating func readDrag() throws(ActionTextError) -> Action {
        var path = [try readPoint(), try readPoint()]
        while startsNumber { path.append(try readPoint()) }
        return .drag(path: path, holding: try readHeld())
    }

    private mutating func readPoint() throws(ActionTextError) -> Point {
        let x = try readNumber(as: "x")
        return Point(x: x, y: try readNumber(as: "y"))
    }

    private mutating func readNumber(as name: String) throws(ActionTextError) -> Int {
        skipSpaces()
        let start = position
        let word = readWord()
        guard let number = Int(word) else {
            let found = word.isEmpty ? "the end" : quoted(word)
            throw error(at: start, "expected \(name), a whole number, found \(found)", hint: nil)
        }
        return number
    }

    private mutating func readButton() throws(ActionTextError) -> MouseButton {
        skipSpaces()
        let start = position
        let word = readWord()
        if word.isEmpty || word == "holding" {
            position = start
            return .left
        }
        guard let button = MouseButton(rawValue: word) else {
            throw error(
                at: start, "unknown button \(quoted(word))",
                hint: "buttons are "
                    + MouseButton.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return button
    }

    private mutating func readHeld() throws(ActionTextError) -> [Key] {
        skipSpaces()
        let start = position
        guard readWord() == "holding" else {
            position = start
            return []
        }
        return try readChord()
    }

    private mutating func readQuoted() throws(ActionTextError) -> String {
        skipSpaces()
        guard peek == "\"" else {
            throw error(
                at: position, "expected a text in double quotes", hint: nil)
        }
        position += 1
        var result = String.UnicodeScalarView()
        while let next = peek {
            position += 1
            switch next {
            case "\"": return String(result)
            case "\\": result.append(try readEscape())
            default: result.append(next)
            }
        }
        throw error(at: position, "expected the closing quote", hint: nil)
    }

    /// What follows a backslash.
    private mutating func readEscape() throws(ActionTextError) -> Unicode.Scalar {
        let start = position - 1
        defer { position += 1 }
        switch peek {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "\"": return "\""
        case "\\": return "\\"
        case "u": return try readCodePoint()
        default:
            throw error(
                at: start, "unknown escape",
                hint: "escapes are \\n \\t \\r \\\" \\\\ and \\u{…} with a hexadecimal number")
        }
    }

    /// `u{1F600}`; leaves the position on the closing brace.
    private mutating func readCodePoint() throws(ActionTextError) -> Unicode.Scalar {
        let start = position - 1
        position += 1
        guard peek == "{", let end = scalars[position...].firstIndex(of: "}"),
            let value = UInt32(string(from: position + 1, to: end), radix: 16),
            let scalar = Unicode.Scalar(value)
        else {
            throw error(
                at: start, "expected \\u{…} with a hexadecimal number of a character", hint: nil)
        }
        position = end
        return scalar
    }
}

extension ActionTextReader {
    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private var startsNumber: Bool {
        guard let next = scalars[position...].first(where: { !isSpace($0) }) else { return false }
        return next == "-" || ("0"..."9").contains(next)
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }

    private mutating func skipSpaces() {
        while let next = peek, isSpace(next) { position += 1 }
    }

    private mutating func readWord() -> String {
        let start = position
        while let next = peek, !isSpace(next) { position += 1 }
        return string(from: start, to: position)
    }

    private func string(from start: Int, to end: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    private func error(at index: Int, _ reason: String, hint: String?) -> ActionTextError {
        ActionTextError(
            text: text, column: index + 1, reason: reason,
            hint: hint ?? example.map { "as in: \($0)" })
    }
}
