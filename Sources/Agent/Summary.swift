import DeskwrightCore

extension StepLoop {
    /// What of the budget the next step has to leave, so that the run can still end with a word on what
    /// was done; nothing at the first step, or where the planner asks no service.
    func keptForSummary(
        after turn: PlannerTurn, _ forecast: Usage?, _ run: RunState
    ) async -> Usage {
        guard run.step > 0, forecast != nil else { return Usage() }
        return await ports.planner.forecast(turn.askingForSummary) ?? Usage()
    }

    /// Ends a run at a limit, with a closing word of the planner where the budget has room for it.
    func sumUp(
        _ turn: PlannerTurn, _ limit: Stop, _ run: inout RunState
    ) async throws -> LoopEnd {
        var end = LoopEnd.stopped(limit)
        var last = turn.askingForSummary
        last.allowance = budget.allowance(after: run.spent)
        last.notes.append(
            "The run ends here: \(limit.reason). Do nothing more. Say in two or three sentences what "
                + "was reached, what is left, and how one would go on.")
        guard run.step > 0, let forecast = await ports.planner.forecast(last),
            budget.shortage(after: run.spent, adding: forecast) == nil
        else { return end }
        run.enter(.decide)
        var word = JournalEvent.SummedUp(
            text: nil, usage: Usage(), forecast: forecast, requestID: nil)
        do throws(PlannerError) {
            let decision = try await ports.planner.decide(last)
            word.text = decision.choice.words
            (word.usage, word.requestID) = (decision.usage, decision.requestID)
        } catch {
            // The limit ends the run, and not that nobody sums it up.
            word.usage = error.usage
            try await ports.journal.append(.noted("no summary: \(error.message)"))
        }
        run.enter(.record)
        run.bill(word.usage, estimated: forecast)
        try await ports.journal.append(.summedUp(word))
        if word.text == nil { try Task.checkCancellation() }
        end.summary = word.text
        return end
    }
}

extension PlannerError {
    /// The limit that it ran into, where that is what fails.
    var limit: Stop? {
        if case .outOfRequests = cause { Stop(reason: message, hint: hint) } else { nil }
    }
}

extension PlannerTurn {
    /// The turn for a planner that has been told what is new in it.
    var heard: PlannerTurn {
        var turn = self
        (turn.results, turn.acknowledged, turn.notes) = ([], [], [])
        return turn
    }

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
        case .act, .notYet, .invalid, .failed: nil
        }
    }
}
