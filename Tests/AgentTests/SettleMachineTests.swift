import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Testing

@testable import DeskwrightAgent

struct SettleMachineTests {
    private static let screen = Size(width: 1000, height: 800)
    private static let click = SettleRule(after: .click(at: Point(x: 0, y: 0)))

    /// What happens at a time, in milliseconds.
    enum Happening: Sendable {
        case paint(Int, pixels: Int)
        case caret(Int)
        case small(Int, at: Point)
        case newWindow(Int)
        case closed(Int)
        case retitled(Int)
        case windowToCome(Int)
        /// All of a thin place.
        case strip(Int, Rect)

        var time: Int {
            switch self {
            case .paint(let time, _), .caret(let time), .small(let time, _), .newWindow(let time),
                .closed(let time), .retitled(let time), .windowToCome(let time),
                .strip(let time, _):
                time
            }
        }

        /// A change at 10 ms, and then fifty of a thin place, one in each 16 ms.
        static func strips(_ frame: (Int) -> Rect) -> [Happening] {
            [.paint(10, pixels: 900)] + (2...51).map { .strip(16 * $0, frame($0)) }
        }
    }

    /// The millisecond in which the machine ends its wait, and how.
    private func end(
        _ happenings: [Happening], rule: SettleRule = SettleMachineTests.click,
        limit: Int = 3_000, fadingStrips: FadingStrips = FadingStrips()
    ) -> (time: Int, next: SettleMachine.Next, fadingStrips: FadingStrips) {
        var machine = SettleMachine(
            rule, limit: .milliseconds(limit), screen: SettleMachineTests.screen,
            fadingStrips: fadingStrips)
        var time = 0
        while true {
            let now = Duration.milliseconds(time)
            for happening in happenings where happening.time == time {
                machine.see(happening, at: now)
            }
            let next = machine.next(at: now)
            guard case .wait(let wait) = next else { return (time, next, machine.fadingStrips) }
            #expect(wait > .zero)
            time += 1
        }
    }

    static let ends: [(name: String, happenings: [Happening], time: Int)] = [
        ("nothing", [], 250),
        ("a caret alone", [.caret(100)], 250),
        ("an echo", [.paint(5, pixels: 100)], 60),
        ("an echo, then a caret", [.paint(5, pixels: 100), .caret(59)], 60),
        ("a button at the pointer", [.small(5, at: Point(x: 20, y: 20))], 60),
        ("a spinner elsewhere", [.small(5, at: Point(x: 500, y: 20))], 250),
        (
            "an echo beside a spinner",
            [
                .small(5, at: Point(x: 500, y: 20)), .paint(10, pixels: 100),
                .small(60, at: Point(x: 500, y: 20)),
            ],
            115
        ),
        ("a menu", [.paint(10, pixels: 80_000)], 65),
        (
            "a scroll bar that fades",
            Happening.strips { _ in Rect(x: 990, y: 100, width: 3, height: 146) }, 48 + 55
        ),
        (
            "a scroll bar that fades over text, where its border shows",
            Happening.strips {
                Rect(x: 324 + $0 / 3 % 2, y: 639, width: 505 - $0 % 2, height: 5 - $0 / 2 % 2)
            }, 48 + 55
        ),
        (
            "a strip that grows",
            Happening.strips { Rect(x: 990, y: 100, width: 3, height: 50 + $0) }, 816 + 55
        ),
        (
            "a strip that moves",
            Happening.strips { Rect(x: 990, y: 80 * $0, width: 5, height: 146) }, 816 + 55
        ),
        (
            "a bar that fills",
            Happening.strips { Rect(x: 60 * $0, y: 700, width: 60, height: 5) }, 816 + 55
        ),
        (
            "a line of small text",
            Happening.strips { _ in Rect(x: 100, y: 100, width: 60, height: 7) }, 816 + 55
        ),
        ("frames of an animation", (1...12).map { .paint(16 * $0, pixels: 5_000) }, 192 + 55),
        ("a large repaint", [.paint(10, pixels: 200_000)], 210),
        (
            "a small change after a large one",
            [.paint(9, pixels: 200_000), .paint(20, pixels: 9)], 209
        ),
        (
            "strips", [.paint(10, pixels: 900), .paint(60, pixels: 900), .paint(110, pixels: 900)],
            185
        ),
        ("a slow rhythm", [.paint(10, pixels: 900), .paint(60, pixels: 900)], 135),
        ("the slowest rhythm", [.paint(9, pixels: 200_000), .paint(208, pixels: 9)], 507),
        ("a title alone", [.retitled(90)], 145),
        ("a title after its text", [.paint(5, pixels: 100), .retitled(50)], 105),
        ("a window that closes", [.closed(100)], 155),
        ("a late dialog", [.paint(200, pixels: 80_000), .newWindow(200)], 560),
        ("a dialog announced", [.paint(5, pixels: 90), .windowToCome(20)], 420),
        (
            "a dialog announced and shown",
            [.windowToCome(20), .newWindow(30), .paint(30, pixels: 300_000)], 390
        ),
        (
            "a dialog in two stages",
            [.newWindow(50), .paint(50, pixels: 300_000), .paint(298, pixels: 300_000)], 410
        ),
        (
            "a dialog whose second stage is late",
            [.newWindow(50), .paint(50, pixels: 300_000), .paint(400, pixels: 300_000)], 455
        ),
    ]

    @Test(arguments: ends)
    func theScreenRestsWhenItHasBeenQuiet(
        _ row: (name: String, happenings: [Happening], time: Int)
    ) {
        let end = end(row.happenings)
        #expect(end.next == .settled)
        #expect(end.time == row.time, "\(row.name)")
    }

    @Test func aTextCursorThatMovesIsAnAnswer() {
        func cursor(_ x: Int) -> ChangedArea {
            ChangedArea(frame: Rect(x: x, y: 300, width: 1, height: 18), pixelCount: 18)
        }
        let looks: [(Action, [ChangedArea], rest: Int)] = [
            (.press(["Home"]), [cursor(40), cursor(400)], 65),
            (.press(["Home"]), [cursor(40)], 250),
            (.click(at: Point(x: 402, y: 310)), [cursor(400)], 65),
            (.click(at: Point(x: 702, y: 310)), [cursor(400)], 250),
        ]
        for (action, areas, rest) in looks {
            var machine = SettleMachine(
                SettleRule(after: action), limit: .seconds(3), screen: SettleMachineTests.screen)
            machine.saw(areas, at: .milliseconds(10))
            #expect(machine.next(at: .milliseconds(rest - 1)) == .wait(.milliseconds(1)))
            #expect(machine.next(at: .milliseconds(rest)) == .settled)
        }
    }

    @Test func aScrollBarThatFadesIsNoAnswer() {
        let fading = (0...49).map {
            Happening.strip(16 * $0, Rect(x: 20, y: 639, width: 900, height: 5))
        }
        let key = SettleRule(after: .press(["F5"]))
        let atTheBar = SettleRule(after: .click(at: Point(x: 500, y: 641)))
        let elsewhere = SettleRule(after: .click(at: Point(x: 500, y: 300)))
        #expect(end(fading, rule: key).time == 250)
        #expect(end(fading, rule: elsewhere).time == 250)
        #expect(end(fading, rule: atTheBar).time == 16 + 55)
        #expect(end(fading + [.paint(200, pixels: 900)], rule: key).time > 200)
    }

    @Test func aScrollBarThatIsKnownToFadeHoldsNoLaterWaitUp() {
        let fading = Happening.strips { _ in Rect(x: 990, y: 100, width: 5, height: 146) }
        let elsewhere = Happening.strips { _ in Rect(x: 990, y: 300, width: 5, height: 146) }
        let first = end(fading)
        let unchanged = end([], fadingStrips: first.fadingStrips)
        #expect(first.time == 48 + 55)
        #expect(end(fading, fadingStrips: unchanged.fadingStrips).time == 10 + 55)
        #expect(end(elsewhere, fadingStrips: unchanged.fadingStrips).time == 48 + 55)
    }

    @Test func twoChangesInEachOfTwoWaitsAreNoFading() {
        let twice = Array(
            Happening.strips { _ in Rect(x: 0, y: 9, width: 99, height: 1) }.prefix(3))
        let first = end(twice)
        #expect(first.time == 48 + 55)
        #expect(end(twice, fadingStrips: first.fadingStrips).time == 48 + 55)
    }

    static let rules: [(Action, changed: Int, unchanged: Int)] = [
        (.press(["a"]), 65, 250), (.press(["Return"]), 210, 250), (.type("ls\n"), 210, 250),
        (.type("ls"), 65, 250), (.move(to: Point(x: 1, y: 1)), 65, 80),
    ]

    @Test(arguments: rules)
    func theQuietTimeFitsTheAction(_ row: (action: Action, changed: Int, unchanged: Int)) {
        let rule = SettleRule(after: row.action)
        #expect(end([.paint(10, pixels: 500)], rule: rule).time == row.changed)
        #expect(end([], rule: rule).time == row.unchanged)
    }

    static let briefEnds: [(happenings: [Happening], time: Int)] = [
        ([], 100), ([.paint(5, pixels: 100)], 60), ([.paint(5, pixels: 200_000)], 60),
        ((1...40).map { .paint(10 * $0, pixels: 5_000) }, 65),
        ([.newWindow(20)], 75), ([.windowToCome(10), .newWindow(300)], 355),
        ([.small(5, at: Point(x: 500, y: 20))], 100), ([.paint(99, pixels: 100)], 154),
    ]

    @Test(arguments: briefEnds.indices)
    func whereTheFirstAnswerIsEnoughNothingMoreIsWaitedFor(row: Int) {
        let rule = SettleRule(after: .type("ls\n"), isBrief: true)
        let click = SettleRule(after: .click(at: Point(x: 0, y: 0)), isBrief: true)
        let (happenings, time) = Self.briefEnds[row]
        #expect(end(happenings, rule: click).time == time)
        #expect(end([.paint(5, pixels: 100)], rule: rule).time == 60)
    }

    @Test(arguments: [100, 700, 3_000])
    func aScreenThatNeverRestsTimesOutAtTheLimit(limit: Int) {
        let end = end((0...400).map { .paint(10 * $0, pixels: 5_000) }, limit: limit)
        #expect(end.next == .timedOut)
        #expect(end.time == limit)
    }

    /// The promise, whatever happens: a paint that comes within the quiet time of the one before is
    /// waited for, and the limit always ends the wait.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func noPaintWithinTheRuleIsMissed(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var happenings: [Happening] = []
        var time = Int.random(in: 1...249, using: &random)
        var windowCount = 0
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let isLarge = Bool.random(using: &random)
            happenings.append(.paint(time, pixels: isLarge ? 200_000 : 50))
            if Int.random(in: 0..<4, using: &random) == 0 { happenings.append(.caret(time + 3)) }
            let hasWindow = Int.random(in: 0..<6, using: &random) == 0
            if hasWindow { happenings.append(.newWindow(time)) }
            windowCount += hasWindow ? 1 : 0
            // A new window holds the screen, and needs no more after large changes from then on.
            let quiet = hasWindow ? 360 : isLarge && windowCount == 0 ? 200 : 55
            time += Int.random(in: 1..<quiet, using: &random)
        }
        let last = happenings.last { if case .paint = $0 { true } else { false } }?.time ?? 0
        let end = end(happenings)
        #expect(end.next == .timedOut || end.time > last)
        #expect(end.time <= 3_000)
    }
}

extension SettleMachine {
    fileprivate mutating func see(_ happening: SettleMachineTests.Happening, at time: Duration) {
        switch happening {
        case .paint(_, let pixels):
            let frame = Rect(x: 10, y: 10, width: 300, height: 300)
            saw([ChangedArea(frame: frame, pixelCount: pixels)], at: time)
        case .caret:
            let frame = Rect(x: 600, y: 10, width: 1, height: 18)
            saw([ChangedArea(frame: frame, pixelCount: 18)], at: time)
        case .small(_, let point):
            let frame = Rect(x: point.x, y: point.y, width: 24, height: 24)
            saw([ChangedArea(frame: frame, pixelCount: 200)], at: time)
        case .strip(_, let frame):
            saw([ChangedArea(frame: frame, pixelCount: frame.area)], at: time)
        case .newWindow: saw(WindowChanges(opened: ["Find"]), at: time)
        case .closed: saw(WindowChanges(closed: ["Find"]), at: time)
        case .retitled:
            saw(WindowChanges(retitled: [.init(from: "note", to: "*note")]), at: time)
        case .windowToCome: sawWindowToCome(at: time)
        }
    }
}
