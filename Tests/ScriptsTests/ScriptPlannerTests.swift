import DeskwrightAgent
import DeskwrightCore
import DeskwrightMockBackend
import Synchronization
import Testing

/// Scripts on a screen in memory, through the loop as it is.
struct ScriptPlannerTests {
    private static let editor = Target(
        at: Target.Offset(x: .fraction(0.5), y: .fraction(0.5)),
        relations: [.init(.of, Target(window: WindowMatch(title: .contains("Notes"))))])

    @Test func stepsAreDoneInOrder() async throws {
        let run = try ScriptRun(
            .point(PointerStep(.click, ScriptPlannerTests.editor)), .type("one", into: nil),
            .press(["ctrl", "s"], times: 1, into: nil),
            .wait(.window(WindowMatch(title: .equals("Save as")))),
            .press(["Return"], times: 1, into: nil),
            .expect([Check(.window(WindowMatch(title: .contains("out.txt"))))], isSoft: false))
        let report = await run.report()
        #expect(report.end.outcome == .passed, "\(report.end.reason)")
        #expect(report.end.reason == "6 steps done")
        #expect(await run.desktop.files["out.txt"] == "one")
        #expect(run.outcomes == Array(repeating: .done, count: 6))
        #expect(report.checks.map(\.verdict) == [.satisfied, .satisfied])
    }

    @Test func whatIsNotThereEndsTheRunWhenItsTimeIsUp() async throws {
        var step = ScriptStep(
            .point(PointerStep(.click, Target(window: WindowMatch(title: .equals("Find"))))),
            place: "a.yaml:7")
        step.timeout = .seconds(2)
        let run = try ScriptRun([step, ScriptStep(.type("x", into: nil), place: "a.yaml:8")])
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.hasPrefix("a.yaml:7: click the window with title is \"Find\""))
        #expect(report.end.reason.contains("untitled - Notes"), "\(report.end.reason)")
        #expect(await run.desktop.actionCount == 0)
        #expect(run.outcomes == [.failed])
        #expect(VirtualClock().now.duration(to: run.clock.now) >= .seconds(2))
        let evidence = try #require(report.checks.last?.evidence)
        #expect(evidence.windows == ["untitled - Notes"])
        #expect(evidence.screen != nil)
    }

    @Test func anOptionalStepIsPassedOver() async throws {
        var step = ScriptStep(
            .wait(.window(WindowMatch(title: .equals("Find")))), place: "a.yaml:7")
        step.isOptional = true
        let run = try ScriptRun([step, ScriptStep(.note("on"), place: "a.yaml:8")])
        #expect(await run.report().end.outcome == .passed)
        #expect(run.outcomes == [.passedOver, .done])
    }

    @Test(arguments: [("Notes", JournalEvent.Stepped.Outcome.done), ("Find", .skipped)])
    func aStepIsSkippedWhereItsConditionDoesNotHold(
        title: String, outcome: JournalEvent.Stepped.Outcome
    ) async throws {
        var step = ScriptStep(.note("x"), place: "a.yaml:7")
        step.condition = .window(WindowMatch(title: .contains(title)))
        let run = try ScriptRun([step])
        #expect(await run.report().end.outcome == .passed)
        #expect(run.outcomes == [outcome])
    }

    @Test func aSoftCheckFailsAtTheEnd() async throws {
        let missing = Check(.window(WindowMatch(title: .equals("Find"))), timeout: .seconds(1))
        let run = try ScriptRun(.expect([missing], isSoft: true), .type("x", into: nil))
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("\"Find\""))
        #expect(run.outcomes == [.failed, .done])
        #expect(await run.desktop.events.count > 0)
    }

    @Test func stepsAreRepeated() async throws {
        let run = try ScriptRun(
            .repeat(.times(3), [ScriptStep(.run(CommandSpec(command: "round")), place: "")]))
        #expect(await run.report().end.outcome == .passed)
        #expect(run.programs.commands == ["round", "round", "round"])
    }

    @Test func aRepetitionThatNeverEndsIsAFailure() async throws {
        let here = Check.Condition.window(WindowMatch(title: .contains("Notes")))
        let round = [ScriptStep(.run(CommandSpec(command: "round")), place: "")]
        for repetition in [
            Repetition.whileHolds(here, max: 2), .until(.not(here), max: 2),
        ] {
            let run = try ScriptRun(.repeat(repetition, round))
            let report = await run.report()
            #expect(report.end.outcome == .failed(.task))
            #expect(report.end.reason.contains("after 2 rounds"), "\(report.end.reason)")
            #expect(run.programs.commands == ["round", "round"])
        }
    }

    @Test func whatACommandPrintedIsKnownToLaterSteps() async throws {
        var count = ScriptStep(.run(CommandSpec(command: "count")), place: "a.yaml:1")
        count.id = "lines"
        let run = try ScriptRun([
            count,
            ScriptStep(
                .set([Variable(name: "N", value: "<${{ steps.lines.out }}>")]), place: "a.yaml:2"),
            ScriptStep(.run(CommandSpec(command: "say ${{ vars.N }}")), place: "a.yaml:3"),
        ])
        run.programs.output = "42"
        #expect(await run.report().end.outcome == .passed)
        #expect(run.programs.commands == ["count", "say <42>"])
    }

    @Test func aCommandThatFailsEndsTheRunAsTheTasksFault() async throws {
        let run = try ScriptRun(.run(CommandSpec(command: "false")))
        run.programs.fails = true
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("it does not work"))
    }

    @Test func anActionThatIsRefusedEndsTheRun() async throws {
        let run = try ScriptRun(.press(["NoSuchKey"], times: 1, into: nil), .note("never"))
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("was refused"), "\(report.end.reason)")
        #expect(run.outcomes == [.done])
    }

    @Test func aModelDoesItsStepAndTheNextGoesOn() async throws {
        let run = try ScriptRun(
            .note("before"), .act(goal: "Write two."), .type("three", into: nil))
        run.model.decisions = [
            Decision(.act(Proposal([.action(.type("two"))]))),
            Decision(.done(claim: "It is there.")),
        ]
        #expect(await run.report().end.outcome == .passed)
        #expect(run.model.goals == ["Write two."])
        #expect(run.outcomes == [.done, .done, .done])
        #expect(await run.desktop.typed == "twothree")
    }

    @Test func aModelThatGivesUpEndsTheRun() async throws {
        let run = try ScriptRun(.act(goal: "Write two."), .note("never"))
        run.model.decisions = [Decision(.stuck(reason: "no way"))]
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("the model gave up: no way"))
    }

    @Test func whatThePolicyForbidsEndsTheRun() async throws {
        let run = try ScriptRun(.type("x", into: nil), .note("never"))
        run.policy.withLock { $0.deny = [ActionRule(name: "type")] }
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("was denied: the task's policy forbids"))
    }

    @Test func aConditionThatNobodyCanAnswerIsAFailure() async throws {
        var step = ScriptStep(.note("x"), place: "a.yaml:7")
        step.condition = .window(WindowMatch(title: .matches(pattern: "(")))
        let report = try await ScriptRun([step]).report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("nobody can say whether"), "\(report.end.reason)")
    }

    @Test func aValueThatWasPassedOverIsMissed() async throws {
        var set = ScriptStep(.set([Variable(name: "N", value: "1")]), place: "a.yaml:1")
        set.condition = .window(WindowMatch(title: .equals("Find")))
        let run = try ScriptRun([
            set, ScriptStep(.type("${{ vars.N }}", into: nil), place: "a.yaml:2"),
        ])
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("vars.N"), "\(report.end.reason)")
        #expect(await run.desktop.actionCount == 0)
    }

    @Test func anAppThatWasNotStartedCannotBeClosed() async throws {
        #expect(
            try await ScriptRun(.closeApp(id: "other")).report().end.outcome == .failed(.task))
        #expect(try await ScriptRun(.closeApp(id: "known")).report().end.outcome == .passed)
    }

    @Test func aModelThatNeverEndsIsStopped() async throws {
        let run = try ScriptRun(.act(goal: "Write two."))
        run.model.decisions = Array(
            repeating: Decision(.act(Proposal([.action(.press(["F9"]))]))), count: 101)
        let report = await run.report()
        #expect(report.end.outcome == .failed(.task))
        #expect(report.end.reason.contains("not done after 100 decisions"), "\(report.end.reason)")
    }

    @Test func theSameAgainAndAgainIsNoStandstill() async throws {
        let run = try ScriptRun(.press(["F9"], times: 10, into: nil))
        #expect(await run.report().end.outcome == .passed)
    }
}
