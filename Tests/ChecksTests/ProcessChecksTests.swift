import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import Testing

@Suite struct ProcessChecksTests {
    @Test(arguments: [
        (ProcessCheck(name: "app"), Verdict.satisfied),
        (ProcessCheck(name: "app", isRunning: false), .unsatisfied),
        (ProcessCheck(name: "app", isRunning: false, exitCode: 0), .unsatisfied),
        (ProcessCheck(name: "sleep"), .satisfied),
        (ProcessCheck(name: "sleep", isRunning: false), .unsatisfied),
        (ProcessCheck(name: "sleep", isRunning: false, exitCode: 0), .unknown),
    ])
    func aRunningAppRuns(check: ProcessCheck, verdict: Verdict) async throws {
        let result = try await look(at: .process(check)) { folder, programs in
            _ = try await programs.start(app("exec sleep 60", in: folder))
            try #require(
                try await eventually {
                    ProcessTable.processes(of: [programs.marker]).map(\.name) == ["sleep"]
                })
        }
        #expect(result.verdict == verdict)
    }

    @Test(arguments: [
        (ProcessCheck(name: "app"), Verdict.unsatisfied),
        (ProcessCheck(name: "app", isRunning: false), .satisfied),
        (ProcessCheck(name: "app", isRunning: false, exitCode: 3), .satisfied),
        (ProcessCheck(name: "app", exitCode: 3), .satisfied),
        (ProcessCheck(name: "app", isRunning: false, exitCode: 0), .unsatisfied),
        (ProcessCheck(name: "sh"), .unsatisfied),
        (ProcessCheck(name: "sh", isRunning: false), .satisfied),
    ])
    func anAppThatHasEndedIsKnownByItsCode(check: ProcessCheck, verdict: Verdict) async throws {
        let result = try await look(at: .process(check)) { folder, programs in
            let program = try await programs.start(app("exit 3", in: folder))
            try #require(try await eventually { !program.isRunning })
        }
        #expect(result.verdict == verdict)
        if check.name == "app" { #expect(result.found == "it exited with code 3") }
    }

    @Test func aSignalCountsAsAShellCountsIt() async throws {
        let check = ProcessCheck(name: "app", isRunning: false, exitCode: 137)
        let result = try await look(at: .process(check)) { folder, programs in
            let program = try await programs.start(app("kill -9 $$", in: folder))
            try #require(try await eventually { !program.isRunning })
        }
        #expect(result.verdict == .satisfied)
        #expect(result.found == "it was ended by signal 9")
    }

    @Test func processesOfOthersDoNotCount() async throws {
        let others = ProgramGroup()
        let result = try await look(at: .process(ProcessCheck(name: "sleep"))) { folder, _ in
            _ = try await others.start(app("exec sleep 60", in: folder))
        }
        await others.stopAll(grace: .zero)
        #expect(result.verdict == .unsatisfied)
        #expect(result.expected == "sleep runs")
        #expect(result.found == "it does not run; the run has nothing")
    }

    private func app(_ script: String, in folder: String) -> ProgramSpec {
        ProgramSpec(
            id: "app", program: "sh", arguments: ["-c", script],
            environment: testEnvironment(home: folder), workingDirectory: folder,
            log: folder + "/app.log")
    }
}
