import DeskwrightCore
import DeskwrightTestSupport
import Testing

/// What the `Desktop` port promises about actions that cannot be done or do not get done.
@Suite struct DesktopRefusalTests {
    static let inside = Point(x: 200, y: 200)

    /// Actions that no desktop can do, and the word of the reason that names the fault.
    static let impossible: [(Action, String)] = [
        (.click(at: Point(x: 640, y: 0)), "640"),
        (.click(at: Point(x: 0, y: 480), button: .wheel), "480"),
        (.doubleClick(at: Point(x: -1, y: 0)), "-1"),
        (.tripleClick(at: Point(x: 0, y: -1)), "-1"),
        (.move(to: Point(x: 0, y: -7)), "-7"),
        (.move(to: Point(x: .max, y: .min)), "\(Int.max)"),
        (.scroll(at: Point(x: 9999, y: 9), dx: 0, dy: 100), "9999"),
        (.drag(path: [inside, Point(x: 5, y: 481)]), "481"),
        (.drag(path: []), "two points|2 points"),
        (.drag(path: [inside]), "two points|2 points"),
        (.press([]), "no key"),
        (.press(["CTRL", "nosuchkey"]), "nosuchkey"),
        (.press([""]), "\"\""),
        (.click(at: inside, holding: ["SHFT"]), "SHFT"),
        (.drag(path: [inside, inside], holding: ["ctl rl"]), "ctl rl"),
    ]

    @Test(arguments: Backend.allCases)
    func theImpossibleIsRefusedBeforeTheFirstEvent(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let before = try await witness.events()
            for (action, word) in DesktopRefusalTests.impossible {
                let result = try await desktop.perform(action)
                #expect(result.name == "refused", "\(action)")
                let reason = result.reason ?? ""
                #expect(word.split(separator: "|").contains { reason.contains($0) }, "\(reason)")
            }
            #expect(try await witness.events() == before)
        }
    }

    @Test(arguments: Backend.allCases)
    func lookingAndWaitingSendNothing(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let before = try await witness.events()
            #expect(try await desktop.perform(.screenshot).isDelivered)
            #expect(try await desktop.perform(.wait).isDelivered)
            #expect(try await witness.events() == before)
        }
    }

    static let possible: [Action] = [
        .click(at: inside, holding: ["CTRL"]), .doubleClick(at: inside, holding: ["alt", "a"]),
        .drag(path: [inside, Point(x: 250, y: 240)], holding: ["SHIFT"]),
        .move(to: inside, holding: ["Super_L"]), .press(["CTRL", "ALT", "SHIFT", "x"]),
        .scroll(at: inside, dx: 200, dy: 200, holding: ["CTRL"]), .type("Ab Ωж漢"),
        .press(["CTRL", "CTRL"]),
    ]

    @Test(arguments: Backend.allCases)
    func nothingStaysDown(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            for action in DesktopRefusalTests.possible {
                #expect(try await desktop.perform(action).isDelivered, "\(action)")
                #expect(try await witness.stillDown() == [], "\(action)")
            }
            await desktop.releaseAll()
            #expect(try await witness.stillDown() == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func whatIsCancelledIsNotRunAndLeavesNothingDown(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let drag = Action.drag(
                path: [DesktopRefusalTests.inside, Point(x: 300, y: 300)], holding: ["CTRL"])
            for action in [drag, .type("a long text")] {
                let result = try await Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await desktop.perform(action)
                }.value
                #expect(result.name == "not-run", "\(action)")
                #expect(try await witness.stillDown() == [])
            }
        }
    }
}
