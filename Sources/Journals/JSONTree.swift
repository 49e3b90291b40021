import DeskwrightCore
import Foundation

/// Any JSON value, to redact its texts while they are still texts and to write it readably.
enum JSONTree: Hashable {
    /// A number, `true`, `false` or `null`, as JSON writes it.
    case literal(String)
    case text(String)
    case list([JSONTree])
    case object([String: JSONTree])

    init(_ value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONTree.self, from: JSONEncoder().encode(value))
    }
}

extension JSONTree: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .literal("null")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .literal(flag ? "true" : "false")
        } else if let integer = try? container.decode(Int64.self) {
            self = .literal(String(integer))
        } else if let integer = try? container.decode(UInt64.self) {
            self = .literal(String(integer))
        } else if let number = try? container.decode(Double.self) {
            // Microseconds and millionths of a dollar are enough, and read well.
            let millions = (number * 1e6).rounded() / 1e6
            self = .literal("\(millions.isFinite ? millions : number)")
        } else if let list = try? container.decode([JSONTree].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }
}

extension JSONTree {
    /// Keys whose texts are words of Deskwright's own or pictures' names; readers need them whole.
    private static let ownWords: Set<String> = [
        "after", "at", "before", "choice", "decidedBy", "event", "name", "outcome", "result",
        "screen", "verdict",
    ]

    /// The tree with every secret in its texts replaced by its reference.
    func redacted(by secrets: Secrets) -> JSONTree {
        switch self {
        case .literal: return self
        case .text(let text): return .text(secrets.redact(text))
        case .list(let items): return .list(items.map { $0.redacted(by: secrets) })
        case .object(let members):
            let pairs = members.map { key, value in
                if case .text = value, JSONTree.ownWords.contains(key) { return (key, value) }
                return (key, value.redacted(by: secrets))
            }
            return .object(Dictionary(uniqueKeysWithValues: pairs))
        }
    }
}
