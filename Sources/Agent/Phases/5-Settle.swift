import DeskwrightCore

extension StepLoop {
    /// Waits until the screen rests after an action, and keeps the picture of it; `nil` when nothing
    /// was sent that could change the screen, which `before` shows as it was when the action began.
    func settle(
        _ ruled: Ruled, _ result: ActionResult, from before: ScreenState, _ isBrief: Bool,
        _ run: inout RunState
    ) async throws -> Effect? {
        guard case .go(let action, _) = ruled, result.isDelivered, action != .screenshot,
            let seen = run.shot
        else { return nil }
        run.enter(.settle)
        let rest = try await run.settler.waitForRest(after: action, from: before, isBrief: isBrief)
        let after = try await keep(rest.frame, &run)
        return Effect(
            before: seen.name, after: after.name,
            settled: Settled(
                rest, from: before, to: after.state, setting: run.settler.periodicAreas))
    }
}

/// What an action did to the screen.
struct Effect: Sendable {
    var before: String
    var after: String
    var settled: Settled
}
