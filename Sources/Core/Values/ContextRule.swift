/// What the input of one request may grow to, and what is done then.
public struct ContextRule: Sendable, Hashable {
    public enum Then: String, Sendable, Hashable, CaseIterable {
        /// The conversation is made shorter, and the run goes on.
        case compact
        /// A person is asked; where there is none, the run ends.
        case ask
        /// The run ends.
        case stop
    }

    /// In tokens. `nil` is 100,000 for `compact`, else where the model's prices rise.
    public var limit: Int?
    public var then: Then = .compact

    public init() {}
}

/// How long a request may be without a person's leave.
public struct InputLimit: Sendable, Hashable {
    /// In tokens.
    public var tokens: Int
    /// Whether a person may be asked; else the run ends.
    public var asks: Bool
    /// Why the limit is there, in words.
    public var reason: String

    public init(tokens: Int, asks: Bool, reason: String) {
        self.tokens = tokens
        self.asks = asks
        self.reason = reason
    }
}
