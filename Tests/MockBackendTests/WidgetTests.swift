import DeskwrightCore
import DeskwrightMockBackend
import Testing

/// Buttons, check boxes, lists, scroll areas.
@Suite struct WidgetTests {
    static let label = Widget(
        .label("idle"), id: "state", frame: Rect(x: 10, y: 250, width: 200, height: 30))

    static let button = Widget(
        .button("Go"), id: "go", frame: Rect(x: 10, y: 10, width: 100, height: 40),
        on: [.set(id: "state", to: "gone")])

    static let box = Widget(
        .checkBox("Agreed"), id: "box", frame: Rect(x: 10, y: 60, width: 150, height: 30),
        on: [.set(id: "state", to: "box ${{ box }}")])

    static let list = Widget(
        .list((1...20).map { "line \($0)" }), id: "list",
        frame: Rect(x: 200, y: 10, width: 150, height: 114),
        on: [.set(id: "state", to: "${{ list }}")])

    @Test func aButtonIsClicked() async throws {
        let desktop = desktop(Self.label, Self.button)
        try await desktop.click("go")
        #expect(await desktop.value(of: "state") == "gone")
    }

    @Test(arguments: [MouseButton.right, .wheel, .back, .forward])
    func onlyTheLeftButtonWorks(_ button: MouseButton) async throws {
        let desktop = desktop(Self.label, Self.button)
        try await desktop.does(.click(at: Point(x: 130, y: 130), button: button))
        #expect(await desktop.value(of: "state") == "idle")
    }

    @Test func aPressThatLeavesAButtonDoesNothing() async throws {
        let desktop = desktop(Self.label, Self.button)
        try await desktop.does(.drag(path: [Point(x: 130, y: 130), Point(x: 300, y: 300)]))
        #expect(await desktop.value(of: "state") == "idle")
    }

    @Test(arguments: [["Return"], ["space"]] as [[Key]])
    func aKeyWorksAButtonThatHasTheFocus(_ keys: [Key]) async throws {
        let desktop = desktop(Self.label, Self.button)
        try await desktop.does(.press(["Tab"]), .press(keys))
        #expect(await desktop.value(of: "state") == "gone")
    }

    @Test func aCheckBoxSwitchesBackAndForth() async throws {
        let desktop = desktop(Self.label, Self.box)
        try await desktop.click("box")
        #expect(await desktop.value(of: "state") == "box on")
        try await desktop.does(.press(["space"]))
        #expect(await desktop.value(of: "state") == "box off")
    }

    @Test func aLineIsSelected() async throws {
        let desktop = desktop(Self.label, Self.list)
        // The third of the rows of 28 pixels.
        try await desktop.does(.click(at: Point(x: 320, y: 111 + 2 * 28 + 14)))
        #expect(await desktop.value(of: "state") == "line 3")
    }

    static let keys: [([Key], String)] = [
        (["Down"], "line 1"), (["Up"], "line 20"), (["End"], "line 20"), (["Home"], "line 1"),
        (["Page_Down"], "line 4"), (["x"], "idle"),
    ]

    @Test(arguments: keys)
    func keysSelectInAList(_ keys: [Key], _ state: String) async throws {
        let desktop = desktop(Self.label, Self.list)
        try await desktop.does(.press(["Tab"]), .press(keys))
        #expect(await desktop.value(of: "state") == state)
    }

    @Test func theWheelMovesAListUnderThePointer() async throws {
        let desktop = desktop(Self.label, Self.list)
        let top = Point(x: 320, y: 111 + 14)
        // A notch is three rows.
        try await desktop.does(.scroll(at: top, dx: 0, dy: 200), .click(at: top))
        #expect(await desktop.value(of: "state") == "line 7")
        try await desktop.does(.scroll(at: top, dx: 0, dy: 100_000), .click(at: top))
        #expect(await desktop.value(of: "state") == "line 17")
        try await desktop.does(.scroll(at: top, dx: 0, dy: -100_000), .click(at: top))
        #expect(await desktop.value(of: "state") == "line 1")
    }

    @Test func aScrollBarIsDraggedAndPaged() async throws {
        let desktop = desktop(Self.label, Self.list)
        let bar = 442
        try await desktop.does(.drag(path: [Point(x: bar, y: 115), Point(x: bar, y: 400)]))
        try await desktop.does(.click(at: Point(x: 320, y: 115)))
        #expect(await desktop.value(of: "state") == "line 17")
        try await desktop.does(.click(at: Point(x: bar, y: 115)), .click(at: Point(x: 320, y: 115)))
        #expect(await desktop.value(of: "state") == "line 13")
    }

    @Test func whatASelectionByKeyHidesIsRevealed() async throws {
        let desktop = desktop(Self.label, Self.list)
        try await desktop.does(.press(["Tab"]), .press(["End"]))
        try await desktop.does(.click(at: Point(x: 320, y: 111 + 3 * 28 + 14)))
        #expect(await desktop.value(of: "state") == "line 20")
    }
}

/// Scroll areas.
@Suite struct ScrollAreaTests {
    private func scrolling() -> MockDesktop {
        let inner = Widget(
            .button("Deep"), id: "deep", frame: Rect(x: 10, y: 500, width: 100, height: 40),
            on: [.set(id: "deep", to: "found")])
        let list = Widget(
            .list((1...9).map { "\($0)" }), id: "list",
            frame: Rect(x: 130, y: 10, width: 100, height: 114))
        return desktop(
            Widget(
                .scrollArea([inner, list]), id: "area",
                frame: Rect(x: 10, y: 10, width: 300, height: 200)))
    }

    @Test func whatIsOutOfSightCannotBeClickedUntilScrolled() async throws {
        let desktop = scrolling()
        #expect(await desktop.place(of: "deep") == nil)
        try await desktop.does(.scroll(at: Point(x: 150, y: 200), dx: 0, dy: 1000))
        try await desktop.click("deep")
        #expect(await desktop.value(of: "deep") == "found")
    }

    @Test func theInnerListScrollsFirstAndThenTheArea() async throws {
        let desktop = scrolling()
        let overList = Point(x: 260, y: 140)
        try await desktop.does(.scroll(at: overList, dx: 0, dy: 200))
        #expect(await desktop.place(of: "list")?.y == 120)
        try await desktop.does(.scroll(at: overList, dx: 0, dy: 100))
        #expect(await desktop.place(of: "list")?.y != 120)
    }

    @Test func tabRevealsWhatItReaches() async throws {
        let desktop = scrolling()
        try await desktop.does(.press(["Tab"]), .press(["Return"]))
        #expect(await desktop.value(of: "deep") == "found")
        #expect(await desktop.place(of: "deep")?.height == 40)
    }

    @Test func theHorizontalWheelMovesNothing() async throws {
        let desktop = scrolling()
        let before = try await desktop.capture()
        try await desktop.does(.scroll(at: Point(x: 150, y: 200), dx: 500, dy: 0))
        #expect(try await desktop.capture() == before)
    }
}
