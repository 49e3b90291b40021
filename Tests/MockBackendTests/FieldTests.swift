import DeskwrightCore
import DeskwrightMockBackend
import Testing

/// Text fields, worked by mouse and keys.
@Suite struct FieldTests {
    static let one = Widget(
        .field("old text"), id: "field", frame: Rect(x: 10, y: 10, width: 300, height: 36),
        on: [.set(id: "main", to: "got ${{ field }}")])
    static let two = Widget(
        .field("second"), id: "second", frame: Rect(x: 10, y: 60, width: 300, height: 36))
    static let many = Widget(
        .field("alpha\nbeta\ngamma", isMultiline: true), id: "field",
        frame: Rect(x: 10, y: 10, width: 300, height: 200))

    /// Keys pressed in a field of one line that holds `old text`, with the caret at its end.
    static let lines: [([Action], String)] = [
        ([.type("!")], "old text!"),
        ([.press(["BackSpace"]), .press(["BackSpace"])], "old te"),
        ([.press(["Home"]), .press(["Delete"]), .type("c")], "cld text"),
        ([.press(["Left"]), .press(["left"]), .press(["ARROWRIGHT"]), .type("-")], "old tex-t"),
        ([.press(["ctrl", "a"]), .type("new")], "new"),
        ([.press(["ctrl", "A"]), .press(["Delete"])], ""),
        ([.press(["shift", "Home"]), .type("x")], "x"),
        ([.press(["shift", "Left"]), .press(["shift", "Left"]), .press(["Delete"])], "old te"),
        ([.press(["ctrl", "a"]), .press(["Left"]), .type("<")], "<old text"),
        ([.press(["ctrl", "a"]), .press(["Right"]), .type(">")], "old text>"),
        ([.press(["Up"]), .type("^")], "^old text"), ([.press(["Down"]), .type("v")], "old textv"),
        ([.press(["Home"]), .press(["BackSpace"])], "old text"),
        ([.press(["End"]), .press(["Delete"])], "old text"),
        ([.type("e\u{301}"), .press(["BackSpace"])], "old text"),
        ([.type("Größe 日本")], "old textGröße 日本"),
        ([.press(["ctrl", "b"]), .press(["F5"]), .press(["alt", "x"])], "old text"),
    ]

    @Test(arguments: lines)
    func aLineIsEdited(_ actions: [Action], _ text: String) async throws {
        let desktop = desktop(Self.one)
        for action in actions { try await desktop.does(action) }
        #expect(await desktop.value(of: "field") == text)
    }

    /// The same in a field of three lines.
    static let texts: [([Action], String)] = [
        ([.press(["Return"]), .type("delta")], "alpha\nbeta\ngamma\ndelta"),
        ([.type("\n\tx\r\ny")], "alpha\nbeta\ngamma\n\tx\ny"),
        ([.press(["Up"]), .type("+")], "alpha\nbeta+\ngamma"),
        ([.press(["Up"]), .press(["Home"]), .press(["BackSpace"])], "alphabeta\ngamma"),
        ([.press(["ctrl", "Home"]), .press(["End"]), .press(["Delete"])], "alphabeta\ngamma"),
        ([.press(["ctrl", "Home"]), .press(["Down"]), .type("-")], "alpha\n-beta\ngamma"),
        ([.press(["shift", "Up"]), .press(["Delete"])], "alpha\nbeta"),
    ]

    @Test(arguments: texts)
    func linesAreEdited(_ actions: [Action], _ text: String) async throws {
        let desktop = desktop(Self.many)
        for action in actions { try await desktop.does(action) }
        #expect(await desktop.value(of: "field") == text)
    }

    @Test(arguments: [(118, "|old text"), (118 + 12 * 3, "old| text"), (390, "old text|")])
    func aClickPlacesTheCaret(_ x: Int, _ text: String) async throws {
        let desktop = desktop(Self.one)
        try await desktop.does(.click(at: Point(x: x, y: 128)), .type("|"))
        #expect(await desktop.value(of: "field") == text)
    }

    @Test func aClickPlacesTheCaretInItsLine() async throws {
        let desktop = desktop(Self.many)
        try await desktop.does(.click(at: Point(x: 118 + 24, y: 118 + 24 + 10)), .type("|"))
        #expect(await desktop.value(of: "field") == "alpha\nbe|ta\ngamma")
    }

    @Test func aDragSelects() async throws {
        let desktop = desktop(Self.one)
        try await desktop.does(
            .drag(path: [Point(x: 118, y: 128), Point(x: 118 + 36, y: 128)]), .type("new"))
        #expect(await desktop.value(of: "field") == "new text")
    }

    @Test func shiftAndAClickSelect() async throws {
        let desktop = desktop(Self.one)
        try await desktop.does(
            .click(at: Point(x: 118, y: 128)),
            .click(at: Point(x: 118 + 36, y: 128), holding: ["SHIFT"]), .press(["Delete"]))
        #expect(await desktop.value(of: "field") == " text")
    }

    @Test func aDoubleClickSelectsAWord() async throws {
        let desktop = desktop(Self.one)
        try await desktop.does(.doubleClick(at: Point(x: 118 + 6 * 12, y: 128)), .type("word"))
        #expect(await desktop.value(of: "field") == "old word")
    }

    @Test func aTripleClickSelectsALine() async throws {
        let desktop = desktop(Self.many)
        try await desktop.does(.tripleClick(at: Point(x: 118 + 24, y: 118 + 24 + 10)), .type("x"))
        #expect(await desktop.value(of: "field") == "alpha\nx\ngamma")
    }

    @Test func twoClicksAreNoDoubleClick() async throws {
        let desktop = desktop(Self.one)
        let click = Action.click(at: Point(x: 118 + 6 * 12, y: 128))
        try await desktop.does(click, click, .type("|"))
        #expect(await desktop.value(of: "field") == "old te|xt")
    }

    @Test func textIsCopiedCutAndPasted() async throws {
        let desktop = desktop(Self.one, Self.two)
        try await desktop.does(.press(["ctrl", "c"]))
        #expect(await desktop.clipboard() == nil)
        try await desktop.does(.press(["ctrl", "a"]), .press(["ctrl", "x"]))
        #expect(await desktop.clipboard() == "old text")
        #expect(await desktop.value(of: "field") == "")
        try await desktop.does(.press(["Tab"]), .press(["ctrl", "v"]), .press(["ctrl", "v"]))
        #expect(await desktop.value(of: "second") == "old textold text")
    }

    @Test func whatIsPutOnTheClipboardIsPasted() async throws {
        let desktop = desktop(Self.one, Self.two)
        await desktop.setClipboard("from outside")
        try await desktop.does(.press(["ctrl", "a"]), .press(["ctrl", "v"]))
        #expect(await desktop.value(of: "field") == "from outside")
        try await desktop.does(.type("!"), .press(["ctrl", "a"]), .press(["ctrl", "c"]))
        #expect(await desktop.clipboard() == "from outside!")
    }

    @Test func aLineTakesNoLineEnds() async throws {
        let desktop = MockDesktop(
            scene: Scene(
                clipboard: "a\nb",
                windows: [
                    SceneWindow(
                        id: "main", title: "", frame: Rect(x: 100, y: 100, width: 400, height: 300),
                        widgets: [Self.one])
                ]))
        try await desktop.does(.press(["ctrl", "a"]), .press(["ctrl", "v"]))
        #expect(await desktop.value(of: "field") == "a b")
    }

    @Test func tabGoesRoundAndReplacesWhatItReaches() async throws {
        let desktop = desktop(Self.one, Self.two)
        try await desktop.does(.press(["Tab"]), .type("b"), .press(["Tab"]), .type("a"))
        #expect(await desktop.value(of: "second") == "b")
        #expect(await desktop.value(of: "field") == "a")
        try await desktop.does(.press(["shift", "Tab"]), .type("c"))
        #expect(await desktop.value(of: "second") == "c")
    }

    @Test func returnRunsWhatAFieldAnswers() async throws {
        let desktop = desktop(Self.one)
        try await desktop.does(.type("!\n"))
        #expect(await desktop.value(of: "main") == "got old text!")
        #expect(await desktop.value(of: "field") == "old text!")
    }

    @Test func theCaretStaysInSight() async throws {
        let desktop = desktop(Self.many)
        try await desktop.does(.type(String(repeating: "\nmore", count: 40)))
        let bottom = try await desktop.capture()
        try await desktop.does(.type("!"))
        #expect(try await desktop.capture() != bottom)
        try await desktop.does(.press(["ctrl", "Home"]), .click(at: Point(x: 390, y: 126)))
        try await desktop.does(.type("|"))
        #expect(await desktop.value(of: "field")?.hasPrefix("alpha|\n") == true)
    }

    @Test func aLongLineMovesWithTheCaret() async throws {
        let desktop = desktop(Self.one)
        try await desktop.does(.type(String(repeating: "m", count: 60)))
        let before = try await desktop.capture()
        try await desktop.does(.type("!"))
        #expect(try await desktop.capture() != before)
        try await desktop.does(.click(at: Point(x: 400, y: 128)), .type("|"))
        #expect(await desktop.value(of: "field")?.hasSuffix("!|") == true)
    }
}
