import DeskwrightCore
import DeskwrightMockBackend
import Testing

/// Windows: raising, moving, closing.
@Suite struct WindowTests {
    /// Two windows that overlap; `above` is on top.
    private func twoWindows() -> MockDesktop {
        let below = SceneWindow(
            id: "below", title: "Below", className: "App",
            frame: Rect(x: 20, y: 60, width: 300, height: 200),
            widgets: [
                Widget(
                    .button("Go"), id: "go", frame: Rect(x: 10, y: 10, width: 100, height: 40),
                    on: [.set(id: "below", to: "Gone")])
            ])
        let above = SceneWindow(
            id: "above", title: "Above", frame: Rect(x: 200, y: 100, width: 300, height: 200))
        return MockDesktop(
            scene: Scene(size: Size(width: 640, height: 480), windows: [below, above]),
            clock: VirtualClock())
    }

    @Test func theyAreListedFromTheLowestUp() async {
        let windows = await twoWindows().windows()
        #expect(windows.map(\.title) == ["Below", "Above"])
        #expect(windows.map(\.className) == ["App", ""])
        #expect(windows.map(\.isActive) == [false, true])
        #expect(windows.map(\.frame.x) == [20, 200])
        #expect(Set(windows.map(\.id)).count == 2)
    }

    @Test func aClickRaisesAndIsTakenAtOnce() async throws {
        let desktop = twoWindows()
        try await desktop.click("go")
        #expect(await desktop.windows().map(\.title) == ["Above", "Gone"])
    }

    @Test func whatIsCoveredIsNotClicked() async throws {
        let desktop = twoWindows()
        let covered = Point(x: 250, y: 150)
        try await desktop.does(.click(at: covered))
        #expect(await desktop.windows().map(\.title) == ["Below", "Above"])
    }

    @Test func theTitleBarIsDragged() async throws {
        let desktop = twoWindows()
        try await desktop.does(
            .drag(path: [Point(x: 300, y: 80), Point(x: 400, y: 300), Point(x: 310, y: 95)]))
        #expect(await desktop.place(of: "above") == Rect(x: 210, y: 115, width: 300, height: 200))
    }

    @Test(arguments: [Point(x: 0, y: 0), Point(x: 639, y: 479), Point(x: 0, y: 479)])
    func noDragLosesAWindow(_ corner: Point) async throws {
        let desktop = twoWindows()
        try await desktop.does(.drag(path: [Point(x: 300, y: 80), corner]))
        let frame = try #require(await desktop.place(of: "above"))
        let title = Rect(x: frame.x, y: frame.y - 32, width: frame.width, height: 32)
        let shown = title.intersection(Rect(x: 0, y: 0, width: 640, height: 480))
        #expect(shown.width >= 80 && shown.height == 32)
    }

    @Test func theCloseButtonCloses() async throws {
        let desktop = twoWindows()
        try await desktop.does(.click(at: Point(x: 484, y: 84)))
        #expect(await desktop.windows().map(\.title) == ["Below"])
        #expect(await desktop.windows().last?.isActive == true)
        #expect(await desktop.events.contains(.closed(window: "above")))
        #expect(await desktop.place(of: "above") == nil)
    }

    @Test func aPressThatLeavesTheCloseButtonKeepsTheWindow() async throws {
        let desktop = twoWindows()
        try await desktop.does(.drag(path: [Point(x: 484, y: 84), Point(x: 484, y: 200)]))
        #expect(await desktop.windows().count == 2)
    }

    @Test func altF4ClosesTheActiveWindow() async throws {
        let desktop = twoWindows()
        try await desktop.does(.press(["ALT", "F4"]))
        #expect(await desktop.windows().map(\.title) == ["Below"])
    }

    @Test func aWindowIsClosedByItsNumberOnce() async throws {
        let desktop = twoWindows()
        let id = try #require(await desktop.windows().first).id
        try await desktop.close(window: id)
        #expect(await desktop.windows().map(\.title) == ["Above"])
        await #expect(throws: DesktopError.self) { try await desktop.close(window: id) }
    }

    @Test func withoutWindowsKeysAndClicksGoNowhere() async throws {
        let desktop = MockDesktop(scene: Scene(size: Size(width: 64, height: 64)))
        try await desktop.does(
            .click(at: Point(x: 3, y: 3)), .type("a\t\n"), .press(["alt", "F4"]),
            .scroll(at: Point(x: 3, y: 3), dx: 0, dy: 100))
        #expect(await desktop.windows().isEmpty)
    }
}
