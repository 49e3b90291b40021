import DeskwrightCore
import DeskwrightTestSupport
import Testing

/// The promises of the `Desktop` port about the mouse, held by every adapter.
@Suite struct DesktopMouseTests {
    let point = Point(x: 210, y: 170)

    @Test(arguments: Backend.allCases)
    func aMoveLandsWhereItShould(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            for target in [point, Point(x: 0, y: 0), Point(x: 639, y: 479)] {
                #expect(try await desktop.perform(.move(to: target)).isDelivered)
                #expect(try await desktop.pointer() == target)
            }
            #expect(try await witness.events().contains(.moved(to: point)))
        }
    }

    @Test(arguments: Backend.allCases, MouseButton.allCases)
    func everyButtonClicks(_ backend: Backend, _ button: MouseButton) async throws {
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.click(at: point, button: button)).isDelivered)
            let events = try await witness.events().filter { !$0.isMotion }
            #expect(events == [.buttonDown(button, at: point, []), .buttonUp(button, at: point)])
        }
    }

    @Test(arguments: Backend.allCases)
    func keysAreHeldAroundAClick(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let action = Action.click(at: point, holding: ["CTRL", "SHIFT"])
            #expect(try await desktop.perform(action).isDelivered)
            #expect(
                try await witness.events().filter { !$0.isMotion } == [
                    .keyDown(0xFFE3), .keyDown(0xFFE1),
                    .buttonDown(.left, at: point, [.control, .shift]),
                    .buttonUp(.left, at: point),
                    .keyUp(0xFFE1), .keyUp(0xFFE3),
                ])
        }
    }

    static let multipleClicks: [(Action, count: Int)] = [
        (.doubleClick(at: Point(x: 210, y: 170), holding: ["alt"]), 2),
        (.tripleClick(at: Point(x: 210, y: 170), holding: ["alt"]), 3),
    ]

    @Test(arguments: Backend.allCases, multipleClicks)
    func aMultipleClickIsPressesAtOnePlace(
        _ backend: Backend, _ test: (action: Action, count: Int)
    ) async throws {
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(test.action).isDelivered)
            let click: [WitnessEvent] = [
                .buttonDown(.left, at: point, [.alt]), .buttonUp(.left, at: point),
            ]
            let clicks = repeatElement(click, count: test.count).flatMap(\.self)
            #expect(
                try await witness.events().filter { !$0.isMotion }
                    == [.keyDown(0xFFE9)] + clicks + [.keyUp(0xFFE9)])
        }
    }

    @Test(arguments: Backend.allCases)
    func aDragPassesAllItsPoints(_ backend: Backend) async throws {
        let path = [(110, 70), (300, 71), (300, 200), (140, 250), (141, 250)]
            .map { Point(x: $0.0, y: $0.1) }
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.drag(path: path)).isDelivered)
            let seen = try await witness.dragPath()
            #expect(seen.first == path.first)
            #expect(seen.last == path.last)
            var rest = seen[...]
            for point in path {
                let index = try #require(rest.firstIndex(of: point), "\(point) comes in its turn")
                rest = rest[index...]
            }
            #expect(try await witness.presses() == [.left])
        }
    }

    @Test(arguments: Backend.allCases)
    func aDragHoldsItsKeys(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let path = [point, Point(x: 260, y: 200)]
            #expect(
                try await desktop.perform(.drag(path: path, holding: ["SHIFT"])).isDelivered)
            let events = try await witness.events().filter { !$0.isMotion }
            #expect(
                events == [
                    .keyDown(0xFFE1), .buttonDown(.left, at: path[0], [.shift]),
                    .buttonUp(.left, at: path[1]), .keyUp(0xFFE1),
                ])
        }
    }

    private static let held: [Key] = ["CTRL", "SHIFT", "ALT", "META"]
    private static let there = Point(x: 260, y: 200)

    static let pointerActions: [Action] = [
        .move(to: there, holding: held), .click(at: there, button: .right, holding: held),
        .click(at: there, button: .forward, holding: held), .doubleClick(at: there, holding: held),
        .tripleClick(at: there, holding: held),
        .drag(path: [there, Point(x: 210, y: 170)], holding: held),
        .scroll(at: there, dx: 100, dy: -200, holding: held),
    ]

    @Test(arguments: Backend.allCases, pointerActions)
    func keysAreHeldAroundAllOfAPointerAction(
        _ backend: Backend, _ action: Action
    ) async throws {
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(action).isDelivered)
            let events = try await witness.events()
            let downs = events.prefix { $0.isOfAKey }
            let ups = events.reversed().prefix { $0.isOfAKey }
            #expect(downs.count == 4 && ups.count == 4)
            let inner = events.dropFirst(4).dropLast(4)
            #expect(!inner.isEmpty && !inner.contains { $0.isOfAKey })
            for case .buttonDown(_, _, let modifiers) in inner {
                #expect(modifiers == Set(WitnessModifier.allCases))
            }
            for case .wheel(_, _, _, let modifiers) in inner {
                #expect(modifiers == Set(WitnessModifier.allCases))
            }
        }
    }

    @Test(
        arguments: Backend.allCases,
        [
            Turn(dx: 0, dy: 100, right: 0, down: 1), Turn(dx: 0, dy: -250, right: 0, down: -3),
            Turn(dx: 1, dy: 0, right: 1, down: 0), Turn(dx: -149, dy: 0, right: -1, down: 0),
            Turn(dx: 480, dy: -120, right: 5, down: -1), Turn(dx: 0, dy: 0, right: 0, down: 0),
            Turn(dx: 0, dy: Int.min, right: 0, down: -1000),
        ])
    func theWheelTurnsANotchPerHundredPixels(_ backend: Backend, _ turn: Turn) async throws {
        try await backend.run { desktop, witness async throws in
            let action = Action.scroll(
                at: point, dx: turn.dx, dy: turn.dy, holding: ["META"])
            #expect(try await desktop.perform(action).isDelivered)
            var seen = Turn(dx: turn.dx, dy: turn.dy, right: 0, down: 0)
            for case .wheel(let axis, let direction, let place, let held)
                in try await witness.events()
            {
                #expect(place == point && held == [.meta])
                switch axis {
                case .horizontal: seen.right += direction
                case .vertical: seen.down += direction
                }
            }
            #expect(seen == turn)
        }
    }

    /// A scroll in pixels, and the notches that it makes.
    struct Turn: Hashable, Sendable {
        var dx: Int
        var dy: Int
        var right: Int
        var down: Int
    }
}

extension WitnessEvent {
    var isMotion: Bool {
        if case .moved = self { true } else { false }
    }

    fileprivate var isOfAKey: Bool {
        switch self {
        case .keyDown, .keyUp: true
        case .moved, .buttonDown, .buttonUp, .wheel, .text, .closed: false
        }
    }
}
