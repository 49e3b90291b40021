import DeskwrightCore

/// Plans by the steps of a task file: each decision is the next step that needs mouse or keyboard.
///
/// Steps that need none (waits, checks, commands) are done on the way to it.
package actor ScriptPlanner: Planner {
    let ports: ScriptPorts
    /// The last one is the next to be done.
    var todo: [Work]
    /// What `${{ vars.NAME }}` and `${{ steps.ID.out }}` stand for so far.
    var values: [String: String] = [:]
    /// The step whose actions were asked for last.
    private var under: ScriptStep?
    /// The model that does an `act` step.
    var model: ModelTurn?
    /// What did not hold and was to be passed over until the end.
    var softMisses: [CheckResult] = []
    /// What the next decision reports as looked at.
    var looks: [CheckResult] = []
    private var doneCount = 0

    package init(_ steps: [ScriptStep], ports: ScriptPorts) {
        self.ports = ports
        todo = steps.reversed().map { .step($0) }
    }

    package func forecast(_ turn: PlannerTurn) async -> Usage? {
        await model?.planner.forecast(turn)
    }

    package func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        do {
            return try await next(after: turn)
        } catch {
            throw PlannerError(ending: error)
        }
    }

    private func next(after turn: PlannerTurn) async throws -> Decision {
        var usage = Usage()
        if model != nil {
            let decision = try await askModel(turn)
            guard decision.isOver else { return decision }
            usage = decision.usage
        } else if let step = under {
            under = nil
            if let miss = step.miss(in: turn.results), !step.isOptional {
                return decision(.failed(miss), step, turn.state, usage)
            }
        }
        var screen = turn.state
        while let work = todo.popLast() {
            try Task.checkCancellation()
            switch try await perform(work, &screen) {
            case .done: continue
            case .act(let actions, let step):
                under = step
                var proposal = Proposal(actions.map { .action($0) })
                proposal.haste = todo.beginsWithTarget ? .all : .allButLast
                return decision(.act(proposal), step, screen, usage)
            case .failed(let miss, let step):
                return decision(.failed(miss), step, screen, usage)
            case .ask(let step):
                let first = try await startModel(step, turn, screen)
                guard first.isOver else { return first }
                usage = usage + first.usage
            }
        }
        guard softMisses.isEmpty else {
            return decision(.failed(softMisses[0]), nil, screen, usage)
        }
        return decision(.done(claim: "\(counted(doneCount, "step")) done"), nil, screen, usage)
    }

    private func decision(
        _ choice: Decision.Choice, _ step: ScriptStep?, _ screen: ScreenState, _ usage: Usage
    ) -> Decision {
        defer { looks = [] }
        var decision = Decision(choice, summary: step?.words, usage: usage)
        decision.screen = screen
        decision.checks = looks
        return decision
    }

    /// Says what became of a step, and counts it.
    func report(
        _ step: ScriptStep, _ outcome: JournalEvent.Stepped.Outcome, _ watch: Stopwatch,
        text: String? = nil, area: Rect? = nil
    ) async {
        if outcome == .done { doneCount += 1 }
        await ports.tell(
            JournalEvent.Stepped(
                place: step.place, step: shown(step.words), outcome: outcome,
                seconds: watch.elapsed.inSeconds, text: text, area: area))
    }
}

/// What is to be done next.
enum Work: Sendable {
    case step(ScriptStep)
    /// Another round of a `repeat`, after so many.
    case round(Repetition, [ScriptStep], done: Int, of: ScriptStep)
}

/// What a step came to, as far as the planner does it.
enum StepOutcome: Sendable {
    case done
    /// The loop does these.
    case act([Action], ScriptStep)
    case failed(CheckResult, ScriptStep)
    /// A model does it.
    case ask(ScriptStep)
}

extension ScriptStep {
    /// Why the loop did not do what the step asked for; `nil` when it did, or a person left it out.
    fileprivate func miss(in results: [ActionReport]) -> CheckResult? {
        guard let report = results.first(where: { !$0.result.isDelivered && !$0.isLeftOut })
        else { return nil }
        return CheckResult(
            verdict: .unsatisfied, expected: "\(place): \(words)",
            found: "\(report.action) was \(report.result.name): \(report.result.reason ?? "")")
    }
}

extension PlannerError {
    /// The error in the words of the port.
    fileprivate init(ending error: any Error) {
        if let error = error as? PlannerError {
            self = error
        } else if let failure = error as? any Failure {
            self.init(.broken(failure.kind, message: failure.message, hint: failure.hint))
        } else if error is CancellationError {
            self.init(.cancelled)
        } else {
            self.init(.broken(.environment, message: "\(error)", hint: nil))
        }
    }
}
