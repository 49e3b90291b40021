import DeskwrightTestSupport

@testable import DeskwrightOpenAI

/// Damage to replies: at random, and the same for the same seed.
struct Mutation {
    private var random: SeededGenerator
    private var hasHugeNumber = false

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func callAsFunction(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        if number(below: 2) == 0, let json = try? JSONParser.parse(original) {
            var json = json
            hasHugeNumber = false
            for _ in 0...number(below: 3) { damage(&json) }
            bytes = JSONWriter.write(json)
            if hasHugeNumber { bytes = Mutation.expanded(bytes) }
            if number(below: 4) > 0 { return bytes }
        }
        for _ in 0...number(below: 4) { damage(&bytes) }
        return bytes
    }

    /// A number from 0 up to a bound.
    mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    // MARK: Bytes

    private mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = [0x7B]
            return
        }
        let place = number(below: bytes.count)
        let end = min(bytes.count, place + 1 + number(below: 12))
        switch number(below: 7) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8(number(below: 8))
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.removeSubrange(place...)
        case 5:
            let tokens = ["null", "[]", "{}", "-1", "1e999", "\"\"", "true", ",", "\\u0000"]
            bytes.replaceSubrange(place..<end, with: tokens[number(below: tokens.count)].utf8)
        default:
            // Another digit over the next one.
            if let digit = bytes[place...].firstIndex(where: { (48...57).contains($0) }) {
                bytes[digit] = UInt8(48 + number(below: 10))
            }
        }
    }

    // MARK: Values

    /// Stands for a number that no tree can hold; written out by ``expanded(_:)``.
    private static let hugeNumber = "\u{1}huge\u{1}"

    private static func expanded(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        return Array(text.replacing(#""\u0001huge\u0001""#, with: "123456789e12345").utf8)
    }

    /// Drops, doubles or changes one value somewhere in the tree.
    private mutating func damage(_ value: inout JSONValue) {
        let isHere = number(below: 8) == 0
        switch value {
        case .array(var values) where !values.isEmpty && !isHere:
            let index = number(below: values.count)
            switch number(below: 6) {
            case 0: values.remove(at: index)
            case 1: values.append(values[index])
            default: damage(&values[index])
            }
            value = .array(values)
        case .object(var members) where !members.isEmpty && !isHere:
            let keys = members.keys.sorted()
            let key = keys[number(below: keys.count)]
            switch number(below: 6) {
            case 0: members[key] = nil
            case 1: members[keys[number(below: keys.count)]] = members[key]
            default:
                var member = members[key] ?? .null
                damage(&member)
                members[key] = member
            }
            value = .object(members)
        default: value = oddity(value)
        }
    }

    /// A value of another type or size.
    private mutating func oddity(_ value: JSONValue) -> JSONValue {
        switch number(below: 12) {
        case 0: return .null
        case 1: return .bool(true)
        case 2: return .number(-1)
        case 3: return .number(9_223_372_036_854_775_808)
        case 4: return .number(1e308)
        case 5:
            hasHugeNumber = true
            return .string(Mutation.hugeNumber)
        case 6: return .string("")
        case 7: return .string(String(repeating: "x", count: 500))
        case 8: return [value]
        case 9: return ["type": value]
        case 10: return .string(value.description)
        default: return nested(value, depth: 10 + number(below: 100))
        }
    }

    private func nested(_ value: JSONValue, depth: Int) -> JSONValue {
        (0..<depth).reduce(value) { value, _ in [value] }
    }
}
