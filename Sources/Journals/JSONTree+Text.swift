extension JSONTree {
    /// The value on one line, for a journal: what says most comes first.
    var line: String {
        switch self {
        case .literal(let literal): literal
        case .text(let text): JSONTree.escaped(text)
        case .list(let items): "[" + items.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + JSONTree.inOrder(members)
                .map { "\(JSONTree.escaped($0.key)):\($0.value.line)" }
                .joined(separator: ",") + "}"
        }
    }

    /// The value over several lines with sorted keys, for a file that people read and compare.
    func page(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .literal, .text: return line
        case .list(let items) where items.isEmpty: return "[]"
        case .list(let items):
            return "[\n" + items.map { inner + $0.page(indent: inner) }.joined(separator: ",\n")
                + "\n\(indent)]"
        case .object(let members) where members.isEmpty: return "{}"
        case .object(let members):
            let rows = members.sorted { $0.key < $1.key }
                .map { "\(inner)\(JSONTree.escaped($0.key)): \($0.value.page(indent: inner))" }
            return "{\n" + rows.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private static func inOrder(
        _ members: [String: JSONTree]
    ) -> [(key: String, value: JSONTree)] {
        let leading = ["event", "seconds", "step", "position"]
        func rank(_ key: String) -> Int { leading.firstIndex(of: key) ?? leading.count }
        return members.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
    }

    /// - SeeAlso: RFC 8259, section 7.
    private static func escaped(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
