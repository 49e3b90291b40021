import DeskwrightCore
import DeskwrightImages

/// An `act` step: a model plans until it says that it is done.
struct ModelTurn: Sendable {
    let planner: any Planner
    let step: ScriptStep
    /// What is left of the step's time; `nil` is no limit but the task's.
    let limit: Duration?
    let watch: Stopwatch
    var decisionCount = 0

    /// A model that goes on for ever costs money, and a script has no limit of steps.
    static let decisionCountMax = 100
}

extension ScriptPlanner {
    func startModel(
        _ step: ScriptStep, _ turn: PlannerTurn, _ screen: ScreenState
    ) async throws -> Decision {
        guard case .act(let goal) = step.action else { preconditionFailure("only act asks") }
        model = ModelTurn(
            planner: try await ports.openModel(try expanded(goal)), step: step, limit: step.timeout,
            watch: Stopwatch(ports.clock))
        // What was told of the steps before is nothing to it.
        var first = PlannerTurn(state: screen, png: turn.png)
        if screen.frame != turn.state.frame { first.png = try PNGEncoder.encode(screen.frame) }
        first.allowance = turn.allowance
        return try await askModel(first)
    }

    /// The model's decision; one that ends the model's part is not the loop's business.
    func askModel(_ turn: PlannerTurn) async throws -> Decision {
        guard let model else { preconditionFailure("there is a model to ask") }
        if let limit = model.limit, model.watch.elapsed >= limit {
            return await endModel(model, "the model was not done within \(limit.inWords)", Usage())
        }
        guard model.decisionCount < ModelTurn.decisionCountMax else {
            return await endModel(
                model, "the model was not done after \(model.decisionCount) decisions", Usage())
        }
        self.model?.decisionCount += 1
        let decision = try await model.planner.decide(turn)
        switch decision.choice {
        case .done(let claim):
            self.model = nil
            await report(model.step, .done, model.watch, text: claim)
            return decision
        case .stuck(let reason):
            return await endModel(model, "the model gave up: \(reason)", decision.usage)
        case .act, .notYet, .talk, .invalid, .failed: return decision
        }
    }

    private func endModel(_ model: ModelTurn, _ reason: String, _ usage: Usage) async -> Decision {
        self.model = nil
        let outcome: JournalEvent.Stepped.Outcome = model.step.isOptional ? .passedOver : .failed
        await report(model.step, outcome, model.watch, text: reason)
        guard !model.step.isOptional else { return Decision(.done(claim: reason), usage: usage) }
        let miss = CheckResult(
            verdict: .unsatisfied, expected: "\(model.step.place): \(model.step.words)",
            found: reason)
        return Decision(.failed(miss), summary: model.step.words, usage: usage)
    }
}

extension Decision {
    /// Whether a model's part is over, so that the next step is due.
    var isOver: Bool {
        if case .done = choice { true } else { false }
    }
}
