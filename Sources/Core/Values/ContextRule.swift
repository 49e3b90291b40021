/// What the input of one request may grow to, and what is done then.
package struct ContextRule: Sendable, Hashable {
    package enum Then: String, Sendable, Hashable, CaseIterable {
        /// The conversation is made shorter, and the run goes on.
        case compact
        /// A person is asked; where there is none, the run ends.
        case ask
        /// The run ends.
        case stop
    }

    /// In tokens. `nil` is 100,000 for `compact`, else where the model's prices rise.
    package var limit: Int?
    package var then: Then = .compact

    package init() {}
}

/// How long a request may be without a person's leave.
package struct InputLimit: Sendable, Hashable {
    /// In tokens.
    package var tokens: Int
    /// Whether a person may be asked; else the run ends.
    package var asks: Bool
    /// Why the limit is there, in words.
    package var reason: String

    package init(tokens: Int, asks: Bool, reason: String) {
        self.tokens = tokens
        self.asks = asks
        self.reason = reason
    }
}
