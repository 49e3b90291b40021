import DeskwrightCore

/// One run of a goal: look, decide, act, wait for the screen to rest, check, write down; and again.
///
/// | phase | in → out | port |
/// |---|---|---|
/// | 1 observe | → `ScreenState` | `Desktop` |
/// | 2 decide | screen, results → `Decision` | `Planner` |
/// | 3 gate | `Action` → `Ruling` | `Gate` |
/// | 4 act | `Action` → `ActionResult` | `Desktop` |
/// | 5 settle | → `Settled` | `Desktop`, clock |
/// | 6 check | expectations → `Verdict` | `Checker`, clock |
/// | 7 record | `JournalEvent` → on disk | `Journal` |
///
/// A batch goes through 3, 4, 5 and 7 action by action.
public struct StepLoop: Sendable {
    let ports: Ports
    let expectations: [Check]
    let budget: Budget
    let secrets: Secrets
    let settleLimit: Duration?
    let inputLimit: InputLimit?
    /// Scripts do the same again because their writers want it.
    let noticesStandstill: Bool

    /// Prepares a run; nothing happens before ``run()``.
    ///
    /// - Parameters:
    ///   - ports: What the run is connected to.
    ///   - expectations: What is to hold when the planner says that it is done.
    ///   - budget: What the run may cost; 100 steps unless said.
    ///   - secrets: What references in typed texts stand for.
    ///   - settleLimit: How long the screen gets to rest after an action; 3 s unless said.
    public init(
        ports: Ports, expectations: [Check] = [], budget: Budget = Budget(),
        secrets: Secrets = Secrets(), settleLimit: Duration? = nil
    ) {
        self.init(
            ports: ports, expectations: expectations, budget: budget, secrets: secrets,
            settleLimit: settleLimit, inputLimit: nil)
    }

    package init(
        ports: Ports, expectations: [Check], budget: Budget, secrets: Secrets,
        settleLimit: Duration? = nil, inputLimit: InputLimit?, noticesStandstill: Bool = true
    ) {
        self.ports = ports
        self.expectations = expectations
        self.budget = budget
        self.secrets = secrets
        self.settleLimit = settleLimit
        self.inputLimit = inputLimit
        self.noticesStandstill = noticesStandstill
    }

    /// Runs until the planner is done or stuck, a budget is spent, somebody says stop, or an error.
    ///
    /// - Returns: How it ended, in every case: errors are ends too, and nothing is thrown. A task that
    ///   is cancelled ends the run as interrupted.
    public func run() async -> LoopReport {
        let (report, isTimeUp) = await withTimeLimit(budget.time) { await runToEnd() }
        guard isTimeUp, report.end.isInterrupted, let time = budget.time else { return report }
        var stopped = report
        stopped.end = .stopped(budget.timeIsUp(time))
        return stopped
    }

    private func runToEnd() async -> LoopReport {
        var run = RunState(
            settler: Settler(desktop: ports.desktop, clock: ports.clock, limit: settleLimit))
        let end: LoopEnd
        do {
            end = try await steps(&run)
        } catch {
            end = LoopEnd(error)
        }
        await ports.desktop.releaseAll()
        return LoopReport(end: end, run: run)
    }

    private func steps(_ run: inout RunState) async throws -> LoopEnd {
        while true {
            var turn = try await observe(&run)
            let forecast = await ports.planner.forecast(turn)
            let kept = await keptForSummary(after: turn, forecast, run)
            if let limit = budget.limitReached(by: run, step: forecast, keeping: kept) {
                return try await sumUp(turn, limit, &run)
            }
            turn.allowance = budget.allowance(after: run.spent, keeping: kept)
            if let limit = try await inputLimitReached(forecast, &run) { return .stopped(limit) }
            let decision: Decision
            do {
                decision = try await decide(turn, forecast, &run)
            } catch let error as PlannerError {
                guard let limit = error.limit else { throw error }
                return try await sumUp(turn.heard, limit, &run)
            }
            switch decision.choice {
            case .act(let proposal):
                if let end = try await carryOut(proposal, decision.summary, &run) { return end }
            case .notYet:
                try await waitForChange(&run)
            case .done(let claim):
                return try await check(claim, &run)
            case .stuck(let reason):
                return .gaveUp(reason)
            case .talk(let text):
                if let end = try await askWhetherDone(text, &run) { return end }
            case .failed(let result):
                return try await fail(result, &run)
            case .invalid(let reason):
                if let end = try await sayInvalid(reason, &run) { return end }
            }
        }
    }

    private func carryOut(
        _ proposal: Proposal, _ summary: String?, _ run: inout RunState
    ) async throws -> LoopEnd? {
        if let end = try await settleSafetyChecks(proposal, summary, &run) { return end }
        for (index, proposed) in proposal.actions.enumerated() {
            try Task.checkCancellation()
            let place = Place(position: index + 1, count: proposal.actions.count, summary: summary)
            guard let shot = run.shot else { preconditionFailure("observe comes before gate") }
            let screen = try await screenNow(shot.state)
            let ruled = try await review(proposed, place, on: screen, &run)
            let before = try await screenNow(screen)
            let result = try await act(ruled, &run)
            let isBrief = proposal.haste.isAfter(index, of: proposal.actions.count)
            let effect = try await settle(ruled, result, from: before, isBrief, &run)
            try await record(proposed, ruled, result, effect, place, &run)
            if let reason = ruled.stopsRun { return .stopped(reason) }
            if noticesStandstill,
                let end = try await noticeStandstill(proposed, effect, from: before, &run)
            {
                return end
            }
            if ruled.endsBatch || result.isRefused {
                try await recordNotRun(proposal.actions.dropFirst(index + 1), place, &run)
                break
            }
        }
        return nil
    }
}
