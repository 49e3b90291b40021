import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport
import Testing

extension Action {
    /// Any action, now and then one that cannot be done.
    static func random(on size: Size, using random: inout SeededGenerator) -> Action {
        func point() -> Point {
            Point(
                x: Int.random(in: 0..<size.width, using: &random),
                y: Int.random(in: 0..<size.height, using: &random))
        }
        let keys = [[], [], ["CTRL"], ["SHIFT"], ["ALT", "CTRL"]] as [[Key]]
        let held = keys.randomElement(using: &random) ?? []
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .doubleClick(at: point(), holding: held)
        case 1: return .drag(path: [point(), point(), point()], holding: held)
        case 2: return .move(to: point(), holding: held)
        case 3, 4:
            let key = [
                "a", "c", "v", "x", "s", "n", "Tab", "Return", "Escape", "Up", "Down", "Left",
                "Right", "Home", "End", "BackSpace", "Delete", "Page_Down", "Page_Up", "space",
                "nosuchkey",
            ].randomElement(using: &random)
            return .press(held + [Key(key ?? "a")])
        case 5:
            let way = Int.random(in: -400...400, using: &random)
            return .scroll(at: point(), dx: way / 3, dy: way, holding: held)
        case 6:
            return .type(
                ["word ", "ä日\t", "two\nlines", "\u{7}"].randomElement(using: &random) ?? "")
        case 7:
            return .click(
                at: Point(x: size.width, y: 0), button: .right, holding: held)
        default:
            return .click(
                at: point(), button: MouseButton.allCases.randomElement(using: &random) ?? .left,
                holding: held)
        }
    }
}

@Suite struct RandomActionTests {
    /// Whatever is done, nothing is still down, and every press in the log has its release.
    @Test(arguments: [SceneFixture.notes, .form, .everyWord])
    func nothingStaysDown(_ fixture: SceneFixture) async throws {
        let scene = try fixture.read()
        var random = SeededGenerator(seed: 11)
        var desktop = MockDesktop(scene: scene, clock: VirtualClock())
        for round in 0..<2000 {
            // Most windows are closed sooner or later: begin anew.
            if round % 50 == 0 { desktop = MockDesktop(scene: scene, clock: VirtualClock()) }
            let action = Action.random(on: scene.size, using: &random)
            _ = try await desktop.perform(action)
            let down = await desktop.keysDown.count + desktop.buttonsDown.count
            #expect(down == 0, "after \(action)")
            if round % 10 == 0 { #expect(try await desktop.capture().size == scene.size) }
            if round % 50 == 49 { #expect(await balance(of: desktop.events) == 0) }
        }
    }

    private func balance(of events: [MockEvent]) -> Int {
        events.reduce(0) { count, event in
            switch event {
            case .keyDown, .buttonDown: count + 1
            case .keyUp, .buttonUp: count - 1
            case .moved, .wheel, .text, .opened, .closed, .wrote, .notWritten, .releasedAll: count
            }
        }
    }
}
