import DeskwrightCore
import DeskwrightHTTP

/// A planner that has the goal sorted first, and then asks the model that the table names for it.
///
/// When that model gives up, or does the same again and again in vain, the next stronger line of the
/// table takes over, once. What was chosen, why and at what cost is noted for the journal.
package actor RoutingPlanner: Planner {
    private let goal: String
    private let routes: ModelRoutes
    private let sort: @Sendable (String, Int?) async throws(PlannerError) -> GoalSorter.Answer?
    /// What sorting is likely to use.
    private let sorting: Usage
    private let makePlanner: @Sendable (ModelRoutes.Route) -> any Planner
    private let tell: @Sendable (PlannerNews) async -> Void

    private var planner: (any Planner)?
    private var difficulty = ModelRoutes.Difficulty.medium
    private var hasSteppedUp = false
    /// What was done so far, a line for each action: a second model was not there.
    private var history: [String] = []

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
            sort: { (goal, attemptsMax) async throws(PlannerError) in
                try await sorter.sort(goal, attemptsMax: attemptsMax)
            },
            sorting: sorter.forecast(goal),
            makePlanner: makePlanner, tell: tell)
    }

    init(
        goal: String, routes: ModelRoutes,
        sort: @escaping @Sendable (String, Int?) async throws(PlannerError) -> GoalSorter.Answer?,
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
        var turn = turn
        var usage = Usage()
        if planner == nil {
            // One request is the planner's own.
            usage = try await sortGoal(attemptsMax: turn.allowance.requests.map { $0 - 1 })
            turn.allowance = turn.allowance.less(usage)
            planner = makePlanner(routes[difficulty])
        } else if turn.standsStill, !turn.asksForSummary, await stepsUp(because: "it stands still")
        {
            turn = anew(turn)
        }
        var decision = try await ask(turn)
        usage = usage + decision.usage
        turn.allowance = turn.allowance.less(decision.usage)
        if case .stuck(let reason) = decision.choice, !turn.asksForSummary,
            turn.allowance.requests != 0, await stepsUp(because: "it gives up: \(reason)")
        {
            decision = try await ask(anew(turn))
            usage = usage + decision.usage
        }
        decision.usage = usage
        return decision
    }

    private func ask(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        guard let planner else { preconditionFailure("a planner is made before it is asked") }
        return try await planner.decide(turn)
    }

    /// A sorter that fails stops nobody: the goal goes the middle way.
    private func sortGoal(attemptsMax: Int?) async throws(PlannerError) -> Usage {
        let sorter = routes.sorter
        var why: String
        var usage = Usage()
        do {
            if let answer = try await sort(goal, attemptsMax) {
                (difficulty, usage) = (answer.difficulty, answer.usage)
                let price = usage.dollars.map { ", for \(inDollars($0))" } ?? ""
                why = "\(sorter) takes the goal for \(difficulty.rawValue)\(price)"
                why += answer.reason.isEmpty ? "" : ": \(answer.reason)"
            } else {
                why = "\(sorter) did not sort the goal"
            }
        } catch .cancelled {
            throw .cancelled
        } catch .missingKey(let variable) {
            throw .missingKey(variable: variable)
        } catch {
            why = "the goal could not be sorted: \(error.message)"
        }
        await tell(.note("\(why); \(routes[difficulty]) is asked"))
        return usage
    }

    /// Whether the next stronger line of the table takes over.
    private func stepsUp(because cause: String) async -> Bool {
        guard !hasSteppedUp, let harder = difficulty.harder else { return false }
        let (old, new) = (routes[difficulty], routes[harder])
        // The same model at the same effort would do the same.
        guard old != new else { return false }
        (difficulty, hasSteppedUp) = (harder, true)
        planner = makePlanner(new)
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
            requests: requests.map { max(0, $0 - used.requests) })
    }
}
