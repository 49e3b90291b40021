import DeskwrightAgent
import DeskwrightCore
import Testing

struct LoopEndTests {
    let click = Action.click(at: Point(x: 3, y: 4))
    let check = Check(.file(FileCheck(path: "x")), timeout: .seconds(5))

    @Test func anExpectationIsPolledUntilItHolds() async {
        let bench = Bench(
            ScriptedPlanner([.done(claim: "saved")]), satisfiedFrom: 4, expectations: [check])
        let report = await bench.loop.run()
        #expect(report.end.outcome == .passed)
        #expect(await bench.checker.lookCount == 4)
    }

    @Test func anExpectationThatNeverHoldsFailsWhenItsTimeIsUp() async {
        let bench = Bench(
            ScriptedPlanner([.done(claim: "saved")]), satisfiedFrom: .max,
            expectations: [check])
        let start = bench.clock.now
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason == "expected a file; found none")
        #expect(report.checks.map(\.verdict) == [.unsatisfied])
        #expect(start.duration(to: bench.clock.now) >= .seconds(5))
    }

    @Test func theBudgetOfStepsEndsTheRun() async {
        var budget = Budget()
        budget.steps = 3
        let bench = Bench(ScriptedPlanner([], thenForever: act(click)), budget: budget)
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.stopped))
        #expect(await bench.planner.turns.count == 3)
    }

    @Test func dollarsAndTokensAreCountedAgainstTheBudget() async {
        var usage = Usage()
        usage.inputTokens = 600
        usage.dollars = 0.2
        let costly = Decision(act(click), usage: usage)
        for (tokens, dollars) in [(1_000, nil), (nil, 0.3)] as [(Int?, Double?)] {
            var budget = Budget()
            budget.tokens = tokens
            budget.dollars = dollars
            let planner = ScriptedPlanner(decisions: [costly, costly, costly])
            let report = await Bench(planner, budget: budget).loop.run()
            #expect(report.end.outcome == .failed(.stopped))
            #expect(report.steps == 2)
            #expect(report.usage.inputTokens == 1_200)
        }
    }

    @Test func theBudgetOfTimeEndsAStepThatIsUnderWay() async {
        var budget = Budget()
        budget.time = .milliseconds(50)
        let clock = VirtualClock()
        let loop = StepLoop(
            ports: Ports(
                desktop: FakeDesktop(clock: clock), planner: SleepingPlanner(),
                gate: PolicyGate(ApprovalPolicy()), checker: CountingChecker(satisfiedFrom: 1),
                journal: MemoryJournal(), clock: clock),
            expectations: [], budget: budget, secrets: Secrets())
        let report = await loop.run()
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason.contains("0.05 s"))
    }

    @Test func cancellingEndsTheRunAsInterrupted() async {
        let bench = Bench(ScriptedPlanner([], thenForever: act(click)))
        let task = Task { await bench.loop.run() }
        while await bench.desktop.performed.isEmpty { await Task.yield() }
        task.cancel()
        let report = await task.value
        #expect(report.end.isInterrupted)
        #expect(await bench.desktop.releaseCount == 1)
    }

    @Test func aJournalThatCannotBeWrittenEndsTheRunBeforeTheNextAction() async {
        // Observed, decided, and then the first action's line fails.
        let bench = Bench(
            ScriptedPlanner([], thenForever: act(click)), journal: MemoryJournal(failsAfter: 2))
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.environment))
        #expect(await bench.desktop.performed.count == 1)
    }

    @Test func aScreenThatIsGoneEndsTheRun() async {
        let bench = Bench(ScriptedPlanner([]))
        await bench.desktop.failCaptures(.connectionLost(operation: "a capture"))
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.environment))
        #expect(report.end.reason.contains("went away"))
    }
}

/// A planner that thinks until it is cancelled.
private struct SleepingPlanner: Planner {
    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        do { try await Task.sleep(for: .seconds(3600)) } catch {
            throw PlannerError(.cancelled)
        }
        return Decision(.notYet)
    }
}
