import DeskwrightCore
import DeskwrightImages

/// Waits until a screen rests, and remembers from one wait to the next what changes by itself.
///
/// It is woken when something is drawn, and believes what the pixels say: programs repaint for
/// seconds what already stands there.
package struct Settler: Sendable {
    let desktop: any Desktop
    private let clock: any Clock<Duration>
    private let limit: Duration
    private(set) var periodicAreas = PeriodicAreas()
    private var fadingStrips = FadingStrips()

    /// The end of a wait.
    package struct Rest: Sendable {
        package var frame: Frame
        /// `false` when the limit ended the wait.
        package var isReached: Bool
        package var time: Duration
    }

    /// Waits for up to `limit`, 3 s unless said.
    package init(desktop: any Desktop, clock: any Clock<Duration>, limit: Duration? = nil) {
        self.desktop = desktop
        self.clock = clock
        self.limit = limit ?? SettleRule.limit
    }

    /// Waits after an action that was just done; `before` is the screen when it began.
    package mutating func waitForRest(
        after action: Action, from before: ScreenState, isBrief: Bool = false
    ) async throws -> Rest {
        let watch = Stopwatch(clock)
        var machine = SettleMachine(
            SettleRule(after: action, isBrief: isBrief), limit: limit, screen: before.frame.size,
            fadingStrips: fadingStrips)
        defer { fadingStrips = machine.fadingStrips }
        var frame = before.frame
        var windows = before.windows
        periodicAreas.beginWatch()
        while true {
            switch machine.next(at: watch.elapsed) {
            case .settled: return Rest(frame: frame, isReached: true, time: watch.elapsed)
            case .timedOut: return Rest(frame: frame, isReached: false, time: watch.elapsed)
            case .wait(let longest):
                let change = try await desktop.waitForChange(upTo: longest)
                try Task.checkCancellation()
                let next = try await desktop.capture()
                let areas = Difference.areas(between: frame, and: next)
                frame = next
                let now = watch.elapsed
                machine.saw(periodicAreas.setAside(areas, at: now), at: now)
                // Before the window itself, which ends this wait.
                if change.contains(.windowToCome) { machine.sawWindowToCome(at: now) }
                if change.contains(.windows) {
                    let shown = try await desktop.windows()
                    machine.saw(WindowChanges(from: windows, to: shown), at: now)
                    windows = shown
                }
            }
        }
    }
}

extension Settler {
    /// Waits after an action that was just done, and says what is different from `before`.
    package mutating func effect(
        of action: Action, from before: ScreenState
    ) async throws -> Settled {
        let rest = try await waitForRest(after: action, from: before)
        let after = ScreenState(
            frame: rest.frame, windows: try await desktop.windows(),
            pointer: try await desktop.pointer())
        return Settled(rest, from: before, to: after, setting: periodicAreas)
    }
}

extension Settled {
    /// What is different, without what changes by itself.
    init(
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
