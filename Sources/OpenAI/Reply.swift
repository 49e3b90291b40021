import DeskwrightCore

/// What the service answered, as far as it matters here.
struct Reply: Sendable, Hashable {
    enum State: Sendable, Hashable {
        case completed
        /// Cut off; nothing of it is to be done.
        case incomplete(reason: String)
        case failed(code: String?, message: String)
        case cancelled
    }

    var id: String?
    var state: State
    var items: [Item]
    /// What a client that keeps the conversation itself sends back, as it came.
    var echo: [JSONValue] = []
    var tokens: TokenCounts?

    enum Item: Sendable, Hashable {
        case computerCall(ComputerCall)
        /// A call of something that we did not offer.
        case strangeCall(StrangeCall)
        case message(Message)
        case thought(String)
    }

    struct ComputerCall: Sendable, Hashable {
        /// What its output refers to; not the item's own `id`.
        var callID: String
        var actions: [ProposedAction]
        var safetyChecks: [SafetyCheck]
    }

    struct StrangeCall: Sendable, Hashable {
        var callID: String
        var name: String
        /// The type of the item that answers it.
        var outputType: String
        /// What was offered instead, in words.
        var offer = "the computer tool"
    }

    struct Message: Sendable, Hashable {
        var text: String
        var refusal: String?
        /// `false` for `phase: commentary`: the model goes on.
        var isFinal: Bool
    }

    struct TokenCounts: Sendable, Hashable {
        var input = 0
        var cached = 0
        var cacheWrites = 0
        var output = 0
        var reasoning = 0
    }
}

extension Reply {
    var computerCalls: [ComputerCall] {
        items.compactMap { if case .computerCall(let call) = $0 { call } else { nil } }
    }

    var strangeCalls: [StrangeCall] {
        items.compactMap { if case .strangeCall(let call) = $0 { call } else { nil } }
    }

    var messages: [Message] {
        items.compactMap { if case .message(let message) = $0 { message } else { nil } }
    }

    /// What the model says about what it does: its thoughts in short, and its words on the way.
    ///
    /// A last answer is the decision itself.
    var summary: String? {
        let isAnswer = computerCalls.isEmpty
        let lines = items.compactMap { item in
            switch item {
            case .thought(let text): text
            case .message(let message): isAnswer && message.isFinal ? "" : message.text
            case .computerCall, .strangeCall: nil
            }
        }
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        return text.isEmpty ? nil : text
    }
}
