import DeskwrightTestSupport
import Testing

@testable import DeskwrightPrograms

/// That a run ends also when the process that started it cannot end it any more.
@Suite struct ProgramKeeperTests {
    @Test func theRunsProgramsEndWhenTheLifelineIsCut() async throws {
        try await withScratchFolder { folder in
            let marker = RunMarker.unique()
            let keeper = try await ProgramKeeper.start(for: marker).get()
            let script = "setsid -f sleep 60; env -i sleep 60 & sleep 60"
            let spec = ProgramSpec.shell(script, in: folder)
            let program = try await ProgramLaunch(spec: spec, marker: marker).start()
            #expect(try await eventually { ProcessTable.processes(of: [marker]).count == 4 })
            keeper.cutLifeline()
            #expect(try await eventually { ProcessTable.processes(of: [marker]).isEmpty })
            #expect(try await eventually { program.exit == .killed(signal: 15) })
        }
    }

    @Test func aProgramThatIgnoresTheRequestIsKilled() async throws {
        try await withScratchFolder { folder in
            let marker = RunMarker.unique()
            let keeper = try await ProgramKeeper.start(for: marker).get()
            let script = "trap '' TERM; echo up; while :; do sleep 60; done"
            let program = try await ProgramLaunch(
                spec: .shell(script, in: folder), marker: marker
            ).start()
            #expect(try await eventually { try text(of: folder + "/log") == "up\n" })
            keeper.cutLifeline()
            #expect(try await eventually { program.exit == .killed(signal: 9) })
        }
    }

    @Test func aKeeperThatIsDismissedEndsNothing() async throws {
        try await withScratchFolder { folder in
            let marker = RunMarker.unique()
            let keeper = try await ProgramKeeper.start(for: marker).get()
            let spec = ProgramSpec.shell("sleep 60", in: folder)
            let program = try await ProgramLaunch(spec: spec, marker: marker).start()
            await keeper.dismiss()
            #expect(program.isRunning)
            await program.stop()
        }
    }

    @Test func aGroupHasAKeeperFromItsFirstProgramToItsEnd() async throws {
        try await withPrograms { group, folder in
            #expect(keeperCount(of: group) == 0)
            _ = try await group.start(.shell("sleep 60", in: folder))
            _ = try await group.start(.shell("sleep 60", in: folder))
            #expect(keeperCount(of: group) == 1)
            await group.stopAll()
            #expect(keeperCount(of: group) == 0)
        }
    }

    /// The marker stands on the keeper's command line, and not in its environment.
    private func keeperCount(of group: ProgramGroup) -> Int {
        ProcessTable.entries().filter { entry in
            let arguments = (try? text(of: "/proc/\(entry.processID)/cmdline")) ?? ""
            return arguments.contains("keeper\0DESKWRIGHT_RUN=\(group.marker.value)\0")
        }.count
    }
}
