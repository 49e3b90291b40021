import Core
import HTTP

/// A planner that asks a model through OpenAI's Responses API.
///
/// Speaks both computer tools, and changes to the other one when the service says that the model
/// wants it. The service keeps the conversation; where it has lost it, it is told in words.
public actor OpenAIPlanner: Planner {
    private let settings: OpenAISettings
    private let service: ModelService
    private let note: @Sendable (String) async -> Void
    private var conversation: Conversation
    private var request: RequestBody
    private var forecast: RequestForecast
    /// What was changed to please the service, so that nothing is changed twice.
    private var concessions: Set<Concession> = []
    private var hasWarned = false

    /// - Parameters:
    ///   - settings: Which model, where, as whom.
    ///   - goal: What the model is to reach.
    ///   - http: The way there.
    ///   - clock: For waiting between tries.
    ///   - note: Takes what is worth a line in the journal: retries, changes of the tool.
    public init(
        settings: OpenAISettings, goal: String, http: any HTTPSending,
        clock: any Clock<Duration>, note: @escaping @Sendable (String) async -> Void
    ) {
        self.init(
            settings: settings, goal: goal, http: http, waiting: Waiting(clock: clock), note: note)
    }

    init(
        settings: OpenAISettings, goal: String, http: any HTTPSending, waiting: Waiting,
        note: @escaping @Sendable (String) async -> Void
    ) {
        self.settings = settings
        self.note = note
        service = ModelService(settings: settings, http: http, waiting: waiting, note: note)
        conversation = Conversation(goal: goal)
        request = RequestBody(
            settings: settings, tool: settings.tool ?? settings.facts.preferredTool,
            wantsSummary: true)
        forecast = RequestForecast(price: settings.facts.price, effort: settings.effort)
    }

    /// What the request for a turn will use, pictures by the catalogue's rule.
    public func forecast(_ turn: PlannerTurn) async -> Usage? {
        let picture = Picture(outlineOf: turn.state.frame.size, rule: settings.facts.images)
        var (next, request) = (conversation, request)
        next.hear(turn, space: picture.space)
        request.isLast = turn.asksForSummary
        return forecast.usage(
            of: addition(request.json(next, picture), picture, next), isSummary: request.isLast)
    }

    private func addition(
        _ body: JSONValue, _ picture: Picture, _ conversation: Conversation
    ) -> RequestForecast.Addition {
        RequestForecast.Addition(
            body, picture: picture.space.picture, rule: picture.rule,
            goesOn: conversation.previousID != nil)
    }

    public func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        try await checkKey()
        let picture = try Picture(turn, rule: settings.facts.images)
        conversation.hear(turn, space: picture.space)
        request.isLast = turn.asksForSummary
        var attempts = 0
        while true {
            let body = request.json(conversation, picture)
            let exchange = try await service.ask(JSONWriter.write(body, png: picture.png))
            attempts += exchange.attempts
            switch exchange.answer {
            case .reply(let reply):
                if let counts = reply.tokens {
                    forecast.learn(counts, of: addition(body, picture, conversation))
                }
                return conclude(reply, exchange, attempts: attempts, picture.space)
            case .refusal(let refusal):
                try await concede(to: refusal)
            }
        }
    }

    /// A key is not wanted on this machine, and never sent unprotected without a word.
    private func checkKey() async throws(PlannerError) {
        let address = settings.baseAddress
        guard settings.key != nil || address.isLoopback else {
            throw .missingKey(variable: "OPENAI_API_KEY")
        }
        guard settings.key != nil, address.isUnprotected, !hasWarned else { return }
        hasWarned = true
        await note("the key and the screens go to \(address) unprotected: it is no https")
    }

    private func conclude(
        _ reply: Reply, _ exchange: ModelService.Exchange, attempts: Int, _ space: ModelSpace
    ) -> Decision {
        let judgement = Judgement.judge(reply)
        if judgement.goesOn {
            conversation.goOn(
                from: reply, words: judgement.choice.words(space), isKept: settings.store)
        }
        return Decision(
            judgement.choice.onScreen(space).mapText(exchange.redacted),
            summary: reply.summary.map(exchange.redacted),
            usage: Usage(
                requests: attempts, tokens: reply.tokens,
                price: settings.facts.price),
            requestID: exchange.requestID)
    }
}

// MARK: - When the service says no

extension OpenAIPlanner {
    private enum Concession: Hashable {
        case otherTool, newConversation(replacing: String), noSummary
    }

    /// Changes what the service does not take, each thing once; else the refusal is final.
    private func concede(to refusal: Refusal) async throws(PlannerError) {
        if refusal.rejects(request.tool), concessions.insert(.otherTool).inserted {
            request.tool = request.tool.other
            await note("switched to \(request.tool.rawValue) because: \(refusal.message)")
        } else if refusal.isOfLostConversation, let lost = conversation.previousID,
            concessions.insert(.newConversation(replacing: lost)).inserted
        {
            conversation.restart()
            await note("began the conversation anew because: \(refusal.message)")
        } else if refusal.rejectsSummary, concessions.insert(.noSummary).inserted {
            request.wantsSummary = false
            await note("goes on without summaries because: \(refusal.message)")
        } else {
            throw refusal.error
        }
    }
}

extension Decision.Choice {
    /// The choice with its points in the screen's pixels.
    fileprivate func onScreen(_ space: ModelSpace) -> Decision.Choice {
        guard case .act(var proposal) = self else { return self }
        proposal.actions = proposal.actions.map { proposed in
            switch proposed {
            case .action(let action): .action(space.toScreen(action))
            case .invalid: proposed
            }
        }
        return .act(proposal)
    }

    /// The model's own words for each action, by those for the screen.
    fileprivate func words(_ space: ModelSpace) -> [String: String] {
        guard space.isScaled, case .act(let proposal) = self else { return [:] }
        var words: [String: String] = [:]
        for case .action(let action) in proposal.actions {
            words[space.toScreen(action).description] = action.description
        }
        return words
    }

    /// The choice with its sentences changed; actions are left as they are.
    fileprivate func mapText(_ change: (String) -> String) -> Decision.Choice {
        switch self {
        case .act, .notYet: self
        case .done(let claim): .done(claim: change(claim))
        case .talk(let text): .talk(change(text))
        case .stuck(let reason): .stuck(reason: change(reason))
        case .invalid(let reason): .invalid(reason: change(reason))
        }
    }
}
