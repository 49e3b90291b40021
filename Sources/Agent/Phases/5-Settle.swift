import Core
import Images

extension StepLoop {
    /// Waits until the screen rests after an action, and keeps the picture of it.
    ///
    /// - Returns: `nil` when nothing was sent that could change the screen.
    func settle(
        _ ruled: Ruled, _ result: ActionResult, _ run: inout RunState
    ) async throws -> Effect? {
        guard case .go(let action, _) = ruled, result.isDelivered, action != .screenshot,
            let before = run.shot
        else { return nil }
        run.enter(.settle)
        let rest = try await waitForRest(from: before.state.frame)
        let after = try await keep(rest.frame, &run)
        let difference = Difference.between(before.state.frame, rest.frame)
        return Effect(
            before: before.name, after: after.name,
            settled: Settled(
                atRest: rest.atRest, seconds: rest.time.inSeconds,
                changedArea: difference.area, changedPixelCount: difference.pixelCount))
    }

    private func waitForRest(
        from before: Frame
    ) async throws -> (frame: Frame, atRest: Bool, time: Duration) {
        let watch = Stopwatch(ports.clock)
        var machine = SettleMachine()
        var last = before
        while true {
            switch machine.next(at: watch.elapsed) {
            case .wait(let limit):
                _ = try await ports.desktop.waitForChange(upTo: limit)
            case .settled:
                return (last, true, watch.elapsed)
            case .timedOut:
                return (last, false, watch.elapsed)
            }
            try Task.checkCancellation()
            let frame = try await ports.desktop.capture()
            let changed = Difference.between(last, frame)
            machine.saw(changedPixelCount: changed.pixelCount, at: watch.elapsed)
            last = frame
        }
    }
}

/// What an action did to the screen.
struct Effect: Sendable {
    var before: String
    var after: String
    var settled: Settled
}
