/// Markup that a browser may be shown: whatever is interpolated as text is escaped.
///
/// Literals are taken as they are, so `"<p>\(title)</p>"` is safe whatever `title` holds. In
/// attributes, interpolate between double quotes only.
struct HTML: ExpressibleByStringInterpolation {
    private(set) var markup: String

    init(stringLiteral markup: String) {
        self.markup = markup
    }

    init(stringInterpolation: Interpolation) {
        markup = stringInterpolation.markup
    }

    /// Markup that has been made somewhere else than in a literal, and holds no text from outside.
    init(trusted markup: String) {
        self.markup = markup
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }
        mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        mutating func appendInterpolation(_ part: HTML) { markup += part.markup }
        mutating func appendInterpolation(_ part: HTML?) { markup += part?.markup ?? "" }
        mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { markup += part.markup }
        }
    }

    /// The text with nothing in it that could end a text or an attribute.
    ///
    /// Control characters, which HTML forbids, and those that turn the direction of what follows
    /// become U+FFFD.
    ///
    /// - SeeAlso: HTML Living Standard, 13.2.5 (tokenization); Unicode UAX #9, section 2.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result += "&amp;"
            case 0x3C: result += "&lt;"
            case 0x3E: result += "&gt;"
            case 0x22: result += "&quot;"
            case 0x27: result += "&#39;"
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension HTML {
    static func + (left: HTML, right: HTML) -> HTML {
        HTML(trusted: left.markup + right.markup)
    }
}
