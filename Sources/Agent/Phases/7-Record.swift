import DeskwrightCore

extension StepLoop {
    /// Writes down what became of an action, and keeps it for the planner.
    func record(
        _ proposed: ProposedAction, _ ruled: Ruled, _ result: ActionResult, _ effect: Effect?,
        _ place: Place, _ run: inout RunState
    ) async throws {
        run.enter(.record)
        var event = JournalEvent.Acted(proposed, result, place, run)
        if case .go(let action, .some) = ruled {
            event.proposed = proposed.words
            event.action = action.description
            event.name = action.name
            event.points = action.points
        }
        event.before = effect?.before
        event.after = effect?.after
        event.settled = effect?.settled
        try await ports.journal.append(.acted(event))
        var report = ActionReport(
            action: event.action, result: result, settled: effect?.settled)
        if case .skipped = ruled { report.isLeftOut = true }
        run.results.append(report)
        if event.proposed != nil {
            try await tell("A person changed `\(proposed.words)` to `\(event.action)`.", &run)
        }
        if case .told(let text) = ruled { try await tell(text, &run) }
    }

    /// Writes down the rest of a batch whose earlier action did not go through.
    func recordNotRun(
        _ rest: ArraySlice<ProposedAction>, _ place: Place, _ run: inout RunState
    ) async throws {
        for (index, proposed) in rest.enumerated() {
            let result = ActionResult.notRun(reason: "an earlier action of the batch was not done")
            var own = place
            own.position = place.position + 1 + index
            try await ports.journal.append(.acted(.init(proposed, result, own, run)))
            run.results.append(ActionReport(action: proposed.words, result: result))
        }
    }
}

extension JournalEvent.Acted {
    init(_ proposed: ProposedAction, _ result: ActionResult, _ place: Place, _ run: RunState) {
        var name = "invalid"
        var points: [Point] = []
        if case .action(let action) = proposed {
            name = action.name
            points = action.points
        }
        self.init(
            step: run.step, position: place.position, action: proposed.words, name: name,
            points: points, result: result, startedAt: run.elapsed.inSeconds)
    }
}
