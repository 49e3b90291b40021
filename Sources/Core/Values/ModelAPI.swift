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
    /// Not at all.
    case none
    /// More than `none`, less than `low`.
    case minimal
    /// More than `minimal`, less than `medium`.
    case low
    /// More than `low`, less than `high`.
    case medium
    /// More than `medium`, less than `xhigh`.
    case high
    /// More than `high`, less than `max`.
    case xhigh
    /// The most that there is.
    case max
}
