import DeskwrightAgent
import DeskwrightCore
import Testing

struct GateTests {
    let click = Action.click(at: Point(x: 3, y: 4))
    let type = Action.type("hi")
    let warning = SafetyCheck(id: "sc_1", code: "malicious_instructions", message: "Careful.")

    @Test func aSkippedActionLeavesTheRestOfTheBatch() async {
        let bench = Bench(
            ScriptedPlanner([act(click, type), .done(claim: "")]),
            gate: ListedGate([.skip(reason: "no")]))
        _ = await bench.loop.run()
        #expect(await bench.desktop.performed == [type])
        #expect(await bench.journal.acted.map(\.result) == ["denied", "delivered"])
    }

    @Test func anEditedActionIsDoneAndBothAreWrittenDown() async throws {
        let other = Action.click(at: Point(x: 9, y: 9))
        let bench = Bench(
            ScriptedPlanner([act(click), .done(claim: "")]), gate: ListedGate([.replace(other)]))
        _ = await bench.loop.run()
        #expect(await bench.desktop.performed == [other])
        let acted = try #require(await bench.journal.acted.first)
        #expect(acted.action == "click 9 9")
        #expect(acted.proposed == "click 3 4")
        #expect(await bench.planner.turns[1].notes.count == 1)
    }

    @Test func whatAPersonSaysInsteadReachesThePlanner() async {
        let bench = Bench(
            ScriptedPlanner([act(click, type), .done(claim: "")]),
            gate: ListedGate([.tell("use the menu")]))
        _ = await bench.loop.run()
        #expect(await bench.desktop.performed.isEmpty)
        #expect(await bench.planner.turns[1].notes == ["use the menu"])
    }

    @Test func aPersonsStopEndsTheRun() async {
        let bench = Bench(
            ScriptedPlanner([act(click, type)]), gate: ListedGate([.stop(reason: "enough")]))
        let report = await bench.loop.run()
        #expect(report.end == LoopEnd(outcome: .failed(.stopped), reason: "enough"))
        #expect(await bench.desktop.performed.isEmpty)
    }

    @Test func aQuestionThatIsCutOffIsNoAnswer() async {
        let bench = Bench(
            ScriptedPlanner([act(click, checks: [warning])]), gate: ListedGate([], cutsOff: true))
        let report = await Task { await bench.loop.run() }.value
        #expect(report.end.outcome == .failed(.interrupted))
        #expect(await bench.journal.acted.isEmpty)
        #expect(
            await bench.journal.events.allSatisfy {
                if case .safetyCheck = $0 { false } else { true }
            })
    }

    @Test func theScreenAsItIsNowIsJudged() async {
        let clock = VirtualClock()
        let desktop = FakeDesktop(clock: clock)
        let gate = SeeingGate()
        let loop = StepLoop(
            ports: Ports(
                desktop: desktop,
                planner: SlowPlanner(desktop, ScriptedPlanner([act(click), .done(claim: "")])),
                gate: gate, clock: clock))
        #expect(await loop.run().end.outcome == .passed)
        // It was painted once while the planner thought.
        #expect(await gate.seen.map { $0[Point(x: 0, y: 0)].red } == [1])
    }

    @Test(arguments: [
        (
            "malicious_instructions", "the safety check malicious_instructions",
            "[malicious_instructions]"
        ),
        (nil, "a safety check without a code", "allow"),
    ])
    func aDeniedSafetyCheckIsNamed(code: String?, name: String, value: String) async {
        let check = SafetyCheck(id: "sc_1", code: code, message: "Careful.")
        let bench = Bench(ScriptedPlanner([act(click, checks: [check])]))
        let report = await bench.loop.run()
        #expect(report.end.reason == "the policy denied \(name): Careful.")
        #expect(report.end.hint?.contains("safety-checks: \(value)}") == true)
    }

    @Test func aSafetyCheckIsDeniedUnlessThePolicySaysOtherwise() async {
        let bench = Bench(ScriptedPlanner([act(click, checks: [warning])]))
        let report = await bench.loop.run()
        #expect(report.end.outcome == .failed(.stopped))
        #expect(report.end.reason.contains("malicious_instructions: Careful."))
        #expect(await bench.desktop.performed.isEmpty)
    }

    @Test(arguments: [["malicious_instructions"], ["*"]])
    func anAllowedSafetyCheckIsAcknowledged(codes: [String]) async {
        var policy = ApprovalPolicy()
        policy.allowedSafetyChecks = codes
        let bench = Bench(
            ScriptedPlanner([act(click, checks: [warning]), .done(claim: "")]),
            gate: PolicyGate(policy))
        #expect(await bench.loop.run().end.outcome == .passed)
        #expect(await bench.planner.turns[1].acknowledged == [warning])
    }

    @Test func thePolicyForbidsActionsByName() async {
        var policy = ApprovalPolicy()
        policy.deny = [ActionRule(name: "type")]
        policy.ask = [ActionRule(name: "click")]
        let gate = PolicyGate(policy)
        let state = ScreenState(
            frame: Frame(size: Size(width: 1, height: 1), filledWith: .black), windows: [],
            pointer: Point(x: 0, y: 0))
        let context = GateContext(step: 1, position: 1, count: 1, summary: nil, state: state)
        #expect(await gate.review(.wait, in: context) == .allow)
        for action in [click, type] {
            guard case .deny = await gate.review(action, in: context) else {
                Issue.record("\(action) was not denied")
                continue
            }
        }
    }
}
