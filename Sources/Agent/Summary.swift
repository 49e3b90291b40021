import DeskwrightCore

extension StepLoop {
    /// The limit that the next step would go over; asks the planner for estimates, and nothing more.
    func limitReached(
        _ turn: PlannerTurn, _ forecast: Usage?, _ run: RunState
    ) async -> Stop? {
        let summary = forecast == nil ? nil : await ports.planner.forecast(turn.askingForSummary)
        return budget.limitReached(by: run, step: forecast, summary: summary)
    }

    /// Ends a run at a limit, with a closing word of the planner where the budget has room for it.
    func sumUp(
        _ turn: PlannerTurn, _ limit: Stop, _ run: inout RunState
    ) async throws -> LoopEnd {
        var end = LoopEnd.stopped(limit)
        var last = turn.askingForSummary
        last.allowance = budget.allowance(after: run.spent)
        last.notes.append(
            "The budget is used up: \(limit.reason). Do nothing more. Say in two or three sentences "
                + "what is reached, what is left, and how one would go on.")
        guard run.step > 0, let forecast = await ports.planner.forecast(last),
            budget.shortage(after: run.spent, adding: forecast) == nil
        else { return end }
        run.enter(.decide)
        let decision: Decision
        do {
            decision = try await ports.planner.decide(last)
        } catch {
            try Task.checkCancellation()
            // The limit ends the run, and not that nobody sums it up.
            try await ports.journal.append(.noted("no summary: \(error.message)"))
            return end
        }
        run.enter(.record)
        run.take(decision.usage, forecast)
        end.summary = decision.choice.words
        try await ports.journal.append(
            .summedUp(
                .init(
                    text: end.summary, usage: decision.usage, forecast: forecast,
                    requestID: decision.requestID)))
        return end
    }
}

extension PlannerTurn {
    fileprivate var askingForSummary: PlannerTurn {
        var turn = self
        turn.asksForSummary = true
        return turn
    }
}

extension Decision.Choice {
    /// What a planner said that was to say something and do nothing.
    fileprivate var words: String? {
        switch self {
        case .done(let text), .talk(let text), .stuck(let text): text
        case .act, .notYet, .invalid: nil
        }
    }
}
