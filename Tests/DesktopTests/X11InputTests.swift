import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// What only a real server has: locks, a map of keys, other programs, and time that passes.
@Suite struct X11InputTests {
    @Test func capsLockChangesNoLetterAndStaysLocked() async throws {
        try await withX11Stage { desktop, witness async throws in
            try await witness.lockCaps(true)
            #expect(try await desktop.perform(.type("aA żŻ жЖ")).isDelivered)
            #expect(try await witness.text() == "aA żŻ жЖ")
            #expect(try await witness.lockedModifiers() == 2)
        }
    }

    @Test func lettingGoPutsTheKeyboardsMapBack() async throws {
        try await withX11Stage { desktop, witness async throws in
            let before = try await witness.keyboardMap()
            #expect(try await desktop.perform(.type("漢字 Ωω")).isDelivered)
            #expect(try await witness.text() == "漢字 Ωω")
            await desktop.releaseAll()
            #expect(try await witness.keyboardMap() == before)
        }
    }

    @Test func aDesktopThatGoesAwayPutsTheMapBack() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let before = try await witness.keyboardMap()
            do {
                let desktop = try await X11Desktop.connect(
                    to: display.name, authority: display.authorityFile)
                _ = try await desktop.perform(.type("漢"))
                #expect(try await witness.text() == "漢")
            }
            #expect(try await eventually { try await witness.keyboardMap() == before })
        }
    }

    @Test func characterThatIsTypedAgainKeepsItsKey() async throws {
        try await withX11Stage { desktop, witness async throws in
            _ = try await desktop.perform(.type("漢字"))
            let lent = try await witness.keyboardMap()
            _ = try await desktop.perform(.type("字漢字"))
            #expect(try await witness.keyboardMap() == lent)
            #expect(try await witness.text() == "漢字字漢字")
        }
    }

    @Test(arguments: ["XF86AudioPlay", "XF86Launch9", "Hangul_Jamo", "U20AC", "braille_dot_1"])
    func xsOwnNamesArePressed(_ name: String) async throws {
        try await withX11Stage { desktop, witness async throws in
            #expect(try await desktop.perform(.press(["CTRL", Key(name)])).isDelivered)
            #expect(try await witness.keys().count == 4)
            #expect(try await witness.stillDown() == [])
        }
    }

    static let longActions: [Action] = [
        .drag(path: (0..<4000).map { Point(x: 110 + $0 % 2 * 300, y: 100) }, holding: ["CTRL"]),
        .type(String(repeating: "a long text ", count: 200_000)),
    ]

    @Test(arguments: longActions)
    func cancellingALongActionLetsGo(_ action: Action) async throws {
        try await withX11Stage { desktop, witness async throws in
            let task = Task { try await desktop.perform(action) }
            #expect(try await eventually { try await witness.events().count > 10 })
            task.cancel()
            #expect(try await task.value.name == "not-run")
            #expect(try await witness.stillDown() == [])
        }
    }

    /// The server holds back what follows a press until the watcher has let it go.
    @Test func whatFollowsAClickChangesNothingOfItWhenPressesAreWatched() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let watcher = try await SlowPressWatcher.start(
                on: display.name, authority: display.authorityFile)
            let watching = Task { try await watcher.serve() }
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let (here, there) = (Point(x: 200, y: 200), Point(x: 300, y: 210))
            for action in [
                Action.doubleClick(at: here, holding: ["CTRL"]), .move(to: there),
                .scroll(at: there, dx: 0, dy: 200), .click(at: here, button: .right),
                .drag(path: [here, there]), .move(to: here),
            ] { #expect(try await desktop.perform(action).isDelivered) }
            let seen = try await witness.events().filter { !$0.isMotion }
            watching.cancel()
            try await watching.value
            let double: [WitnessEvent] = [
                .buttonDown(.left, at: here, [.control]), .buttonUp(.left, at: here),
            ]
            let notch = WitnessEvent.wheel(.vertical, direction: 1, at: there, [])
            let rest: [WitnessEvent] = [
                .keyUp(0xFFE3), notch, notch, .buttonDown(.right, at: here, []),
                .buttonUp(.right, at: here), .buttonDown(.left, at: here, []),
                .buttonUp(.left, at: there),
            ]
            #expect(seen == [.keyDown(0xFFE3)] + double + double + rest)
        }
    }

    @Test func aDragIsSeenOnItsWay() async throws {
        try await withX11Stage { desktop, witness async throws in
            let path = [Point(x: 110, y: 100), Point(x: 410, y: 100)]
            _ = try await desktop.perform(.drag(path: path))
            let seen = try await witness.dragPath()
            #expect(seen.count >= 10)
            #expect(seen.allSatisfy { $0.y == 100 })
            #expect(seen == seen.sorted { $0.x < $1.x })
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aLargeClipboardComesInParts() async throws {
        try await withX11Stage { desktop, witness async throws in
            let text = (0..<20_000).map { "line \($0) ß\n" }.joined()
            try await witness.own(clipboard: text, partBytes: 10_000)
            #expect(try await desktop.clipboard() == text)
            try await witness.own(clipboard: "short")
            #expect(try await desktop.clipboard() == "short")
            let latin = String(repeating: "Grüße, señor ½ ", count: 3000)
            try await witness.own(clipboard: latin, inLatin1: true, partBytes: 10_000)
            #expect(try await desktop.clipboard() == latin)
        }
    }

    @Test func aClipboardWhoseOwnerIsSilentHoldsNothing() async throws {
        try await withX11Stage { desktop, witness async throws in
            try await witness.own(clipboard: nil)
            #expect(try await desktop.clipboard() == nil)
        }
    }
}
