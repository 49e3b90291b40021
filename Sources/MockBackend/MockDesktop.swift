import DeskwrightCore

/// A desktop in memory: a scene that is drawn when somebody looks, and that answers mouse and keys.
///
/// Its time is the given clock's, and it sleeps only where a scene or a fault says so.
public actor MockDesktop: Desktop {
    /// How many pictures were asked for, those that failed included.
    public private(set) var captureCount = 0
    /// How many actions were asked for, those that failed included.
    public internal(set) var actionCount = 0

    var log: [MockEvent] = []
    var written: [String: String] = [:]
    let faults: MockFaults
    let scratch: String?
    let clock: any Clock<Duration>
    let watch: Stopwatch

    var stage: Stage
    var scheduled: [ScheduledReactions] = []
    private var picture: (frame: Frame, revision: Int)?
    private var seenRevision: Int
    private var seenWindows: [Int]
    private var waiters: [Int: Task<Void, Never>] = [:]
    private var waiterCount = 0

    /// A desktop that shows a scene as it is at the start.
    ///
    /// - Parameters:
    ///   - scene: What is on the screen; its references have to be right, as the reader checks.
    ///   - scratch: The folder that reactions write to; `nil` keeps their files in memory only.
    ///   - clock: What delays are measured by.
    ///   - faults: What goes wrong.
    public init(
        scene: Scene, scratch: String? = nil, clock: any Clock<Duration> = ContinuousClock(),
        faults: MockFaults = .none
    ) {
        self.scratch = scratch
        self.clock = clock
        self.faults = faults
        stage = Stage(scene)
        seenRevision = stage.revision
        seenWindows = stage.order
        watch = Stopwatch(clock)
    }

    public func size() -> Size { stage.size }

    public func capture() async throws(DesktopError) -> Frame {
        captureCount += 1
        let fault = faults.captures[captureCount]
        if faults.captureDelay > .zero { await sleep(for: faults.captureDelay) }
        if let fault { throw fault }
        catchUp()
        let frame = drawn()
        countCapture()
        return frame
    }

    public func windows() -> [WindowInfo] {
        catchUp()
        return stage.order.map { index in
            let window = stage.windows[index]
            return WindowInfo(
                id: UInt64(index + 1), title: window.title, className: window.spec.className,
                frame: window.frame, isActive: index == stage.activeWindow)
        }
    }

    /// On the mock every open window is shown.
    public func allWindows() -> [WindowInfo] { windows() }

    public func pointer() -> Point { stage.pointer }

    public func clipboard() -> String? {
        catchUp()
        return stage.clipboard
    }

    public func setClipboard(_ text: String) {
        catchUp()
        stage.clipboard = text
    }

    /// The topmost window is the one with the keyboard.
    ///
    /// - Throws: ``/DeskwrightCore/DesktopError/windowGone(id:)`` for a window that is not open.
    public func focus(window id: UInt64) throws(DesktopError) { try raise(window: id) }

    public func raise(window id: UInt64) throws(DesktopError) {
        stage.raise(try openWindow(id))
        settleEffects()
    }

    public func move(window id: UInt64, to origin: Point) throws(DesktopError) {
        stage.place(try openWindow(id), at: origin)
        settleEffects()
    }

    public func close(window id: UInt64) throws(DesktopError) {
        stage.close(try openWindow(id))
        settleEffects()
    }

    private func openWindow(_ id: UInt64) throws(DesktopError) -> Int {
        catchUp()
        guard id > 0, id <= UInt64(stage.windows.count), stage.order.contains(Int(id) - 1) else {
            throw .windowGone(id: id)
        }
        return Int(id) - 1
    }

    public func waitForChange(upTo limit: Duration) async throws(DesktopError) -> DesktopChange {
        let end = watch.elapsed + limit
        catchUp()
        while stage.revision == seenRevision, watch.elapsed < end, !Task.isCancelled {
            await sleepUntilWoken(for: min(nextDueTime ?? end, end) - watch.elapsed)
            catchUp()
        }
        guard stage.revision != seenRevision else { return [] }
        defer { (seenRevision, seenWindows) = (stage.revision, stage.order) }
        return stage.order == seenWindows ? .drawn : [.drawn, .windows]
    }

    public func releaseAll() {
        log.append(.releasedAll)
        letGo()
    }

    /// The picture as it is now; drawn anew only when something changed.
    private func drawn() -> Frame {
        if let picture, picture.revision == stage.revision { return picture.frame }
        let frame = Painter.frame(of: stage)
        picture = (frame, stage.revision)
        return frame
    }

    /// Sleeps, but not longer than until something changes or the caller is cancelled.
    private func sleepUntilWoken(for duration: Duration) async {
        let clock = clock
        // A sleep ends early by cancellation only, and that is what wakes a waiter.
        let sleeper = Task { _ = try? await clock.sleep(for: duration) }
        waiterCount += 1
        let id = waiterCount
        waiters[id] = sleeper
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
        waiters[id] = nil
    }

    func wakeWaiters() {
        for sleeper in waiters.values { sleeper.cancel() }
    }

    private func sleep(for duration: Duration) async {
        // Cancellation ends the sleep; the caller sees it at its next step.
        _ = try? await clock.sleep(for: duration)
    }
}
