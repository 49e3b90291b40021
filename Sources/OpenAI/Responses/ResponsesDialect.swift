import DeskwrightCore

/// The Responses API with either computer tool.
///
/// The service keeps the conversation under the id of its last reply, so that a request sends what
/// is new. Where it does not, or may not, a request sends the ``Transcript``, with the model's own
/// items as they came.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response_create_params.py`.
struct ResponsesDialect: Dialect {
    let path = "responses"
    let outputLimitKey = "max_output_tokens"
    let settings: OpenAISettings
    private(set) var tool: ComputerTool
    /// Some organisations may not have summaries.
    private(set) var wantsSummary = true
    private(set) var streams: Bool
    /// Whether the service is to keep the conversation.
    private(set) var isStored: Bool
    /// Whether the service is asked to make long conversations shorter.
    private(set) var wantsCompaction: Bool
    /// The reply whose calls the next request answers; `nil` begins anew.
    private(set) var lastReply: Reply?
    /// Whether the service holds all up to the last reply; if not, the transcript is sent.
    private(set) var isHeldByService = false
    private(set) var transcript = Transcript()
    /// Why the tool was changed; it is changed once.
    private var toolCause: Refusal?
    private var changes: Set<Change> = []

    private enum Change: Hashable {
        case wholeConversation(replacing: String), inWords, noSummary, noCompaction, noStream
    }

    init(settings: OpenAISettings) {
        self.settings = settings
        tool = settings.tool ?? settings.facts.preferredTool
        isStored = settings.store
        wantsCompaction = settings.facts.compacts
        streams = settings.streams
    }

    /// The id from which the service goes on.
    var previousID: String? { isHeldByService ? lastReply?.id : nil }

    /// Where the service makes it shorter first it gets half as long again, but never longer than the
    /// model's cliff.
    var lengthLimit: Int? {
        settings.contextTokensMax.map { limit in
            let own = wantsCompaction ? limit + limit / 2 : limit
            return settings.facts.price?.cliff.map { min(own, $0.inputTokens) } ?? own
        }
    }

    var assembly: any StreamAssembly.Type { ResponsesAssembly.self }

    func read(_ reply: JSONValue) throws(ReplyFault) -> Reply {
        try ResponsesReader.read(reply)
    }

    func tokens(of reply: JSONValue) -> Reply.TokenCounts? { ResponsesReader.tokens(of: reply) }

    mutating func goOn(
        from reply: Reply, to conversation: Conversation, _ picture: Picture
    ) {
        transcript.take(passage(conversation, picture), goal: conversation.goal) {
            Self.message($0, nil)
        }
        lastReply = reply
        isHeldByService = isStored && reply.id != nil
    }

    mutating func restart() {
        lastReply = nil
        isHeldByService = false
        transcript = Transcript()
    }

    mutating func shorten() {
        isHeldByService = false
    }

    mutating func concede(to refusal: Refusal) -> Concession? {
        if refusal.rejects(tool) {
            if let toolCause { return .nothing(after: toolCause) }
            toolCause = refusal
            tool = tool.other
            return .changed("switched to \(tool.rawValue) because: \(refusal.message)")
        }
        if refusal.isOfLostConversation, let lost = previousID,
            changes.insert(.wholeConversation(replacing: lost)).inserted
        {
            return sendWhole(because: refusal)
        }
        if !isHeldByService, !transcript.isEmpty, refusal.isAboutInput,
            changes.insert(.inWords).inserted
        {
            restart()
            return .changed("began the conversation anew because: \(refusal.message)")
        }
        if refusal.rejectsSummary, changes.insert(.noSummary).inserted {
            wantsSummary = false
            return .changed("goes on without summaries because: \(refusal.message)")
        }
        if refusal.rejectsCompaction, changes.insert(.noCompaction).inserted {
            wantsCompaction = false
            return .changed("makes the conversation shorter itself because: \(refusal.message)")
        }
        if refusal.rejectsStream, changes.insert(.noStream).inserted {
            streams = false
            return .changed("goes on without streaming because: \(refusal.message)")
        }
        return refusal.isOfUnknownPath ? .otherDialect : nil
    }

    /// A service that loses one conversation after the other is not asked to keep any more.
    private mutating func sendWhole(because refusal: Refusal) -> Concession {
        isHeldByService = false
        let lostCount = changes.count {
            if case .wholeConversation = $0 { true } else { false }
        }
        if lostCount > 1 { isStored = false }
        let now =
            isStored ? "sent the whole conversation" : "sends the whole conversation each time"
        return .changed("\(now) because: \(refusal.message)")
    }
}

extension Refusal {
    /// Whether the service does not take what it is told was said before.
    fileprivate var isAboutInput: Bool {
        [400, 404, 422].contains(status)
            && (param?.hasPrefix("input") == true || message.contains("Item with id"))
    }

    fileprivate var rejectsCompaction: Bool {
        [400, 422].contains(status) && param?.hasPrefix("context_management") == true
    }
}
