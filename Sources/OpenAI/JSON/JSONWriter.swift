/// Writes JSON as bytes, with members in the order of their names.
///
/// A picture's base64 goes straight to its place: as a string in the tree it would be copied four
/// times on its way.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    private let showsPictures: Bool

    /// The value as JSON; without its pictures, their data URLs are empty.
    static func write(_ value: JSONValue, showsPictures: Bool = true) -> [UInt8] {
        var writer = JSONWriter(showsPictures: showsPictures)
        writer.bytes.reserveCapacity(4096 + (showsPictures ? value.pictureCharacterCount : 0))
        writer.append(value)
        return writer.bytes
    }

    private init(showsPictures: Bool) {
        self.showsPictures = showsPictures
    }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .number(let number): append(number)
        case .string(let text): appendQuoted(text)
        case .array(let values): append(values)
        case .object(let members): append(members)
        case .picture(let png):
            append("\"data:image/png;base64,")
            if showsPictures { Base64.append(png, to: &bytes) }
            append("\"")
        }
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Whole numbers without a fraction: the API's coordinates and sizes are integers.
    private mutating func append(_ number: Double) {
        guard number.isFinite else { return append("null") }
        append(Int(exactly: number).map(String.init) ?? String(number))
    }

    private mutating func append(_ values: [JSONValue]) {
        append("[")
        for (index, value) in values.enumerated() {
            if index > 0 { append(",") }
            append(value)
        }
        append("]")
    }

    private mutating func append(_ members: [String: JSONValue]) {
        append("{")
        for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { append(",") }
            appendQuoted(member.key)
            append(":")
            append(member.value)
        }
        append("}")
    }

    private mutating func appendQuoted(_ text: String) {
        append("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
            default: bytes.append(byte)
            }
        }
        append("\"")
    }
}

extension JSONValue {
    /// How long the base64 of all its pictures is.
    fileprivate var pictureCharacterCount: Int {
        switch self {
        case .null, .bool, .number, .string: 0
        case .array(let values): values.reduce(0) { $0 + $1.pictureCharacterCount }
        case .object(let members): members.values.reduce(0) { $0 + $1.pictureCharacterCount }
        case .picture(let png): Base64.encodedCount(png.count)
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON.
    var description: String {
        String(decoding: JSONWriter.write(self), as: UTF8.self)
    }
}
