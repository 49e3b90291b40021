import Core

/// The Responses API with either computer tool.
///
/// The service keeps the conversation under the id of its last reply, so that a request sends what
/// is new. When it cannot, the next request begins anew: the goal, what was done so far in words,
/// the screen.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response_create_params.py`.
struct ResponsesDialect: Dialect {
    let path = "responses"
    let settings: OpenAISettings
    private(set) var tool: ComputerTool
    /// Some organisations may not have summaries.
    private(set) var wantsSummary = true
    /// The reply from which the conversation goes on; `nil` begins anew.
    private(set) var previousID: String?
    /// The calls of that reply, which the next request answers.
    private(set) var computerCalls: [Reply.ComputerCall] = []
    private(set) var strangeCalls: [Reply.StrangeCall] = []
    private var changes: Set<Change> = []

    private enum Change: Hashable {
        case otherTool, newConversation(replacing: String), noSummary
    }

    init(settings: OpenAISettings) {
        self.settings = settings
        tool = settings.tool ?? settings.facts.preferredTool
    }

    var isHeldByService: Bool { previousID != nil }

    func read(_ body: [UInt8]) throws(ReplyFault) -> Reply {
        try ResponsesReader.read(body)
    }

    mutating func goOn(
        from reply: Reply, to conversation: Conversation, _ picture: Picture
    ) {
        previousID = settings.store ? reply.id : nil
        computerCalls = reply.computerCalls.uniqued(by: \.callID)
        strangeCalls = reply.strangeCalls.uniqued(by: \.callID)
    }

    mutating func restart() {
        previousID = nil
        computerCalls = []
        strangeCalls = []
    }

    mutating func concede(to refusal: Refusal) -> Concession? {
        if refusal.rejects(tool), changes.insert(.otherTool).inserted {
            tool = tool.other
            return .changed("switched to \(tool.rawValue) because: \(refusal.message)")
        }
        if refusal.isOfLostConversation, let lost = previousID,
            changes.insert(.newConversation(replacing: lost)).inserted
        {
            restart()
            return .changed("began the conversation anew because: \(refusal.message)")
        }
        if refusal.rejectsSummary, changes.insert(.noSummary).inserted {
            wantsSummary = false
            return .changed("goes on without summaries because: \(refusal.message)")
        }
        return refusal.isOfUnknownPath ? .otherDialect : nil
    }
}

extension Array {
    /// The first element of each key, in order.
    fileprivate func uniqued(by key: (Element) -> String) -> [Element] {
        var seen: Set<String> = []
        return filter { seen.insert(key($0)).inserted }
    }
}
