import DeskwrightCore

/// The Chat Completions API: what gateways and local servers speak.
///
/// It has no computer tool. The model is given a function for each action, answers with calls whose
/// arguments are JSON in a text, is told in a text what became of each, and is shown the screen in
/// the user's next message. The service keeps nothing: each request tells all of the ``Transcript``.
///
/// - SeeAlso: openai-python 3.54.0, `types/chat/completion_create_params.py`.
struct ChatDialect: Dialect {
    let path = "chat/completions"
    let outputLimitKey = "max_completion_tokens"
    let settings: OpenAISettings
    /// A computer tool in place of the functions: some gateways take one.
    private(set) var tool: ComputerTool?
    private(set) var effort: ReasoningEffort?
    private(set) var streams: Bool
    private(set) var transcript = Transcript()
    /// The reply that the next request answers.
    private(set) var lastReply: Reply?
    private var changes: Set<Change> = []

    private enum Change: Hashable {
        case functions, noStream, effort(ReasoningEffort?)
    }

    init(settings: OpenAISettings) {
        self.settings = settings
        // A tool that was chosen for the other API says nothing about this one.
        tool = settings.api == .chat ? settings.tool : nil
        effort = settings.effort
        streams = settings.streams
    }

    var isHeldByService: Bool { false }

    var lengthLimit: Int? { nil }

    var assembly: any StreamAssembly.Type { ChatAssembly.self }

    func read(_ reply: JSONValue) throws(ReplyFault) -> Reply {
        try ChatReader.read(reply)
    }

    func tokens(of reply: JSONValue) -> Reply.TokenCounts? { ChatReader.tokens(of: reply) }

    mutating func goOn(
        from reply: Reply, to conversation: Conversation, _ picture: Picture
    ) {
        transcript.take(passage(conversation, picture), goal: conversation.goal) {
            Self.message($0, nil)
        }
        lastReply = reply
    }

    mutating func restart() {
        transcript = Transcript()
        lastReply = nil
    }

    /// Every request is as short as it gets.
    mutating func shorten() {}

    mutating func concede(to refusal: Refusal) -> Concession? {
        if let tool, refusal.rejects(tool), changes.insert(.functions).inserted {
            self.tool = nil
            return .changed("switched to functions because: \(refusal.message)")
        }
        if refusal.rejectsStream, changes.insert(.noStream).inserted {
            streams = false
            return .changed("goes on without streaming because: \(refusal.message)")
        }
        if refusal.rejectsEffort {
            let lower = refusal.namesEffortNone || effort == nil ? ReasoningEffort.none : nil
            if effort != ReasoningEffort.none, changes.insert(.effort(lower)).inserted {
                effort = lower
                let now = lower.map { "with the effort \($0.rawValue)" } ?? "without an effort"
                return .changed("goes on \(now) because: \(refusal.message)")
            }
            return .otherDialect
        }
        return refusal.isOfUnknownPath || refusal.wantsResponses ? .otherDialect : nil
    }
}

extension Refusal {
    /// Whether the model takes no functions together with this effort, or with the one that it has
    /// when none is asked for.
    ///
    /// Seen: `Function tools with reasoning_effort are not supported for gpt-5.6-terra in
    /// /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to
    /// 'none'.`, with `param: "reasoning_effort"`.
    fileprivate var rejectsEffort: Bool {
        [400, 422].contains(status)
            && (param == "reasoning_effort" || message.contains("reasoning_effort"))
    }

    fileprivate var namesEffortNone: Bool { message.contains("'none'") }

    /// Whether the model is asked through the other API only.
    fileprivate var wantsResponses: Bool {
        [400, 404].contains(status) && message.contains("v1/responses")
    }
}
