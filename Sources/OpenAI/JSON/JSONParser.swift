/// Why bytes are no JSON, and where.
struct JSONFault: Error, Hashable {
    var reason: String
    /// Counted from 0.
    var offset: Int
}

/// Reads JSON strictly, and refuses to go deeper than ``depthMax``.
///
/// Of two members with the same name the last counts.
///
/// - SeeAlso: RFC 8259.
struct JSONParser {
    /// Replies nest to about 8; a server that nests to 100,000 would end the process.
    static let depthMax = 64

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.next == nil else { throw parser.fault("text after the end") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func fault(_ reason: String) -> JSONFault {
        JSONFault(reason: next == nil ? "it ends too early" : reason, offset: index)
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { index += 1 }
    }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: wanted) else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"):
            return try nested { parser throws(JSONFault) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONFault) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONFault) -> JSONValue
    ) throws(JSONFault) -> JSONValue {
        guard depth < JSONParser.depthMax else {
            throw fault("it nests deeper than \(JSONParser.depthMax)")
        }
        index += 1
        depth += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("a member's name is missing") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw fault("a colon is missing") }
            members[name] = try value()
            skipSpace()
        } while take(",")
        guard take("}") else { throw fault("a comma or a brace is missing") }
        return .object(members)
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(values) }
        repeat {
            values.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw fault("a comma or a bracket is missing") }
        return .array(values)
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        for scalar in text.unicodeScalars {
            guard take(scalar) else { throw fault("there is no such word") }
        }
        return value
    }
}

// MARK: - Numbers and strings

extension JSONParser {
    private mutating func digits() throws(JSONFault) {
        let start = index
        while let byte = next, isDigit(byte) { index += 1 }
        guard index > start else { throw fault("no value begins like this") }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func number() throws(JSONFault) -> Double {
        let start = index
        _ = take("-")
        if take("0") {
            if let byte = next, isDigit(byte) { throw fault("a number begins with 0") }
        } else {
            try digits()
        }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return Double(String(decoding: bytes[start..<index], as: UTF8.self)) ?? .nan
    }

    /// Reads a string, from its opening quote to its closing one.
    private mutating func string() throws(JSONFault) -> String {
        let start = index
        index += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw fault("a control character stands in a string") }
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: String(try escaped()).utf8)
            } else {
                text.append(byte)
                index += 1
            }
        }
        guard take("\"") else { throw fault("") }
        guard let string = String(validating: text, as: UTF8.self) else {
            index = start
            throw fault("a string is not UTF-8")
        }
        return string
    }

    private mutating func escaped() throws(JSONFault) -> Character {
        index += 1
        guard let byte = next else { throw fault("") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Character(Unicode.Scalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return Character(try escapedScalar())
        default: throw fault("there is no such escape")
        }
    }

    /// Reads what follows `\u`; characters beyond the first 65,536 are two escapes in a row.
    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw fault("half a character") }
        let second = try fourHexDigits()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fault("half a character") }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw fault("four hexadecimal digits are wanted") }
            number = number << 4 + UInt32(digit)
            index += 1
        }
        return number
    }
}
