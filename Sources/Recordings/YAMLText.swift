/// A value as it is written into a task file.
indirect enum YAMLText: Sendable, Hashable {
    /// Quoted where it would be taken for something else.
    case text(String)
    case number(Int)
    case list([YAMLText])
    case map([Entry])

    struct Entry: Sendable, Hashable {
        var key: String
        var value: YAMLText

        init(_ key: String, _ value: YAMLText) {
            self.key = key
            self.value = value
        }
    }

    /// On one line, with braces.
    var inFlow: String {
        switch self {
        case .text(let text): YAMLText.scalar(text)
        case .number(let number): "\(number)"
        case .list(let items): "[" + items.map(\.inFlow).joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.key): \($0.value.inFlow)" }.joined(separator: ", ") + "}"
        }
    }

    /// A map as an item of a list, lines below each other where several targets are to choose from.
    func item(indent: String) -> String {
        guard case .map(let entries) = self, entries.count == 1 || hasChoices else {
            return "\(indent)- \(inFlow)\n"
        }
        let lines = YAMLText.lines(entries, indent: indent + "  ")
        return indent + "- " + lines.dropFirst(indent.count + 2)
    }

    private static func lines(_ entries: [Entry], indent: String) -> String {
        entries.map { entry in
            guard entry.value.hasChoices else {
                return "\(indent)\(entry.key): \(entry.value.inFlow)\n"
            }
            switch entry.value {
            case .list(let items):
                let deeper = indent + "  "
                return "\(indent)\(entry.key):\n"
                    + items.map { "\(deeper)- \($0.inFlow)\n" }.joined()
            case .map(let entries):
                return "\(indent)\(entry.key):\n" + lines(entries, indent: indent + "  ")
            case .text, .number: return "\(indent)\(entry.key): \(entry.value.inFlow)\n"
            }
        }
        .joined()
    }

    /// Whether it is, or holds, a list of maps.
    private var hasChoices: Bool {
        switch self {
        case .text, .number: false
        case .list(let items): items.contains(where: \.isMap)
        case .map(let entries): entries.contains { $0.value.hasChoices }
        }
    }

    private var isMap: Bool {
        if case .map = self { true } else { false }
    }

    /// A text so that YAML reads just this text.
    ///
    /// - SeeAlso: YAML 1.1, sections 5.7 (escapes) and 9.1.3 (plain).
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.first?.isLetter == true && text.last != " " && !text.hasSuffix(":")
            && !text.contains(": ") && !text.contains(" #")
            && text.allSatisfy { $0.isLetter || $0.isNumber || " ._-+/():'*!?&%…".contains($0) }
            && !words.contains(text.lowercased())
        return isPlain ? text : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    /// Plain texts that YAML readers take for something else.
    private static let words: Set = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

    private static let invisible: [Unicode.GeneralCategory] = [
        .control, .lineSeparator, .paragraphSeparator, .format, .unassigned, .privateUse,
    ]

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        default: break
        }
        guard invisible.contains(scalar.properties.generalCategory) else { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
