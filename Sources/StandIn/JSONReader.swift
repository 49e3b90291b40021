/// Reads one JSON text, strictly as RFC 8259 has it.
///
/// Own code, because requests come from outside and hold pictures: a long string is one copy, and
/// how deep values nest is bounded.
struct JSONReader {
    /// Where a text stops being JSON, in bytes from the start.
    struct Mistake: Error, Hashable {
        let offset: Int
    }

    /// Requests nest about ten deep.
    private static let depthMax = 64

    private let bytes: [UInt8]
    private var position = 0

    static func read(_ bytes: [UInt8]) throws(Mistake) -> JSON {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.readValue(depth: 0)
        reader.skipSpaces()
        guard reader.position == bytes.count else { throw reader.mistake }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var mistake: Mistake { Mistake(offset: position) }
    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpaces() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            position += 1
        }
    }

    private mutating func skip(_ character: Character) -> Bool {
        guard let byte = peek, byte == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func readValue(depth: Int) throws(Mistake) -> JSON {
        guard depth < JSONReader.depthMax else { throw mistake }
        skipSpaces()
        switch peek {
        case UInt8(ascii: "{"): return try readObject(depth: depth)
        case UInt8(ascii: "["): return try readArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", as: .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", as: .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", as: .null)
        default: return try readNumber()
        }
    }

    private mutating func readWord(_ word: String, as value: JSON) throws(Mistake) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw mistake }
        position += word.utf8.count
        return value
    }

    private mutating func readArray(depth: Int) throws(Mistake) -> JSON {
        position += 1
        skipSpaces()
        if skip("]") { return .array([]) }
        var elements: [JSON] = []
        while true {
            elements.append(try readValue(depth: depth + 1))
            skipSpaces()
            if skip("]") { return .array(elements) }
            guard skip(",") else { throw mistake }
        }
    }

    private mutating func readObject(depth: Int) throws(Mistake) -> JSON {
        position += 1
        skipSpaces()
        if skip("}") { return .object([:]) }
        var members: [String: JSON] = [:]
        while true {
            skipSpaces()
            guard peek == UInt8(ascii: "\"") else { throw mistake }
            let name = try readString()
            skipSpaces()
            guard skip(":") else { throw mistake }
            members[name] = try readValue(depth: depth + 1)
            skipSpaces()
            if skip("}") { return .object(members) }
            guard skip(",") else { throw mistake }
        }
    }
}

extension JSONReader {
    private mutating func readNumber() throws(Mistake) -> JSON {
        let start = position
        _ = skip("-")
        guard let first = peek, isDigit(first) else { throw mistake }
        if !skip("0") { skipDigits() }
        var isWhole = true
        if skip(".") {
            isWhole = false
            guard let digit = peek, isDigit(digit) else { throw mistake }
            skipDigits()
        }
        if skip("e") || skip("E") {
            isWhole = false
            if !skip("+") { _ = skip("-") }
            guard let digit = peek, isDigit(digit) else { throw mistake }
            skipDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw Mistake(offset: start) }
        return .number(number)
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private mutating func skipDigits() {
        while let byte = peek, isDigit(byte) { position += 1 }
    }

    private mutating func readString() throws(Mistake) -> String {
        position += 1
        var result = ""
        while true {
            let start = position
            position = endOfPlainText(from: start)
            guard let part = String(validating: bytes[start..<position], as: UTF8.self) else {
                throw Mistake(offset: start)
            }
            result = result.isEmpty ? part : result + part
            if skip("\"") { return result }
            guard skip("\\") else { throw mistake }
            result.unicodeScalars.append(try readEscape())
        }
    }

    /// The place of the next quote, backslash or control character.
    private func endOfPlainText(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var index = start
            while index < buffer.count {
                let byte = buffer[index]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
                index += 1
            }
            return index
        }
    }

    private mutating func readEscape() throws(Mistake) -> Unicode.Scalar {
        guard let byte = peek else { throw mistake }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readCodePoint()
        default: throw mistake
        }
    }

    /// The digits of `\uXXXX`, and of the second half of a surrogate pair.
    private mutating func readCodePoint() throws(Mistake) -> Unicode.Scalar {
        let first = try readHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), skip("\\"), skip("u") else { throw mistake }
        let second = try readHexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw mistake }
        return scalar
    }

    private mutating func readHexadecimal() throws(Mistake) -> UInt32 {
        guard position + 4 <= bytes.count else { throw mistake }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw mistake }
            value = value << 4 + UInt32(digit)
        }
        position += 4
        return value
    }
}
