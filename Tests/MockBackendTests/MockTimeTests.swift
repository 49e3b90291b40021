import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport
import Testing

/// Waiting for a change, and what goes wrong on demand.
@Suite struct MockTimeTests {
    static let box = Widget(
        .checkBox("Box"), id: "box", frame: Rect(x: 10, y: 10, width: 200, height: 40),
        on: [.after(.time(.seconds(2)), [.set(id: "main", to: "later")])])
    static let middle = Point(x: 150, y: 130)

    @Test func aQuietScreenWaitsToTheLimit() async throws {
        let clock = VirtualClock()
        let watch = Stopwatch(clock)
        let desktop = MockDesktop(scene: Scene(), clock: clock)
        #expect(try await desktop.waitForChange(upTo: .seconds(7)).isEmpty)
        #expect(watch.elapsed == .seconds(7))
    }

    @Test func aChangeBeforeTheWaitCountsOnce() async throws {
        let desktop = desktop(Self.box)
        try await desktop.does(.click(at: Self.middle))
        #expect(try await !desktop.waitForChange(upTo: .zero).isEmpty)
        #expect(try await desktop.waitForChange(upTo: .zero).isEmpty)
    }

    @Test func movingThePointerOverNothingIsNoChange() async throws {
        let desktop = desktop(Self.box)
        try await desktop.does(.move(to: Self.middle), .press(["F9"]))
        #expect(try await desktop.waitForChange(upTo: .zero).isEmpty)
    }

    @Test func aDelayedReactionEndsTheWait() async throws {
        let clock = VirtualClock()
        let watch = Stopwatch(clock)
        let scene = Scene(windows: [
            SceneWindow(
                id: "main", title: "", frame: Rect(x: 100, y: 100, width: 400, height: 300),
                widgets: [Self.box])
        ])
        let desktop = MockDesktop(scene: scene, clock: clock)
        try await desktop.does(.click(at: Self.middle))
        _ = try await desktop.waitForChange(upTo: .zero)
        #expect(try await !desktop.waitForChange(upTo: .seconds(60)).isEmpty)
        #expect(watch.elapsed == .seconds(2))
        #expect(await desktop.windows().first?.title == "later")
    }

    @Test func anActionEndsTheWaitOfAnother() async throws {
        let desktop = MockDesktop(scene: try SceneFixture.notes.read())
        async let changed = desktop.waitForChange(upTo: .seconds(600))
        try await desktop.does(.type("x"))
        #expect(try await !changed.isEmpty)
    }

    @Test func aCancelledWaitEnds() async throws {
        let desktop = MockDesktop(scene: Scene())
        let waiting = Task { try await desktop.waitForChange(upTo: .seconds(600)) }
        waiting.cancel()
        #expect(try await waiting.value.isEmpty)
    }

    @Test func aCancelledActionIsNotRun() async throws {
        let desktop = desktop(Self.box)
        let result = try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await desktop.perform(.drag(path: [Self.middle, Point(x: 9, y: 9)]))
        }.value
        #expect(result.name == "not-run")
        #expect(await desktop.buttonsDown == [])
    }

    @Test func theNthCaptureFails() async throws {
        let gone = DesktopError.connectionLost(operation: "capture")
        let desktop = desktop(Self.box, faults: MockFaults(captures: [2: gone]))
        _ = try await desktop.capture()
        await #expect(throws: gone) { try await desktop.capture() }
        _ = try await desktop.capture()
        #expect(await desktop.captureCount == 3)
    }

    @Test func theNthActionFailsOrIsRefused() async throws {
        let gone = DesktopError.connectionLost(operation: "click")
        let desktop = desktop(
            Self.box,
            faults: MockFaults(actions: [1: .fails(gone), 3: .refused(reason: "not today")]))
        let click = Action.click(at: Self.middle)
        await #expect(throws: gone) { try await desktop.perform(click) }
        #expect(try await desktop.perform(click).isDelivered)
        #expect(try await desktop.perform(click) == .refused(reason: "not today"))
        #expect(await desktop.value(of: "box") == "on")
        #expect(await desktop.actionCount == 3)
    }

    @Test func aCaptureTakesItsTime() async throws {
        let clock = VirtualClock()
        let watch = Stopwatch(clock)
        let desktop = MockDesktop(
            scene: Scene(), clock: clock, faults: MockFaults(captureDelay: .milliseconds(40)))
        _ = try await desktop.capture()
        _ = try await desktop.capture()
        #expect(watch.elapsed == .milliseconds(80))
    }
}
