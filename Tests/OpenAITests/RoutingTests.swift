import DeskwrightCore
import DeskwrightHTTP
import DeskwrightTestSupport
import Synchronization
import Testing

@testable import DeskwrightOpenAI

/// `model: auto`: who sorts the goal, who is asked, and who takes over.
struct RoutingTests {
    private let routes = ModelCatalogue.builtIn.routes

    @Test(arguments: [
        ("simple: one click", ModelRoutes.Difficulty.simple, "one click"),
        ("Complex — tables, and\n two programs.", .complex, "tables, and two programs."),
        ("The task is medium", .medium, ""),
        ("**medium**: not simple at all", .medium, "not simple at all"),
    ])
    func theFirstDifficultyThatIsNamedCounts(
        text: String, difficulty: ModelRoutes.Difficulty, reason: String
    ) {
        #expect(GoalSorter.read(text) == .init(difficulty: difficulty, reason: reason))
    }

    @Test(arguments: ["", "I cannot say.", "simpler", "42"])
    func anAnswerWithoutADifficultyIsNone(text: String) {
        #expect(GoalSorter.read(text) == nil)
    }

    @Test(arguments: ModelAPI.allCases)
    func theSorterIsAskedOnceWithoutAScreen(api: ModelAPI) async throws {
        let answer: ScriptedService.Answer =
            switch api {
            case .responses:
                .reply(
                    #"{"type":"message","content":[{"type":"output_text","text":"simple: a key"}]}"#
                )
            case .chat: .completion(#"{"role":"assistant","content":"simple: a key"}"#)
            }
        let service = ScriptedService([answer])
        var settings = OpenAISettings(
            model: routes.sorter.model, baseAddress: try WebAddress("http://127.0.0.1:1/v1"))
        settings.effort = routes.sorter.effort
        settings.api = api
        let sorter = GoalSorter(
            settings: settings,
            service: ModelService(
                settings: settings, http: try kept(service),
                waiting: Waiting(clock: VirtualClock()),
                tell: { _ in }))
        var usage = Usage()
        let found = try await sorter.sort("Press a.", spending: &usage, requestsMax: nil)
        #expect(found == .init(difficulty: .simple, reason: "a key"))
        #expect(usage.requests == 1)
        let bodies = try service.bodies
        #expect(bodies.count == 1)
        let body = try #require(bodies.first)
        let text = body.description
        #expect(text.contains("Press a.") && !text.contains("image"))
        #expect(body["tools"] == nil && body["model"] == .string(routes.sorter.model))
        switch api {
        case .responses: #expect(body["reasoning"] == ["effort": "none"])
        case .chat: #expect(body["reasoning_effort"] == "none")
        }
    }

    // MARK: Who is asked

    @Test(arguments: ModelRoutes.Difficulty.allCases)
    func theTableSaysWhoIsAsked(difficulty: ModelRoutes.Difficulty) async throws {
        let trial = Trial(routes, sorts: difficulty, asked: [[.done(claim: "x")]])
        let decision = try await trial.router.decide(.showing())
        #expect(trial.asked() == [routes[difficulty]])
        // The sorter's request is paid for too.
        #expect(decision.usage.requests == 2)
        #expect(trial.notes().count == 1)
        #expect(
            trial.notes()[0].contains(
                "takes the goal for \(difficulty.rawValue), for $0.01: words; \(routes[difficulty])"
            ))
    }

    @Test func sortingCountsInTheForecastAndInWhatIsLeft() async throws {
        let trial = Trial(routes, sorts: .simple, asked: [[.stuck(reason: "no")], []])
        var turn = try PlannerTurn.showing()
        let forecast = try #require(await trial.router.forecast(turn))
        #expect((forecast.requests, forecast.inputTokens) == (2, 200 + 300))
        turn.allowance = Allowance(dollars: 1, requests: 2)
        let decision = try await trial.router.decide(turn)
        // Nothing is left for a stronger model.
        #expect(decision.choice == .stuck(reason: "no"))
        #expect(trial.asked() == [routes[.simple]])
        #expect(trial.turns().map(\.allowance) == [Allowance(dollars: 0.99, requests: 1)])
    }

    @Test func aSorterThatFailsStopsNobody() async throws {
        let cause = PlannerError.Cause.unreachable(url: "u", reason: "r", attempts: 3)
        let trial = Trial(routes, sorts: nil, error: cause, asked: [[.done(claim: "x")]])
        let decision = try await trial.router.decide(.showing())
        #expect((decision.usage.requests, decision.usage.dollars) == (2, 0.01))
        #expect(trial.asked() == [routes[.medium]])
        #expect(
            trial.notes()[0].hasPrefix("the goal could not be sorted: no usable answer came from u")
        )
    }

    @Test func anUnclearAnswerOfTheSorterIsPaidForToo() async throws {
        let trial = Trial(routes, sorts: nil, asked: [[.done(claim: "x")]])
        let decision = try await trial.router.decide(.showing())
        #expect((decision.usage.requests, decision.usage.dollars) == (2, 0.01))
        #expect(trial.asked() == [routes[.medium]])
        #expect(trial.notes()[0].contains("did not sort the goal, for $0.01; "))
    }

    @Test func whatEndsARunEndsItAlsoWhenSorting() async throws {
        let trial = Trial(routes, sorts: nil, error: .cancelled, asked: [[]])
        let error = try #require(await failure { try await trial.router.decide(.showing()) })
        #expect(error.cause == .cancelled)
        #expect((error.usage.requests, error.usage.dollars) == (1, 0.01))
        #expect(trial.asked().isEmpty)
    }

    /// The sorter's request, that of the first model, and the try of the second.
    @Test func whatWasAskedBeforeAnErrorIsInItsUsage() async throws {
        let trial = Trial(
            routes, sorts: .simple, asked: [[.stuck(reason: "no way")], []])
        let error = try #require(await failure { try await trial.router.decide(.showing()) })
        #expect(trial.asked() == [routes[.simple], routes[.medium]])
        #expect((error.usage.requests, error.usage.dollars) == (3, 0.01))
    }

    @Test func theNextStrongerTakesOverOnceFromOneThatGivesUp() async throws {
        let trial = Trial(
            routes, sorts: .simple,
            asked: [[.act(Proposal([])), .stuck(reason: "no way")], [.stuck(reason: "me too")]])
        _ = try await trial.router.decide(.showing())
        let report = ActionReport(action: "click 1 2", result: .delivered())
        let decision = try await trial.router.decide(.showing(results: [report]))
        #expect(decision.choice == .stuck(reason: "me too"))
        #expect(decision.usage.requests == 2)
        #expect(trial.asked() == [routes[.simple], routes[.medium]])
        #expect(trial.notes()[1].hasSuffix("because it gives up: no way"))
        // It was not there: it is told what was done.
        let told = try #require(trial.turns().last)
        #expect(told.results.isEmpty)
        #expect(told.notes == ["Done so far, oldest first:\nclick 1 2: done"])
    }

    @Test func theNextStrongerTakesOverFromOneThatStandsStill() async throws {
        let trial = Trial(
            routes, sorts: .medium,
            asked: [[.act(Proposal([]))], [.act(Proposal([])), .act(Proposal([]))]])
        _ = try await trial.router.decide(.showing())
        for _ in 1...2 {
            var turn = try PlannerTurn.showing()
            turn.standsStill = true
            _ = try await trial.router.decide(turn)
        }
        #expect(trial.asked() == [routes[.medium], routes[.complex]])
    }

    /// The stronger model is taken to use 300 tokens, 50 more in its reply, and 5 cents.
    @Test(
        arguments: [
            (Allowance(dollars: 0.05), true), (Allowance(dollars: 0.04), false),
            (Allowance(tokens: 350), true), (Allowance(tokens: 349), false),
            (Allowance(inputTokens: 300), true), (Allowance(inputTokens: 299), false),
        ])
    func theNextTakesOverOnlyWhereTheBudgetHasRoom(allowance: Allowance, takesOver: Bool)
        async throws
    {
        for standsStill in [true, false] {
            let choice: Decision.Choice = standsStill ? .notYet : .stuck(reason: "no way")
            let trial = Trial(routes, sorts: .simple, asked: [[.notYet, choice], [.notYet]])
            _ = try await trial.router.decide(.showing())
            var turn = try PlannerTurn.showing()
            (turn.standsStill, turn.allowance) = (standsStill, allowance)
            let decision = try await trial.router.decide(turn)
            #expect(decision.choice == (takesOver ? .notYet : choice))
            #expect(trial.asked() == [routes[.simple]] + (takesOver ? [routes[.medium]] : []))
            #expect(trial.notes()[1].hasPrefix("the budget has no room for ") == !takesOver)
        }
    }

    @Test(arguments: [(10_000, ModelRoutes.Difficulty.complex), (100, .medium)])
    func aComplexGoalGoesTheMiddleWayWhereTheBudgetHasNoRoom(
        tokens: Int, way: ModelRoutes.Difficulty
    ) async throws {
        let trial = Trial(routes, sorts: .complex, asked: [[.done(claim: "x")]])
        var turn = try PlannerTurn.showing()
        turn.allowance = Allowance(tokens: tokens)
        _ = try await trial.router.decide(turn)
        #expect(trial.asked() == [routes[way]])
        #expect(trial.notes().contains { $0.contains("has no room") } == (way == .medium))
    }

    @Test func nobodyTakesOverFromTheStrongestOrForASummary() async throws {
        let strongest = Trial(routes, sorts: .complex, asked: [[.stuck(reason: "no")]])
        let end = try await strongest.router.decide(.showing())
        #expect(end.choice == .stuck(reason: "no"))
        let last = Trial(routes, sorts: .simple, asked: [[.stuck(reason: "no")]])
        var turn = try PlannerTurn.showing()
        turn.asksForSummary = true
        _ = try await last.router.decide(turn)
        #expect(last.asked() == [routes[.simple]])
    }

    @Test func theSorterAndTheModelAreAskedOverTheWire() async throws {
        let call =
            #"{"type":"computer_call","call_id":"c","status":"completed","#
            + #""actions":[{"type":"keypress","keys":["a"]}]}"#
        let service = ScriptedService([
            .reply(
                #"{"type":"message","content":[{"type":"output_text","text":"simple: a key"}]}"#),
            .reply(call),
        ])
        let address = try WebAddress("http://127.0.0.1:1/v1")
        let settings = { @Sendable (route: ModelRoutes.Route) in
            var settings = OpenAISettings(model: route.model, baseAddress: address)
            settings.effort = route.effort
            return settings
        }
        let http = try kept(service)
        let router = RoutingPlanner(
            sorter: settings(routes.sorter), goal: "Press a.", routes: routes, http: http,
            clock: VirtualClock(),
            makePlanner: {
                OpenAIPlanner(
                    settings: settings($0), goal: "Press a.", http: http, clock: VirtualClock(),
                    tell: { _ in })
            }, tell: { _ in })
        let decision = try await router.decide(.showing())
        #expect(decision.choice == .act(Proposal([.action(.press(["a"]))])))
        #expect(
            try service.bodies.map { $0["model"] } == [
                .string(routes.sorter.model), .string(routes[.simple].model),
            ])
        #expect(decision.usage.requests == 2)
    }

    // MARK: The table

    @Test func aUsersTableChangesSingleLines() throws {
        let text =
            "version: 1\nroutes: {simple: {model: mine}, complex: {model: m2, effort: max}}\n"
        let own = try ModelCatalogue.builtIn.adding(text: text, path: "own.yaml")
        #expect(own.routes[.simple] == .init(model: "mine"))
        #expect(own.routes[.complex] == .init(model: "m2", effort: .max))
        #expect(own.routes[.medium] == routes[.medium] && own.routes.sorter == routes.sorter)
        #expect(own.names == ModelCatalogue.builtIn.names)
    }

    @Test func theBuiltInTableIsOfKnownModelsThatCanDoIt() {
        for route in routes.all {
            let facts = ModelCatalogue.builtIn.facts(for: route.model)
            #expect(facts.isKnown && facts.price != nil, "\(route)")
            #expect(route.effort.flatMap(facts.objection(to:)) == nil, "\(route)")
        }
        for difficulty in ModelRoutes.Difficulty.allCases {
            let facts = ModelCatalogue.builtIn.facts(for: routes[difficulty].model)
            #expect(facts.tools?.isEmpty == false, "\(facts.name)")
        }
    }
}

/// A router whose sorter and planners say what they are told to say, and fail when that is over.
private struct Trial {
    let router: RoutingPlanner
    private let ledger: Ledger

    /// `asked` has the choices of each planner, in the order in which they are asked.
    init(
        _ routes: ModelRoutes, sorts difficulty: ModelRoutes.Difficulty?,
        error: PlannerError.Cause? = nil, asked: [[Decision.Choice]]
    ) {
        let ledger = Ledger(asked)
        self.ledger = ledger
        var sorting = Usage()
        (sorting.requests, sorting.inputTokens) = (1, 200)
        router = RoutingPlanner(
            goal: "Do it.", routes: routes,
            sort: { (_, usage, _) async throws(PlannerError) in
                (usage.requests, usage.dollars) = (1, 0.01)
                if let error { throw PlannerError(error) }
                return difficulty.map { .init(difficulty: $0, reason: "words") }
            },
            sorting: sorting,
            makePlanner: { RoutePlanner(route: $0, ledger: ledger) },
            tell: { news in
                guard case .note(let note) = news else { return }
                ledger.state.withLock { $0.notes.append(note) }
            })
    }

    func notes() -> [String] { ledger.state.withLock(\.notes) }
    func asked() -> [ModelRoutes.Route] { ledger.state.withLock(\.routes) }
    func turns() -> [PlannerTurn] { ledger.state.withLock(\.turns) }
}

private final class Ledger: Sendable {
    struct State {
        var choices: [[Decision.Choice]]
        var notes: [String] = []
        /// Each planner that was asked, once.
        var routes: [ModelRoutes.Route] = []
        var turns: [PlannerTurn] = []
    }

    let state: Mutex<State>

    init(_ choices: [[Decision.Choice]]) {
        state = Mutex(State(choices: choices))
    }
}

private struct RoutePlanner: Planner {
    let route: ModelRoutes.Route
    let ledger: Ledger

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        var usage = Usage()
        usage.requests = 1
        let choice: Decision.Choice? = ledger.state.withLock { state in
            if state.routes.last != route { state.routes.append(route) }
            state.turns.append(turn)
            let place = state.routes.count - 1
            return state.choices[place].isEmpty ? nil : state.choices[place].removeFirst()
        }
        guard let choice else { throw PlannerError(.cancelled, usage: usage) }
        return Decision(choice, usage: usage)
    }

    func forecast(_ turn: PlannerTurn) -> Usage? {
        var usage = Usage()
        (usage.requests, usage.inputTokens, usage.outputTokens) = (1, 300, 50)
        usage.dollars = 0.05
        return usage
    }
}
