import DeskwrightAgent
import DeskwrightCore
import Testing

struct StepLoopTests {
    let click = Action.click(at: Point(x: 3, y: 4))
    let type = Action.type("hi")

    @Test func aBatchIsDoneInOrderAndTheClaimPasses() async {
        let bench = Bench(ScriptedPlanner([act(click, type), .done(claim: "typed")]))
        let report = await bench.loop.run()
        #expect(report.end == LoopEnd(outcome: .passed, reason: "typed"))
        #expect(report.steps == 2)
        #expect(await bench.desktop.performed == [click, type])
        #expect(await bench.planner.turns[1].results.map(\.result) == [.delivered(), .delivered()])
    }

    @Test func everyActionIsWrittenDownWithItsScreensAndItsEffect() async throws {
        let bench = Bench(ScriptedPlanner([act(click), .done(claim: "")]))
        _ = await bench.loop.run()
        let acted = try #require(await bench.journal.acted.first)
        #expect(acted.action == "click 3 4")
        #expect(acted.points == [Point(x: 3, y: 4)])
        #expect(acted.before == "0")
        #expect(acted.after == "1")
        #expect(acted.settled?.changedPixelCount == 64 * 48)
    }

    @Test func anUnchangedScreenIsKeptOnce() async {
        let move = Action.move(to: Point(x: 1, y: 1))
        let bench = Bench(ScriptedPlanner([act(move), act(move), .done(claim: "")]))
        _ = await bench.loop.run()
        #expect(await bench.journal.pictures.count == 1)
    }

    @Test func theRestOfABatchIsNotRunAfterARefusal() async {
        let bench = Bench(ScriptedPlanner([act(click, type, type), .done(claim: "")]))
        await bench.desktop.refuse("click", "off the screen")
        _ = await bench.loop.run()
        #expect(await bench.desktop.performed.isEmpty)
        #expect(await bench.journal.acted.map(\.result) == ["refused", "not-run", "not-run"])
        let told = await bench.planner.turns[1].results
        #expect(told.first?.result == .refused(reason: "off the screen"))
        #expect(told.count == 3)
    }

    @Test func whatIsNoActionIsRefusedAndTold() async {
        let nonsense = ProposedAction.invalid(text: "fly", reason: "there is no action fly")
        let proposal = Proposal([.action(click), nonsense, .action(type)])
        let bench = Bench(ScriptedPlanner([.act(proposal), .done(claim: "")]))
        _ = await bench.loop.run()
        #expect(await bench.desktop.performed == [click])
        #expect(await bench.journal.acted.map(\.result) == ["delivered", "refused", "not-run"])
        #expect(
            await bench.planner.turns[1].results[1].result
                == .refused(reason: "there is no action fly"))
    }

    @Test func threeUnusableAnswersInARowEndTheRun() async {
        let bench = Bench(ScriptedPlanner([], thenForever: .invalid(reason: "empty")))
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.steps == 3)
        #expect(await bench.planner.turns[1].notes.count == 1)
    }

    @Test func aUsableAnswerForgivesTheUnusableOnes() async {
        let bad = Decision.Choice.invalid(reason: "empty")
        let bench = Bench(ScriptedPlanner([bad, bad, act(click), bad, bad, .done(claim: "ok")]))
        #expect(await bench.loop.run().end.outcome == .passed)
    }

    @Test func waitingLetsTimePassAndSendsNothing() async {
        let bench = Bench(ScriptedPlanner([act(.wait), .done(claim: "")]))
        let start = bench.clock.now
        _ = await bench.loop.run()
        #expect(start.duration(to: bench.clock.now) >= .seconds(2))
        #expect(await bench.desktop.performed.isEmpty)
    }

    @Test(arguments: [(Action.move(to: Point(x: 1, y: 1)), 0), (.press(["a"]), 64 * 48)])
    func whatWasPaintedBeforeAnActionIsNotItsEffect(action: Action, pixelCount: Int) async throws {
        let clock = VirtualClock()
        let desktop = FakeDesktop(clock: clock)
        let journal = MemoryJournal()
        let loop = StepLoop(
            ports: Ports(
                desktop: desktop, planner: ScriptedPlanner([act(action), .done(claim: "")]),
                gate: SlowGate(desktop: desktop), checker: CountingChecker(satisfiedFrom: 1),
                journal: journal, clock: clock),
            expectations: [], budget: Budget(), secrets: Secrets())
        _ = await loop.run()
        #expect(await journal.acted[0].settled?.changedPixelCount == pixelCount)
    }

    @Test func secretsAreTypedButNeverWrittenDown() async {
        let secrets = Secrets(["PASSWORD": "hunter2"])
        let typing = Action.type("${{ secrets.PASSWORD }}\n")
        let bench = Bench(ScriptedPlanner([act(typing), .done(claim: "")]), secrets: secrets)
        _ = await bench.loop.run()
        #expect(await bench.desktop.performed == [.type("hunter2\n")])
        #expect(await bench.journal.acted[0].action == #"type "${{ secrets.PASSWORD }}\n""#)
    }

    @Test(arguments: [("${{ secrets.PASSWORD }}", "••"), ("hunter three", "rz")])
    func aReceiptNamesLostTextUnlessItIsSecret(text: String, named: String) async {
        let secrets = Secrets(["PASSWORD": "hunterz"])
        let bench = Bench(ScriptedPlanner([act(.type(text)), .done(claim: "")]), secrets: secrets)
        await bench.desktop.lose("rz")
        _ = await bench.loop.run()
        #expect(await bench.journal.acted[0].receipt == Receipt(undelivered: named))
        #expect(await bench.planner.turns[1].results[0].result.receipt?.undelivered == named)
    }

    @Test func keysAreLetGoOnEveryWayOut() async {
        let bench = Bench(ScriptedPlanner([]))
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.provider))
        #expect(await bench.desktop.releaseCount == 1)
    }
}
