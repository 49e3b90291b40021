import Core
import Images

extension StepLoop {
    /// Waits until the screen rests after an action, and keeps the picture of it; `nil` when nothing
    /// was sent that could change the screen, which `before` shows as it was when the action began.
    func settle(
        _ ruled: Ruled, _ result: ActionResult, from before: ScreenState, _ run: inout RunState
    ) async throws -> Effect? {
        guard case .go(let action, _) = ruled, result.isDelivered, action != .screenshot,
            let seen = run.shot
        else { return nil }
        run.enter(.settle)
        let rest = try await run.settler.waitForRest(after: action, from: before)
        let after = try await keep(rest.frame, &run)
        return Effect(
            before: seen.name, after: after.name,
            settled: Settled(
                rest, from: before, to: after.state, setting: run.settler.periodicAreas))
    }
}

extension Settled {
    /// What is different, without what changes by itself.
    fileprivate init(
        _ rest: Settler.Rest, from before: ScreenState, to after: ScreenState,
        setting aside: PeriodicAreas
    ) {
        let areas = Difference.areas(between: before.frame, and: after.frame)
            .filter { !aside.contains($0.frame) }
        self.init(
            atRest: rest.isReached, seconds: rest.time.inSeconds,
            changedArea: areas.isEmpty
                ? nil : areas.dropFirst().reduce(areas[0].frame) { $0.union($1.frame) },
            changedPixelCount: areas.reduce(0) { $0 + $1.pixelCount },
            windows: WindowChanges(from: before.windows, to: after.windows))
    }
}

/// What an action did to the screen.
struct Effect: Sendable {
    var before: String
    var after: String
    var settled: Settled
}
