import DeskwrightCore

extension StepLoop {
    /// Asks the planner, telling it what became of its last decision.
    ///
    /// What asking cost is counted and written down, also where it fails or the run has been cancelled.
    func decide(
        _ turn: PlannerTurn, _ forecast: Usage?, _ run: inout RunState
    ) async throws -> Decision {
        try await beginStep(&run)
        run.enter(.decide)
        let decision: Decision
        do throws(PlannerError) {
            decision = try await ports.planner.decide(turn)
        } catch {
            run.bill(error.usage, estimated: forecast)
            run.enter(.record)
            try await ports.journal.append(
                .decided(.init(error, step: run.step, forecast: forecast)))
            throw error
        }
        run.bill(decision.usage, estimated: forecast)
        if let screen = decision.screen { _ = try await keep(screen.frame, &run) }
        (run.results, run.acknowledged, run.notes) = ([], [], [])
        run.standsStill = false
        if case .invalid = decision.choice {} else { run.invalidCount = 0 }
        if case .act = decision.choice { run.wasAskedWhetherDone = false }
        run.enter(.record)
        try await ports.journal.append(
            .decided(.init(decision, step: run.step, forecast: forecast)))
        for check in decision.checks { try await record(check, &run) }
        try Task.checkCancellation()
        return decision
    }

    /// Tells the planner that its answer was none; the third in a row ends the run.
    func sayInvalid(_ reason: String, _ run: inout RunState) async throws -> LoopEnd? {
        run.invalidCount += 1
        if run.invalidCount == 3 {
            return .gaveUp("three answers in a row could not be used; the last: \(reason)")
        }
        try await tell("Your last answer could not be used: \(reason)", &run)
        return nil
    }

    /// Asks a planner that only talks whether it is done, once between two actions.
    func askWhetherDone(_ text: String, _ run: inout RunState) async throws -> LoopEnd? {
        if run.wasAskedWhetherDone { return .gaveUp("it only talks: \(text)") }
        run.wasAskedWhetherDone = true
        try await tell(
            "Your last answer held no action. Is the goal reached? Then say so. If it is not, go on.",
            &run)
        return nil
    }

    func tell(_ note: String, _ run: inout RunState) async throws {
        run.notes.append(note)
        try await ports.journal.append(.told(note))
    }

    /// Lets the screen change before the planner looks again.
    func waitForChange(_ run: inout RunState) async throws {
        run.enter(.settle)
        _ = try await ports.desktop.waitForChange(upTo: .seconds(1))
    }
}

extension JournalEvent.Decided {
    init(_ error: PlannerError, step: Int, forecast: Usage?) {
        self.init(
            step: step, choice: "failed", text: error.message, summary: nil, actions: [],
            usage: error.usage, forecast: forecast, requestID: nil)
    }

    init(_ decision: Decision, step: Int, forecast: Usage?) {
        var actions: [String] = []
        var text: String?
        let choice: String
        switch decision.choice {
        case .act(let proposal):
            choice = "act"
            actions = proposal.actions.map(\.words)
        case .notYet:
            choice = "not-yet"
        case .done(let claim):
            choice = "done"
            text = claim
        case .stuck(let reason):
            choice = "stuck"
            text = reason
        case .talk(let words):
            choice = "talk"
            text = words
        case .invalid(let reason):
            choice = "invalid"
            text = reason
        case .failed(let result):
            choice = "failed"
            text = result.found
        }
        self.init(
            step: step, choice: choice, text: text, summary: decision.summary, actions: actions,
            usage: decision.usage, forecast: forecast, requestID: decision.requestID)
    }
}

extension ProposedAction {
    /// The action as people read it.
    var words: String {
        switch self {
        case .action(let action): action.description
        case .invalid(let text, _): text
        }
    }
}
