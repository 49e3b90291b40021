import DeskwrightCore
import Testing

@testable import DeskwrightAgent

struct StandstillTests {
    /// `+` after an action: the screen changed.
    private func findings(_ actions: [String]) -> [Int: Standstill.Finding] {
        var standstill = Standstill()
        var findings: [Int: Standstill.Finding] = [:]
        for (index, action) in actions.enumerated() {
            findings[index + 1] = standstill.saw(
                action.replacing("+", with: ""), isWait: action == "wait",
                changed: action.hasSuffix("+"))
        }
        return findings
    }

    @Test(arguments: [
        (Array(repeating: "a", count: 7), [3, 6, 7]),
        (["a", "a", "a+", "a", "a", "a+", "a", "a"], []),
        (["a", "b", "a", "b", "a", "b", "a", "a", "b", "a"], [5, 6, 10]),
        (["a", "a", "b+", "a", "a", "a"], [6]),
        (Array(repeating: "wait", count: 61), [15, 60, 61]),
    ])
    func theSameInVainIsNoticed(actions: [String], places: [Int]) {
        #expect(findings(actions).keys.sorted() == places)
    }

    @Test func firstThePlannerIsToldThenTheRunEnds() {
        let found = findings(Array(repeating: "click 3 4", count: 6))
        guard case .tell(let told) = found[3], case .stuck(let evidence) = found[6] else {
            Issue.record("the planner is told at 3, the run ends at 6")
            return
        }
        #expect(told.hasPrefix("`click 3 4` came 3 times, and nothing on the screen changed. "))
        #expect(evidence == "`click 3 4` came 6 times, and nothing on the screen changed")
    }

    // MARK: In the loop

    private let move = act(.move(to: Point(x: 1, y: 1)))

    @Test func aPlannerThatIsStuckIsToldAndThenStopped() async {
        let bench = Bench(ScriptedPlanner([], thenForever: move))
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("`move 1 1` came 6 times"))
        #expect(report.end.reason.contains("screens/0.png"))
        #expect(report.steps == 6)
        let notes = await bench.planner.turns.map(\.notes.count)
        #expect(notes == [0, 0, 0, 1, 0, 0])
        let marks = await bench.planner.turns.map(\.standsStill)
        #expect(marks == [false, false, false, true, false, false])
    }

    @Test func aRefusedActionThatComesAgainIsInVainToo() async {
        let bench = Bench(ScriptedPlanner([], thenForever: act(.press(["a"]))))
        await bench.desktop.refuse("press", "no such key")
        let report = await bench.loop.run()
        #expect(report.steps == 6)
        #expect(report.end.reason.contains("stuck"))
    }

    @Test func whatChangesTheScreenMayComeAsOftenAsItLikes() async {
        let keys = Array(repeating: act(.press(["a"])), count: 20)
        let bench = Bench(ScriptedPlanner(keys + [.done(claim: "ok")]))
        #expect(await bench.loop.run().end.outcome == .passed)
        #expect(await bench.planner.turns.allSatisfy { $0.notes.isEmpty })
    }

    @Test func screenshotsOfAScreenThatIsPaintedMeanwhileAreNotInVain() async {
        let clock = VirtualClock()
        let desktop = FakeDesktop(clock: clock)
        let looks = Array(repeating: act(.screenshot), count: 9)
        let loop = StepLoop(
            ports: Ports(
                desktop: desktop, planner: ScriptedPlanner(looks + [.done(claim: "ok")]),
                gate: SlowGate(desktop: desktop), checker: CountingChecker(satisfiedFrom: 1),
                journal: MemoryJournal(), clock: clock),
            expectations: [], budget: Budget(), secrets: Secrets())
        #expect(await loop.run().end.outcome == .passed)
    }

    @Test func aPlannerThatOnlyTalksIsAskedOnceWhetherItIsDone() async {
        let talk = Decision.Choice.talk("I will open the menu.")
        let bench = Bench(ScriptedPlanner([talk, move, talk, .done(claim: "ok")]))
        #expect(await bench.loop.run().end.outcome == .passed)
        let notes = await bench.planner.turns.map(\.notes)
        #expect(notes.map(\.count) == [0, 1, 0, 1])
        #expect(notes[1].first?.contains("Is the goal reached?") == true)
    }

    @Test func aPlannerThatTalksOnHasGivenUp() async {
        let bench = Bench(ScriptedPlanner([], thenForever: .talk("I will open the menu.")))
        let report = await bench.loop.run()
        #expect(report.steps == 2)
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("I will open the menu."))
    }
}
