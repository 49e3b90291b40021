/// What a request tells the model, as far as the service's cache is concerned.
struct Prompt: Sendable, Hashable {
    /// Of what stands before the conversation: the model, the instructions, the tools.
    private let headHash: Int
    private let headTokens: Int
    /// The items of the conversation, in order.
    private var items: [Item] = []

    private struct Item: Sendable, Hashable {
        let hash: Int
        /// The tokens of all items up to this one.
        let tokensSoFar: Int
    }

    init(_ body: JSON) {
        let parts = ["instructions", "tools"].map { body[$0] ?? .null }
        headHash = ([body["model"] ?? .null] + parts).hashValue
        headTokens = parts.reduce(0) { $0 + ($1 == .null ? 0 : TextTokens.count($1.text)) }
    }

    /// Adds an item, with what all items have together then.
    mutating func add(_ item: JSON, tokensSoFar: Int) {
        items.append(Item(hash: item.hashValue, tokensSoFar: tokensSoFar))
    }

    /// How many tokens both begin with.
    func sharedTokens(with other: Prompt) -> Int {
        guard headHash == other.headHash else { return 0 }
        let shared = zip(items, other.items).prefix { $0 == $1 }
        return headTokens + (shared.last?.0.tokensSoFar ?? 0)
    }

    /// What the cache has of a prefix: 1,024 tokens and more, in steps of 128.
    ///
    /// - SeeAlso: OpenAI's guide "Prompt caching".
    static func cachedTokens(of shared: Int) -> Int {
        shared < 1024 ? 0 : shared / 128 * 128
    }
}
