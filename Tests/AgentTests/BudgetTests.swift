import DeskwrightCore
import Testing

@testable import DeskwrightAgent

/// What is spent, what is to come, and the closing word.
struct BudgetTests {
    private let click = act(.click(at: Point(x: 3, y: 4)))

    private func usage(requests: Int = 1, input: Int = 100, dollars: Double? = 0.1) -> Usage {
        var usage = Usage()
        (usage.requests, usage.inputTokens, usage.outputTokens) = (requests, input, 10)
        usage.dollars = dollars
        return usage
    }

    private static func limits(
        steps: Int? = nil, requests: Int? = nil, dollars: Double? = nil, tokens: Int? = nil,
        inputTokens: Int? = nil
    ) -> Budget {
        var budget = Budget()
        (budget.steps, budget.requests, budget.dollars) = (steps, requests, dollars)
        (budget.tokens, budget.inputTokens) = (tokens, inputTokens)
        return budget
    }

    private func run(
        _ planner: PricedPlanner, gate: any Gate = PolicyGate(ApprovalPolicy()),
        inputLimit: InputLimit? = nil, _ change: (inout Budget) -> Void
    ) async -> (report: LoopReport, journal: MemoryJournal) {
        var budget = Budget()
        change(&budget)
        let clock = VirtualClock()
        let journal = MemoryJournal()
        let loop = StepLoop(
            ports: Ports(
                desktop: FakeDesktop(clock: clock), planner: planner,
                gate: gate, checker: CountingChecker(satisfiedFrom: 1),
                journal: journal, clock: clock),
            expectations: [], budget: budget, secrets: Secrets(), inputLimit: inputLimit)
        return (await loop.run(), journal)
    }

    /// Every request takes 110 tokens and 10 cents; steps until nothing but the summary fits.
    @Test(arguments: [
        (limits(requests: 4), tooSmall("4 requests", "3", "2")),
        (limits(tokens: 500), tooSmall("500 tokens", "330", "220")),
        (limits(inputTokens: 450), tooSmall("450 input tokens", "300", "200")),
        (limits(dollars: 0.45), tooSmall("$0.45", "$0.30", "$0.20")),
        (limits(steps: 3), "the budget of 3 steps is used up"),
    ])
    func aStepIsTakenOnlyWhenASummaryFitsAfterIt(
        budget: Budget, reason: String
    ) async {
        let planner = PricedPlanner(click, costing: usage())
        let (report, journal) = await run(planner) { $0 = budget }
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason == reason)
        #expect(report.end.summary == "Half of it.")
        #expect(report.steps == 3)
        #expect(report.usage.requests == 4)
        let last = await planner.turns.last
        #expect(last?.asksForSummary == true)
        #expect(last?.results.count == 1)
        #expect(last?.notes.last?.contains(reason) == true)
        #expect(await journal.summaries.map(\.text) == ["Half of it."])
        #expect(await journal.decided.allSatisfy { $0.forecast == usage() })
    }

    @Test func thePlannerIsToldWhatIsLeft() async {
        let planner = PricedPlanner(click, costing: usage())
        _ = await run(planner) {
            ($0.steps, $0.dollars, $0.tokens, $0.requests) = (2, 1, 1_000, 9)
            $0.inputTokens = 900
        }
        let allowances = await planner.turns.map(\.allowance)
        // After the first step as much is kept as the closing word takes, which is the third.
        #expect(allowances.map(\.requests) == [9, 7, 7])
        #expect(allowances.map(\.tokens) == [1_000, 780, 780])
        #expect(allowances.map(\.inputTokens) == [900, 700, 700])
        #expect(allowances.map { $0.dollars.map { ($0 * 10).rounded() } } == [10, 8, 8])
    }

    @Test func aFirstRequestThatIsTooDearIsNotSent() async {
        let planner = PricedPlanner(click, costing: usage())
        let (report, _) = await run(planner) { $0.dollars = 0.05 }
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason == tooSmall("$0.05", "$0.00", "$0.10"))
        #expect(report.usage.requests == 0)
        #expect(await planner.turns.isEmpty)
    }

    @Test func aFirstRequestNeedsNoRoomForASummary() async {
        let planner = PricedPlanner(click, costing: usage())
        let (report, _) = await run(planner) { $0.requests = 1 }
        #expect(report.end.reason == "the budget of 1 request is used up")
        #expect(report.end.summary == nil)
        #expect(report.steps == 1)
    }

    @Test func aSummaryThatDoesNotFitIsNotAskedFor() async {
        // Twice as dear as it was estimated.
        let planner = PricedPlanner(click, costing: usage(dollars: 0.2), forecast: usage())
        let (report, journal) = await run(planner) { $0.dollars = 0.25 }
        #expect(report.steps == 1)
        #expect(report.end.summary == nil)
        #expect(await journal.summaries.isEmpty)
    }

    @Test func whatAReplyDidNotCountIsTakenAsItWasEstimated() async {
        let planner = PricedPlanner(
            click, costing: usage(input: 0, dollars: nil), forecast: usage(input: 400))
        let (report, _) = await run(planner) { $0.inputTokens = 1_300 }
        #expect(report.steps == 2)
        #expect(report.usage.inputTokens == 0)
        #expect(report.usage.dollars == nil)
        #expect(
            report.end.reason == tooSmall("1300 input tokens", "800", "800"))
    }

    @Test func repeatedTriesCountAsRequests() async {
        let planner = PricedPlanner(
            click, costing: usage(requests: 3), forecast: usage(requests: 1))
        let (report, _) = await run(planner) { $0.requests = 7 }
        #expect(report.steps == 2)
        #expect(report.end.reason == tooSmall("7 requests", "6", "2"))
    }

    /// The planner cancels the run, and decides all the same or not.
    @Test(arguments: [true, false])
    func aDecisionThatIsNotCarriedOutIsPaidForAndWrittenDown(isMade: Bool) async {
        let planner = LatePlanner(isMade ? click : nil, costing: usage())
        let journal = MemoryJournal()
        let clock = VirtualClock()
        let loop = StepLoop(
            ports: Ports(
                desktop: FakeDesktop(clock: clock), planner: planner, journal: journal,
                clock: clock))
        let report = await loop.run()
        #expect(report.end.isInterrupted)
        #expect(report.usage == usage())
        #expect(report.steps == 1)
        let decided = await journal.decided
        #expect(decided.map(\.choice) == [isMade ? "act" : "failed"])
        #expect(decided.map(\.text) == [isMade ? nil : "the request was cancelled"])
        #expect(decided.map(\.usage) == [usage()])
        #expect(await journal.acted.isEmpty)
    }

    /// The one that is kept for it is there in every step but the first.
    @Test(arguments: [(5, 1, "Half of it."), (3, 0, nil)] as [(Int, Int, String?)])
    func whenTriesHaveUsedAllRequestsTheKeptOneIsForTheClosingWord(
        requests: Int, decisionCount: Int, summary: String?
    ) async {
        let planner = TryingPlanner(click, decisionCount: decisionCount)
        let journal = MemoryJournal()
        let clock = VirtualClock()
        var budget = Budget()
        budget.requests = requests
        let report = await StepLoop(
            ports: Ports(
                desktop: FakeDesktop(clock: clock), planner: planner, journal: journal,
                clock: clock), budget: budget
        ).run()
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason.hasPrefix("the budget has no request left for another try"))
        #expect(report.end.hint?.contains("--budget requests=") == true)
        #expect(report.end.summary == summary)
        #expect(report.usage.requests == requests)
        #expect(
            await journal.decided.map(\.usage.requests).reduce(0, +) == (summary == nil ? 3 : 4))
        // The turn that failed has told the rest.
        let last = await planner.turns.last
        #expect(last?.notes.count == (summary == nil ? 0 : 1))
        #expect(last?.results.isEmpty == true)
    }

    @Test func aSummaryThatFailsLeavesTheStopAsItIs() async {
        let planner = PricedPlanner(click, costing: usage(), summary: nil)
        let (report, journal) = await run(planner) { $0.steps = 2 }
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason == "the budget of 2 steps is used up")
        let notes = await journal.events.filter { $0.kind == .noted }
        #expect(
            notes == [.noted("no summary: no usable answer came from s in 3 tries: it is gone")])
        #expect(report.usage.requests == 3)
        #expect(await journal.summaries.map(\.usage) == [usage()])
    }

    @Test func actionsInAClosingWordAreNotDone() async {
        let planner = PricedPlanner(click, costing: usage(), summary: click)
        let (report, journal) = await run(planner) { $0.steps = 2 }
        #expect(report.end.summary == nil)
        #expect(await journal.acted.count == 2)
        #expect(await journal.summaries.count == 1)
    }

    // MARK: Long requests

    private static let growth =
        "the next request has about 100 input tokens, more than the task's limit of 99"

    /// Nobody is there to ask, or nobody is to be asked.
    @Test(arguments: [true, false])
    func aRequestAboveTheLimitOfItsInputIsNotSent(asks: Bool) async {
        let planner = PricedPlanner(click, costing: usage())
        let limit = InputLimit(tokens: 99, asks: asks, reason: "more than the task's limit of 99")
        let (report, _) = await run(planner, inputLimit: limit) { $0.steps = 3 }
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason == Self.growth)
        #expect(report.end.hint?.contains("--context then=compact") == true)
        #expect(await planner.turns.isEmpty)
    }

    @Test(arguments: [(true, true, 3), (true, false, 0), (false, true, 0)])
    func aPersonIsAskedOnceAndOnlyWhereTheTaskSaysSo(
        asks: Bool, allows: Bool, steps: Int
    ) async {
        let planner = PricedPlanner(click, costing: usage())
        let gate = AskedGate(allows: allows)
        let limit = InputLimit(tokens: 99, asks: asks, reason: "more than the task's limit of 99")
        let (report, journal) = await run(planner, gate: gate, inputLimit: limit) { $0.steps = 3 }
        #expect(report.steps == steps)
        #expect(await gate.questions == (asks ? [Self.growth] : []))
        let notes = await journal.events.filter { $0.kind == .noted }
        #expect(notes == (steps > 0 ? [.noted("a person let the run go on: " + Self.growth)] : []))
    }

    @Test func aRequestAtTheLimitOfItsInputIsSent() async {
        let limit = InputLimit(tokens: 100, asks: false, reason: "the task's limit")
        let (report, _) = await run(
            PricedPlanner(click, costing: usage()), inputLimit: limit
        ) { $0.steps = 3 }
        #expect(report.steps == 3)
    }

    // MARK: Time

    @Test(
        arguments: [
            (60, 40, 10, nil),
            (60, 41, 10, tooSmall("60 s", "41 s", "20 s")),
            (60, 59, 0, nil), (nil, 99, 10, nil),
        ] as [(Int?, Int, Int, String?)])
    func aStepIsTakenOnlyWhileThereIsTimeForTwoRequests(
        limit: Int?, elapsed: Int, request: Int, reason: String?
    ) {
        var budget = Budget()
        budget.time = limit.map { .seconds($0) }
        let stop = budget.timeShortage(
            at: .seconds(elapsed), timePerRequest: .seconds(request))
        #expect(stop?.reason == reason)
    }
}

private func tooSmall(_ limit: String, _ used: String, _ more: String) -> String {
    "the next step does not fit into the budget of \(limit): \(used) used, about \(more) more needed"
}

/// A planner whose requests cost the same each, and which says what they will.
private actor PricedPlanner: Planner {
    private let choice: Decision.Choice
    private let usage: Usage
    private let estimate: Usage
    private let summary: Decision.Choice?
    private(set) var turns: [PlannerTurn] = []

    init(
        _ choice: Decision.Choice, costing usage: Usage, forecast: Usage? = nil,
        summary: Decision.Choice? = .done(claim: "Half of it.")
    ) {
        self.choice = choice
        self.usage = usage
        estimate = forecast ?? usage
        self.summary = summary
    }

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        turns.append(turn)
        guard turn.asksForSummary else { return Decision(choice, usage: usage) }
        guard let summary else {
            throw PlannerError(
                .unreachable(url: "s", reason: "it is gone", attempts: 3), usage: usage)
        }
        return Decision(summary, usage: usage)
    }

    func forecast(_ turn: PlannerTurn) -> Usage? { estimate }
}

/// A planner whose run is cancelled while it decides.
private struct LatePlanner: Planner {
    private let choice: Decision.Choice?
    private let usage: Usage

    /// Without a choice it fails.
    init(_ choice: Decision.Choice?, costing usage: Usage) {
        (self.choice, self.usage) = (choice, usage)
    }

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        withUnsafeCurrentTask { $0?.cancel() }
        guard let choice else { throw PlannerError(.cancelled, usage: usage) }
        return Decision(choice, usage: usage)
    }
}

/// A planner that decides some times, then uses up its requests in vain, and can still sum up.
private actor TryingPlanner: Planner {
    private let choice: Decision.Choice
    private let decisionCount: Int
    private(set) var turns: [PlannerTurn] = []

    init(_ choice: Decision.Choice, decisionCount: Int) {
        (self.choice, self.decisionCount) = (choice, decisionCount)
    }

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        turns.append(turn)
        var usage = Usage()
        usage.requests = 1
        if turn.asksForSummary { return Decision(.done(claim: "Half of it."), usage: usage) }
        if turns.count <= decisionCount { return Decision(choice, usage: usage) }
        usage.requests = turn.allowance.requests ?? 0
        throw PlannerError(.outOfRequests(reason: "500 (Boom.)"), usage: usage)
    }

    func forecast(_ turn: PlannerTurn) -> Usage? {
        var usage = Usage()
        usage.requests = 1
        return usage
    }
}

/// A person who always says the same.
private actor AskedGate: Gate {
    private let answer: Bool
    private(set) var questions: [String] = []

    init(allows answer: Bool) {
        self.answer = answer
    }

    func allows(_ growth: String) async -> Bool {
        questions.append(growth)
        return answer
    }

    func review(_ action: Action, in context: GateContext) -> Ruling { .allow }

    func review(_ check: SafetyCheck, in context: GateContext) -> CheckRuling {
        CheckRuling(isAllowed: false, decidedBy: "person")
    }
}

extension MemoryJournal {
    fileprivate var summaries: [JournalEvent.SummedUp] {
        events.compactMap { if case .summedUp(let event) = $0 { event } else { nil } }
    }

    fileprivate var decided: [JournalEvent.Decided] {
        events.compactMap { if case .decided(let event) = $0 { event } else { nil } }
    }
}
