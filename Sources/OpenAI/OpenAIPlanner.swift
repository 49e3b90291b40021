import DeskwrightCore
import DeskwrightHTTP

/// A planner that asks a model at OpenAI's service, or at a server that speaks like it.
///
/// Changes once what the service does not take: the computer tool, the API, the effort. Where a
/// conversation is lost, it is told anew in words.
public actor OpenAIPlanner: Planner {
    private let settings: OpenAISettings
    private let service: ModelService
    private let tell: @Sendable (PlannerNews) async -> Void
    private var conversation: Conversation
    private var dialect: any Dialect
    private var forecast: RequestForecast
    /// Why the dialect was changed; it is changed once.
    private var dialectCause: Refusal?
    private var hasWarned = false

    /// A planner that has not asked anything yet: nothing is sent before the first decision.
    ///
    /// - Parameters:
    ///   - settings: Which model, where, as whom.
    ///   - goal: What the model is to reach, in words.
    ///   - limits: How long an exchange may take and how large a reply may be.
    ///   - tell: Takes what there is to tell before a decision is there.
    public init(
        settings: OpenAISettings, goal: String, limits: HTTPLimits = HTTPLimits(),
        tell: @escaping @Sendable (PlannerNews) async -> Void = { _ in }
    ) {
        self.init(
            settings: settings, goal: goal, http: HTTPClient(limits: limits),
            clock: ContinuousClock(), tell: tell)
    }

    /// The same over another way to the service than the network.
    package init(
        settings: OpenAISettings, goal: String, http: any HTTPSending,
        clock: any Clock<Duration>, tell: @escaping @Sendable (PlannerNews) async -> Void
    ) {
        self.init(
            settings: settings, goal: goal, http: http, waiting: Waiting(clock: clock), tell: tell)
    }

    init(
        settings: OpenAISettings, goal: String, http: any HTTPSending, waiting: Waiting,
        tell: @escaping @Sendable (PlannerNews) async -> Void
    ) {
        self.settings = settings
        self.tell = tell
        service = ModelService(settings: settings, http: http, waiting: waiting, tell: tell)
        conversation = Conversation(goal: goal)
        dialect = settings.api.dialect(settings)
        forecast = RequestForecast(price: settings.facts.price, effort: settings.effort)
    }

    /// What the request for a turn will use, pictures by the catalogue's rule.
    public func forecast(_ turn: PlannerTurn) async -> Usage? {
        let picture = Picture(outlineOf: turn.state.frame.size, rule: settings.facts.images)
        var (next, dialect) = (conversation, dialect)
        if !next.hear(turn, space: picture.space) { dialect.restart() }
        if isTooLong(next, picture, dialect) { dialect.shorten() }
        let body = dialect.request(next, picture, isLast: turn.asksForSummary)
        return forecast.usage(
            of: RequestForecast.Addition(body, picture, goesOn: dialect.isHeldByService),
            isSummary: turn.asksForSummary)
    }

    /// Whether the service holds so much that the next request would be longer than is wanted.
    private func isTooLong(
        _ conversation: Conversation, _ picture: Picture, _ dialect: any Dialect
    ) -> Bool {
        guard dialect.isHeldByService else { return false }
        let body = dialect.request(conversation, picture, isLast: false)
        return forecast.isTooLong(
            RequestForecast.Addition(body, picture, goesOn: true), limit: dialect.lengthLimit)
    }

    /// Asks the model, and again where an exchange fails and ``OpenAISettings/retryPolicy`` has a try left.
    ///
    /// - Throws: ``/DeskwrightCore/PlannerError`` for its causes `refused`, `unreachable` or `unreadable`
    ///   where the service fails; `missingKey` for a service elsewhere without a key;
    ///   `unusablePicture` for a screen that does not fit.
    public func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        var usage = Usage()
        do throws(PlannerError) {
            return try await decide(turn, spending: &usage)
        } catch {
            throw PlannerError(error.cause, usage: usage)
        }
    }

    private func decide(
        _ turn: PlannerTurn, spending usage: inout Usage
    ) async throws(PlannerError) -> Decision {
        try await checkKey()
        let picture = try Picture(turn, rule: settings.facts.images)
        if !conversation.hear(turn, space: picture.space) { dialect.restart() }
        if isTooLong(conversation, picture, dialect) {
            dialect.shorten()
            await tell(
                .note(
                    "made the conversation shorter: the last screens as they were, the rest in "
                        + "words"))
        }
        while true {
            let (body, addition) = request(picture, turn)
            let exchange = try await service.ask(
                JSONWriter.body(body), in: dialect, spending: &usage,
                requestsMax: turn.allowance.requests)
            switch exchange.answer {
            case .reply(let reply):
                return conclude(reply, to: addition, exchange, usage, picture)
            case .refusal(let refusal):
                try await concede(to: refusal)
                if usage.requests >= turn.allowance.requests ?? .max {
                    throw PlannerError(.outOfRequests(reason: refusal.label))
                }
            }
        }
    }

    /// The next request, whose reply costs no more than the budget has left, and what it adds.
    private func request(
        _ picture: Picture, _ turn: PlannerTurn
    ) -> (body: JSONValue, addition: RequestForecast.Addition) {
        let body = dialect.request(conversation, picture, isLast: turn.asksForSummary)
        let addition = RequestForecast.Addition(body, picture, goesOn: dialect.isHeldByService)
        guard let limit = forecast.replyTokensMax(within: turn.allowance, of: addition) else {
            return (body, addition)
        }
        return (body.settingUnlessLess(dialect.outputLimitKey, limit), addition)
    }

    /// A key is not wanted on this machine, and never sent unprotected without a word.
    private func checkKey() async throws(PlannerError) {
        let address = settings.baseAddress
        guard settings.key != nil || address.isLoopback else {
            throw PlannerError(.missingKey(variable: "OPENAI_API_KEY"))
        }
        guard settings.key != nil, address.isUnprotected, !hasWarned else { return }
        hasWarned = true
        await tell(.note("the key and the screens go to \(address) unprotected: it is no https"))
    }

    private func conclude(
        _ reply: Reply, to addition: RequestForecast.Addition, _ exchange: ModelService.Exchange,
        _ usage: Usage, _ picture: Picture
    ) -> Decision {
        let judgement = Judgement.judge(reply)
        if judgement.goesOn {
            // The service goes on from no other reply.
            if let counts = reply.tokens { forecast.learn(counts, of: addition) }
            dialect.goOn(from: reply, to: conversation, picture)
            conversation.goOn(from: reply, words: judgement.choice.words(picture.space))
        }
        return Decision(
            judgement.choice.onScreen(picture.space).mapText(exchange.redacted),
            summary: reply.summary.map(exchange.redacted),
            usage: usage, requestID: exchange.requestID)
    }
}

// MARK: - When the service says no

extension OpenAIPlanner {
    /// Changes what the service does not take, each thing once; else the refusal is final.
    private func concede(to refusal: Refusal) async throws(PlannerError) {
        switch dialect.concede(to: refusal) {
        case .changed(let what): await tell(.note(what))
        case .otherDialect where dialectCause == nil:
            dialectCause = refusal
            dialect = settings.api.other.dialect(settings)
            let title = settings.api.other.title
            await tell(.note("switched to the \(title) because: \(refusal.message)"))
        case .otherDialect: throw (dialectCause ?? refusal).error
        case .nothing(let cause): throw cause.error
        case nil: throw refusal.error
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
        case .act, .notYet, .failed: self
        case .done(let claim): .done(claim: change(claim))
        case .talk(let text): .talk(change(text))
        case .stuck(let reason): .stuck(reason: change(reason))
        case .invalid(let reason): .invalid(reason: change(reason))
        }
    }
}

extension JSONValue {
    /// The object with a member set to a count, where it is not there with a lower one.
    fileprivate func settingUnlessLess(_ key: String, _ count: Int) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[key] = .number(Double(min(count, members[key]?.count ?? count)))
        return .object(members)
    }
}
