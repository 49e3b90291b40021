/// What a run may cost; `nil` is no limit.
public struct Budget: Sendable, Hashable {
    /// Decisions of the planner.
    public var steps: Int? = 100
    /// Tries at the provider, those after a fault among them.
    public var requests: Int?
    /// From the first look to the last, in wall time.
    public var time: Duration?
    /// US dollars.
    public var dollars: Double?
    /// Input and output together.
    public var tokens: Int?
    /// Input alone.
    public var inputTokens: Int?

    /// A hundred steps, and no other limit.
    public init() {}

    /// The last decision that the steps and the requests leave room for.
    package var stepCountMax: Int? { [steps, requests].compactMap { $0 }.min() }
}

/// With the words of a task file as keys, and seconds for the time.
extension Budget: Codable {
    private enum Key: String, CodingKey {
        case steps, requests, seconds, usd, tokens
        case inputTokens = "input-tokens"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        steps = try container.decodeIfPresent(Int.self, forKey: .steps)
        requests = try container.decodeIfPresent(Int.self, forKey: .requests)
        time = try container.decodeIfPresent(Double.self, forKey: .seconds).map { .seconds($0) }
        dollars = try container.decodeIfPresent(Double.self, forKey: .usd)
        tokens = try container.decodeIfPresent(Int.self, forKey: .tokens)
        inputTokens = try container.decodeIfPresent(Int.self, forKey: .inputTokens)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(steps, forKey: .steps)
        try container.encodeIfPresent(requests, forKey: .requests)
        try container.encodeIfPresent(time?.inSeconds, forKey: .seconds)
        try container.encodeIfPresent(dollars, forKey: .usd)
        try container.encodeIfPresent(tokens, forKey: .tokens)
        try container.encodeIfPresent(inputTokens, forKey: .inputTokens)
    }
}
