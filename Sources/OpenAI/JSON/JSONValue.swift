/// Any JSON, read without a wish: what is missing or of another type is simply `nil` to ask for.
enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
    /// A whole PNG file, written as a data URL; never read. The bytes are shared, not copied.
    case picture([UInt8])

    /// The member of an object.
    subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    var isNull: Bool { self == .null }

    /// A whole number from 0 up, for counts; anything else is `nil`.
    var count: Int? {
        number.flatMap { $0.rounded() == $0 ? Int(exactly: $0) : nil }.flatMap {
            $0 >= 0 ? $0 : nil
        }
    }

    /// A count of tokens; more than any service can mean are `nil`, so that sums of them hold.
    var tokenCount: Int? { count.flatMap { $0 <= 1_000_000_000 ? $0 : nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
