import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import Testing

/// That nothing of a run is left, whatever its programs do against it.
@Suite struct ProgramEndTests {
    @Test func stoppingEndsTheWholeProcessGroup() async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell("sleep 600 & sleep 61; :", in: folder))
            #expect(try await eventually { names(group).count == 3 })
            await program.stop()
            #expect(names(group).isEmpty)
        }
    }

    @Test func aProgramThatIgnoresTheRequestIsKilled() async throws {
        try await withPrograms { group, folder in
            let script = "trap '' TERM; echo ready; while :; do sleep 600; done"
            let program = try await group.start(.shell(script, in: folder))
            #expect(try await eventually { try text(of: folder + "/log") == "ready\n" })
            #expect(await program.stop(grace: .milliseconds(50)) == .killed(signal: 9))
            #expect(names(group).isEmpty)
        }
    }

    @Test func aChildThatOutlivesItsProgramIsStoppedWithIt() async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell("sleep 600 & exit 4", in: folder))
            #expect(try await eventually { !program.isRunning && names(group) == ["sleep"] })
            #expect(await program.stop() == .exited(code: 4))
            #expect(names(group).isEmpty)
        }
    }

    @Test func aDaemonThatLeftItsSessionIsEndedWithTheRun() async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell("setsid -f sleep 600", in: folder))
            #expect(try await eventually { !program.isRunning && names(group) == ["sleep"] })
            await program.stop()
            #expect(names(group) == ["sleep"])
            #expect(await group.stopAll().isEmpty)
            #expect(names(group).isEmpty)
        }
    }

    @Test func aDaemonThatIgnoresTheRequestIsKilled() async throws {
        try await withPrograms { group, folder in
            let script = "setsid -f sh -c 'trap \"\" TERM; echo up; while :; do sleep 600; done'"
            _ = try await group.start(.shell(script, in: folder))
            #expect(try await eventually { try text(of: folder + "/log") == "up\n" })
            await group.stopAll(grace: .milliseconds(50))
            #expect(names(group).isEmpty)
        }
    }

    @Test func aChildWithAnotherEnvironmentIsFoundByItsParents() async throws {
        try await withPrograms { group, folder in
            let script = "setsid env -i sleep 600; :"
            _ = try await group.start(.shell(script, in: folder))
            #expect(try await eventually { names(group).contains("sleep") })
            await group.stopAll()
            #expect(names(group).isEmpty)
        }
    }

    @Test func aProcessThatHidesItsEnvironmentIsFoundByItsSession() async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell("env -i sleep 600 & exit 0", in: folder))
            #expect(try await eventually { !program.isRunning && names(group) == ["sleep"] })
            await group.stopAll()
            #expect(names(group).isEmpty)
        }
    }

    @Test func whatACommandLeftIsFoundByItsSession() async throws {
        try await withPrograms { group, folder in
            _ = try await ShellCommand.run(
                CommandSpec(command: "env -i sleep 600 &"), environment: ["PATH": "/usr/bin:/bin"],
                workingDirectory: folder, marker: group.marker)
            #expect(try await eventually { names(group) == ["sleep"] })
            await group.stopAll()
            #expect(names(group).isEmpty)
        }
    }

    @Test func everythingEndsAlsoInACancelledTask() async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell("setsid -f sleep 600; sleep 60", in: folder))
            #expect(try await eventually { names(group).count == 3 })
            let ending = Task {
                while !Task.isCancelled { await Task.yield() }
                await group.stopAll()
            }
            ending.cancel()
            await ending.value
            #expect(names(group).isEmpty)
            #expect(program.exit == .killed(signal: 15))
        }
    }

    @Test func nothingStartsOnceTheRunIsEnding() async throws {
        try await withPrograms { group, folder in
            await group.stopAll()
            await #expect(throws: ProgramError.closed(program: "sh")) {
                try await group.start(.shell("sleep 600", in: folder))
            }
            #expect(names(group).isEmpty)
        }
    }

    @Test func theEndOfOneRunLeavesOthersAlone() async throws {
        try await withPrograms { group, folder in
            let other = ProgramGroup()
            let program = try await group.start(.shell("sleep 600", in: folder))
            _ = try await other.start(.shell("sleep 600", in: folder))
            await other.stopAll()
            #expect(names(other).isEmpty)
            #expect(program.isRunning)
        }
    }

    private func names(_ group: ProgramGroup) -> [String] {
        ProcessTable.processes(of: [group.marker]).map(\.name).sorted()
    }
}
