/// A JSON value whose keys stay in the order in which they were given.
enum JSONText: Sendable {
    case text(String)
    case integer(Int)
    case truth(Bool)
    case list([JSONText])
    case object([(String, JSONText)])

    /// The value over several lines, indented by two.
    func written(indent: String = "") -> String {
        let deeper = indent + "  "
        switch self {
        case .text(let text): return JSONText.quoted(text)
        case .integer(let number): return String(number)
        case .truth(let truth): return String(truth)
        case .list(let items):
            guard !items.isEmpty else { return "[]" }
            let lines = items.map { deeper + $0.written(indent: deeper) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let lines = members.map {
                deeper + JSONText.quoted($0.0) + ": " + $0.1.written(indent: deeper)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        }
    }

    /// - SeeAlso: RFC 8259, section 7.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": return "\\\""
            case "\\": return "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: return String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
