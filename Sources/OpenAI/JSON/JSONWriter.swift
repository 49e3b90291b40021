import DeskwrightHTTP

/// Writes JSON as bytes, with members in the order of their names.
///
/// A picture is a piece of its own, which becomes base64 on its way out: as a string in the tree it
/// would be copied four times, and be there once more while it is sent.
struct JSONWriter {
    private var pieces: [HTTPBody.Piece] = []
    private var bytes: [UInt8] = []
    private let showsPictures: Bool

    /// The value as the body of a request.
    static func body(_ value: JSONValue, showsPictures: Bool = true) -> HTTPBody {
        var writer = JSONWriter(showsPictures: showsPictures)
        writer.bytes.reserveCapacity(4096)
        writer.append(value)
        writer.pieces.append(.bytes(writer.bytes))
        return HTTPBody(writer.pieces)
    }

    /// The value as JSON; without its pictures, their data URLs are empty.
    static func write(_ value: JSONValue, showsPictures: Bool = true) -> [UInt8] {
        body(value, showsPictures: showsPictures).bytes
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
            if showsPictures {
                pieces += [.bytes(bytes), .base64(png)]
                bytes = []
            }
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

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON.
    var description: String {
        String(decoding: JSONWriter.write(self), as: UTF8.self)
    }
}
