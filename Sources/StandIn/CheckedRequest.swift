import DeskwrightCore

/// A request for a decision that has nothing wrong with it.
struct CheckedRequest: Sendable {
    let body: JSON
    let model: ModelFamily
    /// In Chat Completions a reply carries a batch of calls. `nil` for a question in words, which
    /// offers no tool.
    let dialect: Dialect?
    /// Where the chain stands before this request.
    let point: ChainPoint
    /// The last picture that was sent with it.
    let screenshot: Frame?
    /// What the user said in it.
    let text: String
    /// What the request adds to the chain's tokens.
    let inputTokens: Int
    /// All of it, for the cache.
    let prompt: Prompt

    /// How many tokens it has in common with the request before it that sent a conversation too.
    var repeatedTokens: Int { point.prompt.map(prompt.sharedTokens) ?? 0 }

    /// Whether a later request may go on from the reply by its id.
    var isStored: Bool { body["store"] != .bool(false) }
}

extension JSON {
    /// Whether a request lets the model do anything but answer in words.
    var offersTools: Bool { self["tools"]?.array?.isEmpty == false }
}

/// Which of the two computer tools a request declares.
enum Dialect: String, Sendable, Hashable, CaseIterable {
    /// `computer_use_preview`: a call carries one `action`.
    case preview = "computer_use_preview"
    /// `computer`: a call carries a batch of `actions`.
    case batched = "computer"
}
