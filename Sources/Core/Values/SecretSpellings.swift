/// The ways in which a text may spell secrets: as they are, and as quoting and encoding writes them.
package struct SecretSpellings: Sendable {
    /// The longest first: one may be a part of another.
    private let spellings: [(bytes: [UInt8], replacement: [UInt8])]
    /// Which bytes a spelling may begin with.
    private let isFirst: [Bool]

    /// - Parameter secrets: Each value with what is to stand in its place; empty values are passed over.
    package init(_ secrets: [(value: String, replacement: String)]) {
        var spellings: [(bytes: [UInt8], replacement: [UInt8])] = []
        for (value, replacement) in secrets where !value.isEmpty {
            for spelling in Set(SecretSpellings.spellings(of: value)) {
                spellings.append((spelling, Array(replacement.utf8)))
            }
        }
        self.spellings = spellings.sorted { $0.bytes.count > $1.bytes.count }
        var isFirst = Array(repeating: false, count: 256)
        for spelling in spellings { isFirst[Int(spelling.bytes[0])] = true }
        self.isFirst = isFirst
    }

    /// The bytes with every spelling replaced, found byte by byte: a combining character after a value
    /// does not hide it.
    package func replaced(in bytes: [UInt8]) -> [UInt8] {
        guard !spellings.isEmpty else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let found =
                isFirst[Int(bytes[position])]
                ? spellings.first { bytes[position...].starts(with: $0.bytes) } : nil
            if let found {
                result += found.replacement
                position += found.bytes.count
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return result
    }

    package func replaced(in text: String) -> String {
        guard !spellings.isEmpty else { return text }
        return String(decoding: replaced(in: Array(text.utf8)), as: UTF8.self)
    }
}

// MARK: - How a value may be written

extension SecretSpellings {
    private static func spellings(of value: String) -> [[UInt8]] {
        let texts = [
            value, String(quoted(value).dropFirst().dropLast()), json(value, isASCII: false),
            json(value, isASCII: true), json(value, isASCII: false).withHTMLEscaped,
            percent(value, space: "%20"), percent(value, space: "+"),
            percent(value, space: "%20").lowercasedEscapes, html(value),
        ]
        return texts.map { Array($0.utf8) } + base64(Array(value.utf8))
    }

    /// - SeeAlso: RFC 8259, section 7.
    private static func json(_ value: String, isASCII: Bool) -> String {
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "/" where isASCII: result += "\\/"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || isASCII && scalar.value > 0x7E:
                result += String(scalar).utf16.map { "\\u" + hex(Int($0), digits: 4) }.joined()
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// - SeeAlso: RFC 3986, section 2.
    private static func percent(_ value: String, space: String) -> String {
        value.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            case UInt8(ascii: " "): space
            default: "%" + hex(Int(byte), digits: 2).uppercased()
            }
        }.joined()
    }

    private static func html(_ value: String) -> String {
        value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }

    private static func hex(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The characters of base64 that a value alone decides, wherever it stands in what is encoded.
    ///
    /// Fewer than eight are left alone: they would be found by chance.
    ///
    /// - SeeAlso: RFC 4648, sections 4 and 5.
    private static func base64(_ value: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { offset -> [[UInt8]] in
            let bits = Array(repeating: false, count: 8 * offset) + value.flatMap(bits)
            let first = (8 * offset + 5) / 6
            let last = bits.count / 6
            guard last - first >= 8 else { return [] }
            let numbers = (first..<last).map { character in
                bits[6 * character..<6 * character + 6].reduce(0) { 2 * $0 + ($1 ? 1 : 0) }
            }
            return ["+/", "-_"].map { special in
                let alphabet = alphanumerics + Array(special.utf8)
                return numbers.map { alphabet[$0] }
            }
        }
    }

    private static func bits(of byte: UInt8) -> [Bool] {
        (0..<8).map { byte & (0x80 >> $0) != 0 }
    }

    private static let alphanumerics = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
}

extension String {
    /// JSON as Go writes it, fit for HTML.
    ///
    /// - SeeAlso: Go's `encoding/json`, `HTMLEscape`.
    fileprivate var withHTMLEscaped: String {
        replacing("&", with: "\\u0026").replacing("<", with: "\\u003c")
            .replacing(">", with: "\\u003e")
    }

    /// `%c3` for `%C3`.
    fileprivate var lowercasedEscapes: String {
        var rest = 0
        return String(
            map { character in
                if character == "%" {
                    rest = 2
                    return character
                }
                guard rest > 0 else { return character }
                rest -= 1
                return Character(character.lowercased())
            })
    }
}
