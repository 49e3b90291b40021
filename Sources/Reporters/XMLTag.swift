/// An element of an XML page; whatever is put into it is escaped.
struct XMLTag {
    /// What stands in an element, in the order of the page.
    private enum Part {
        case tag(XMLTag)
        case text(String)
    }

    let name: String
    private var attributes: [(name: String, value: String)]
    private var parts: [Part] = []

    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String? = nil) {
        self.name = name
        self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }
        if let text { parts = [.text(text)] }
    }

    mutating func add(_ tag: XMLTag) { parts.append(.tag(tag)) }

    mutating func add(_ tags: [XMLTag]) { parts += tags.map(Part.tag) }

    /// The element on lines of its own; text gets no space that is not its own.
    func lines(indent: String = "") -> String {
        let head = attributes.map { " \($0.name)=\"\(Self.escaped($0.value, inAttribute: true))\"" }
        let opening = "\(indent)<\(name)\(head.joined())"
        guard !parts.isEmpty else { return opening + "/>\n" }
        var inside = ""
        var closing = "</\(name)>\n"
        for part in parts {
            switch part {
            case .text(let text): inside += Self.escaped(text, inAttribute: false)
            case .tag(let tag):
                inside += (inside.isEmpty ? "\n" : "") + tag.lines(indent: indent + "  ")
                closing = "\(indent)</\(name)>\n"
            }
        }
        return "\(opening)>\(inside)\(closing)"
    }

    /// The text with nothing in it that could end a text or an attribute, or that a parser would change.
    ///
    /// Parsers make spaces of line ends and tabs in attributes, and line feeds of carriage returns, unless they
    /// are written as numbers.
    ///
    /// - SeeAlso: XML 1.0, sections 2.11 and 3.3.3.
    static func escaped(_ text: String, inAttribute: Bool) -> String {
        var result = ""
        for scalar in CleanText.clean(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#13;"
            case "\n" where inAttribute: result += "&#10;"
            case "\t" where inAttribute: result += "&#9;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
