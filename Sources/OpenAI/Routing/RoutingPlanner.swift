import DeskwrightCore
import DeskwrightHTTP

/// A planner that has the goal sorted first, and then asks the model that the table names for it.
///
/// When that model gives up, or does the same again and again in vain, the next stronger line of the
/// table takes over, once. What was chosen, why and at what cost is noted for the journal.
package actor RoutingPlanner: Planner {
    private let goal: String
    private let routes: ModelRoutes
    private let sort: Sort
    /// What sorting is likely to use.
    private let sorting: Usage
    private let makePlanner: @Sendable (ModelRoutes.Route) -> any Planner
    private let tell: @Sendable (PlannerNews) async -> Void

    private var planner: (any Planner)?
    private var difficulty = ModelRoutes.Difficulty.medium
    private var hasSteppedUp = false
    /// What was done so far, a line for each action: a second model was not there.
    private var history: [String] = []

    /// Sorts a goal; adds to the usage what it asks for, until that has so many requests.
    typealias Sort =
        @Sendable (_ goal: String, _ usage: inout Usage, _ requestsMax: Int?)
        async throws(PlannerError) -> GoalSorter.Answer?

    /// - Parameters:
    ///   - settings: Those of the model that sorts, by the table's line for it.
    ///   - goal: What the model is to reach.
    ///   - routes: The table.
    ///   - http: The way to the service.
    ///   - clock: For waiting between tries.
    ///   - makePlanner: Makes the planner of a line of the table.
    ///   - tell: Takes what is worth a line in the journal.
    package init(
        sorter settings: OpenAISettings, goal: String, routes: ModelRoutes, http: any HTTPSending,
        clock: any Clock<Duration>,
        makePlanner: @escaping @Sendable (ModelRoutes.Route) -> any Planner,
        tell: @escaping @Sendable (PlannerNews) async -> Void
    ) {
        let sorter = GoalSorter(
            settings: settings,
            service: ModelService(
                settings: settings, http: http, waiting: Waiting(clock: clock), tell: tell))
        self.init(
            goal: goal, routes: routes,
            sort: { (goal, usage, requestsMax) async throws(PlannerError) in
                try await sorter.sort(goal, spending: &usage, requestsMax: requestsMax)
            },
            sorting: sorter.forecast(goal),
            makePlanner: makePlanner, tell: tell)
    }

    init(
        goal: String, routes: ModelRoutes,
        sort: @escaping Sort,
        sorting: Usage,
        makePlanner: @escaping @Sendable (ModelRoutes.Route) -> any Planner,
        tell: @escaping @Sendable (PlannerNews) async -> Void
    ) {
        self.goal = goal
        self.routes = routes
        self.sort = sort
        self.sorting = sorting
        self.makePlanner = makePlanner
        self.tell = tell
    }

    /// Before the goal is sorted it is taken for one of the middle, and sorting it comes on top.
    package func forecast(_ turn: PlannerTurn) async -> Usage? {
        if let planner { return await planner.forecast(turn) }
        return await makePlanner(routes[difficulty]).forecast(turn).map { $0 + sorting }
    }

    package func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        let space = ModelSpace(screen: turn.state.frame.size, picture: turn.state.frame.size)
        history += TurnReport(turn.results, words: [:], space: space).history
        var usage = Usage()
        do throws(PlannerError) {
            var decision = try await decide(turn, spending: &usage)
            decision.usage = usage
            return decision
        } catch {
            throw PlannerError(error.cause, usage: usage)
        }
    }

    private func decide(
        _ turn: PlannerTurn, spending usage: inout Usage
    ) async throws(PlannerError) -> Decision {
        if planner == nil {
            try await sortGoal(turn.allowance, spending: &usage)
            planner = await plannerThatFits(turn, after: usage)
        } else if turn.standsStill, await stepsUp(turn, after: usage, because: "it stands still") {
            return try await ask(anew(turn), spending: &usage)
        }
        let decision = try await ask(turn, spending: &usage)
        guard case .stuck(let reason) = decision.choice,
            await stepsUp(turn, after: usage, because: "it gives up: \(reason)")
        else { return decision }
        return try await ask(anew(turn), spending: &usage)
    }

    /// Asks the planner, which may use what of the turn's allowance is left after `usage`.
    private func ask(
        _ turn: PlannerTurn, spending usage: inout Usage
    ) async throws(PlannerError) -> Decision {
        guard let planner else { preconditionFailure("a planner is made before it is asked") }
        var turn = turn
        turn.allowance = turn.allowance.less(usage)
        do throws(PlannerError) {
            let decision = try await planner.decide(turn)
            usage = usage + decision.usage
            return decision
        } catch {
            usage = usage + error.usage
            throw error
        }
    }

    /// A sorter that fails stops nobody: the goal goes the middle way.
    private func sortGoal(
        _ allowance: Allowance, spending usage: inout Usage
    ) async throws(PlannerError) {
        // One request is the planner's own.
        let requestsMax = allowance.requests.map { $0 - 1 }
        var why: String
        do throws(PlannerError) {
            let answer = try await sort(goal, &usage, requestsMax)
            if let answer { difficulty = answer.difficulty }
            why = words(on: answer, usage)
        } catch {
            switch error.cause {
            case .cancelled, .missingKey, .notKept, .broken: throw error
            case .refused, .unreachable, .unreadable, .unusablePicture, .outOfRequests,
                .notRecorded:
                why = "the goal could not be sorted: \(error.message)"
            }
        }
        await tell(.note("\(why); \(routes[difficulty]) is asked"))
    }

    /// The planner for the goal as it was sorted; the middle one, for which the loop has seen that there
    /// is room, where the budget has none for a stronger.
    private func plannerThatFits(_ turn: PlannerTurn, after usage: Usage) async -> any Planner {
        let wanted = makePlanner(routes[difficulty])
        guard difficulty == .complex, let forecast = await wanted.forecast(turn),
            !turn.allowance.less(usage).covers(forecast)
        else { return wanted }
        difficulty = .medium
        await tell(
            .note("the budget has no room for \(routes[.complex]): \(routes[.medium]) is asked"))
        return makePlanner(routes[.medium])
    }

    private func words(on answer: GoalSorter.Answer?, _ usage: Usage) -> String {
        let price = usage.dollars.map { ", for \(inDollars($0))" } ?? ""
        guard let answer else { return "\(routes.sorter) did not sort the goal\(price)" }
        let reason = answer.reason.isEmpty ? "" : ": \(answer.reason)"
        return "\(routes.sorter) takes the goal for \(answer.difficulty.rawValue)\(price)\(reason)"
    }

    /// Whether the next stronger line of the table takes over, which costs more than the loop knows of.
    private func stepsUp(
        _ turn: PlannerTurn, after usage: Usage, because cause: String
    ) async -> Bool {
        guard !turn.asksForSummary, !hasSteppedUp, let harder = difficulty.harder else {
            return false
        }
        let (old, new) = (routes[difficulty], routes[harder])
        // The same model at the same effort would do the same.
        guard old != new else { return false }
        let stronger = makePlanner(new)
        let forecast = await stronger.forecast(anew(turn)) ?? Usage()
        guard turn.allowance.less(usage).covers(forecast) else {
            await tell(
                .note(
                    "the budget has no room for \(new) to take over from \(old), although \(cause)")
            )
            return false
        }
        (planner, difficulty, hasSteppedUp) = (stronger, harder, true)
        await tell(.note("\(new) takes over from \(old), because \(cause)"))
        return true
    }

    /// The turn as a planner needs it that was not there before.
    private func anew(_ turn: PlannerTurn) -> PlannerTurn {
        var anew = turn
        anew.results = []
        anew.notes = Conversation.story(history.suffix(Conversation.historyCountMax)) + turn.notes
        return anew
    }
}

extension Allowance {
    /// What is left after this was used.
    fileprivate func less(_ used: Usage) -> Allowance {
        Allowance(
            dollars: dollars.map { max(0, $0 - (used.dollars ?? 0)) },
            tokens: tokens.map { max(0, $0 - used.inputTokens - used.outputTokens) },
            inputTokens: inputTokens.map { max(0, $0 - used.inputTokens) },
            requests: requests.map { max(0, $0 - used.requests) })
    }

    /// Whether a request that is likely to use so much fits into it.
    fileprivate func covers(_ next: Usage) -> Bool {
        next.dollars ?? 0 <= dollars ?? .infinity
            && next.inputTokens + next.outputTokens <= tokens ?? .max
            && next.inputTokens <= inputTokens ?? .max
            && next.requests <= requests ?? .max
    }
}
