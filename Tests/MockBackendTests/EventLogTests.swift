import DeskwrightCore
import DeskwrightMockBackend
import Testing

/// What the log tells of an action, from the first event to the last.
@Suite struct EventLogTests {
    static let point = Point(x: 300, y: 200)
    static let other = Point(x: 320, y: 240)

    static let actions: [(Action, [MockEvent])] = [
        (.move(to: point), [.moved(to: point)]),
        (
            .click(at: point, button: .right, holding: ["CTRL"]),
            [
                .keyDown("CTRL"), .moved(to: point),
                .buttonDown(.right, at: point, holding: ["CTRL"]),
                .buttonUp(.right, at: point, holding: ["CTRL"]), .keyUp("CTRL"),
            ]
        ),
        (
            .doubleClick(at: point),
            [
                .moved(to: point), .buttonDown(.left, at: point, holding: []),
                .buttonUp(.left, at: point, holding: []),
                .buttonDown(.left, at: point, holding: []),
                .buttonUp(.left, at: point, holding: []),
            ]
        ),
        (
            .drag(path: [point, other, point]),
            [
                .moved(to: point), .buttonDown(.left, at: point, holding: []),
                .moved(to: other), .moved(to: point), .buttonUp(.left, at: point, holding: []),
            ]
        ),
        (
            .press(["ctrl", "shift", "x"]),
            [
                .keyDown("ctrl"), .keyDown("shift"), .keyDown("x"), .keyUp("x"), .keyUp("shift"),
                .keyUp("ctrl"),
            ]
        ),
        (.press(["CTRL", "Control_L"]), [.keyDown("CTRL"), .keyUp("CTRL")]),
        (
            .type("a\r\n"),
            [
                .keyDown("a"), .text("a"), .keyUp("a"), .keyDown("Return"), .text("\n"),
                .keyUp("Return"),
            ]
        ),
        (.screenshot, []), (.wait, []),
    ]

    @Test(arguments: actions)
    func anActionIsTheseEvents(_ action: Action, _ events: [MockEvent]) async throws {
        let desktop = desktop()
        try await desktop.does(action)
        #expect(await desktop.events == events)
    }

    @Test(arguments: [
        (0, 0), (1, 1), (-1, 1), (100, 1), (149, 1), (150, 2), (-370, 4), (Int.min, 1000),
        (Int.max, 1000),
    ])
    func aScrollIsSoManyNotches(_ pixels: Int, _ count: Int) async throws {
        let desktop = desktop()
        try await desktop.does(
            .scroll(at: Self.point, dx: pixels, dy: 0), .scroll(at: Self.point, dx: 0, dy: pixels))
        for axis in [MockEvent.Axis.horizontal, .vertical] {
            let notches = await desktop.events.filter { event in
                guard case .wheel(axis, let direction, Self.point, []) = event else { return false }
                return direction == pixels.signum()
            }
            #expect(notches.count == count)
        }
    }

    @Test(arguments: [
        "abc", "Hello, World!", "Größe\t5 µm\n", "日本 🙂", "~!@#$%^&*()_+{}|:\"<>?",
    ])
    func whatIsTypedArrives(_ text: String) async throws {
        let desktop = desktop()
        try await desktop.does(.type(text))
        #expect(await desktop.typed == text)
    }

    static let chords: [([Key], String)] = [
        (["a"], "a"), (["A"], "A"), (["shift", "a"], "A"), (["shift", "1"], "!"),
        (["shift", "'"], "\""), (["shift", "space"], " "), (["ctrl", "a"], ""), (["alt", "a"], ""),
        (["super", "a"], ""), (["KP_7"], "7"), (["KP_Add"], "+"), (["KP_Enter"], "\n"),
        (["Tab"], "\t"), (["F1"], ""), (["BackSpace"], ""), (["ß"], "ß"), (["漢"], "漢"),
    ]

    @Test(arguments: chords)
    func aChordTypes(_ keys: [Key], _ text: String) async throws {
        let desktop = desktop()
        try await desktop.does(.press(keys))
        #expect(await desktop.typed == text)
    }

    static let impossible: [Action] = [
        .click(at: Point(x: 640, y: 0)), .move(to: Point(x: -1, y: 5)),
        .drag(path: [point]), .drag(path: [point, Point(x: 0, y: 480)]), .press([]),
        .press(["nosuchkey"]), .scroll(at: point, dx: 0, dy: 1, holding: ["hyperr"]),
    ]

    @Test(arguments: impossible)
    func theImpossibleIsRefusedBeforeTheFirstEvent(_ action: Action) async throws {
        let desktop = desktop()
        let result = try await desktop.perform(action)
        #expect(result.name == "refused")
        #expect(await desktop.events == [])
    }

    @Test func lettingGoIsWrittenDown() async {
        let desktop = desktop()
        await desktop.releaseAll()
        #expect(await desktop.events == [.releasedAll])
    }
}
