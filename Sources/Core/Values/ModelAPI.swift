/// Which of OpenAI's two APIs a model is asked through; the raw value is the word of `--api`.
public enum ModelAPI: String, Sendable, Hashable, Codable, CaseIterable {
    /// `POST /responses`, with a computer tool.
    case responses
    /// `POST /chat/completions`, with a function for each action: gateways and local servers.
    case chat

    /// Its name in sentences, after "the".
    public var title: String {
        switch self {
        case .responses: "Responses API"
        case .chat: "Chat Completions API"
        }
    }
}

/// How much a model may think, in the API's words.
public enum ReasoningEffort: String, Sendable, Hashable, Codable, CaseIterable {
    case none, minimal, low, medium, high, xhigh, max
}
