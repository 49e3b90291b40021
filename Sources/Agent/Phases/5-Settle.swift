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
        let rest = try await waitForRest(after: action, from: before, &run)
        let after = try await keep(rest.frame, &run)
        return Effect(
            before: seen.name, after: after.name,
            settled: Settled(rest, from: before, to: after.state, setting: run.periodicAreas))
    }

    private func waitForRest(
        after action: Action, from before: ScreenState, _ run: inout RunState
    ) async throws -> Rest {
        let watch = Stopwatch(ports.clock)
        var machine = SettleMachine(
            SettleRule(after: action), limit: settleLimit, screen: before.frame.size)
        var frame = before.frame
        var windows = Set(before.windows.map(\.id))
        run.periodicAreas.beginWatch()
        while true {
            switch machine.next(at: watch.elapsed) {
            case .settled: return Rest(frame: frame, isReached: true, time: watch.elapsed)
            case .timedOut: return Rest(frame: frame, isReached: false, time: watch.elapsed)
            case .wait(let limit):
                let change = try await ports.desktop.waitForChange(upTo: limit)
                try Task.checkCancellation()
                let next = try await ports.desktop.capture()
                let areas = Difference.areas(between: frame, and: next)
                frame = next
                let now = watch.elapsed
                machine.saw(run.periodicAreas.setAside(areas, at: now), at: now)
                if change.contains(.windowToCome) { machine.sawWindowToCome(at: now) }
                if change.contains(.windows) {
                    let shown = Set(try await ports.desktop.windows().map(\.id))
                    if !shown.isSubset(of: windows) { machine.sawNewWindow(at: now) }
                    windows = shown
                }
            }
        }
    }
}

/// The end of a wait for the screen to rest.
private struct Rest {
    var frame: Frame
    /// `false` when the limit ended it.
    var isReached: Bool
    var time: Duration
}

extension Settled {
    /// What is different, without what changes by itself.
    fileprivate init(
        _ rest: Rest, from before: ScreenState, to after: ScreenState,
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
