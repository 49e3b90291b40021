import DeskwrightPrograms
import DeskwrightTestSupport
import Testing

@Suite struct ProgramGroupTests {
    @Test func aProgramRunsUntilItIsStopped() async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell("sleep 60", in: folder))
            #expect(program.isRunning)
            #expect(await program.stop() == .killed(signal: 15))
            #expect(program.exit == .killed(signal: 15))
        }
    }

    @Test(arguments: [
        ("exit 0", ProgramExit.exited(code: 0)), ("exit 3", .exited(code: 3)),
        ("kill -9 $$", .killed(signal: 9)),
    ])
    func theExitIsKnown(script: String, expected: ProgramExit) async throws {
        try await withPrograms { group, folder in
            let program = try await group.start(.shell(script, in: folder))
            #expect(try await eventually { !program.isRunning })
            #expect(program.exit == expected)
        }
    }

    @Test func outputAndErrorsAreAppendedToTheLog() async throws {
        try await withPrograms { group, folder in
            for word in ["one", "two"] {
                let spec = ProgramSpec.shell("echo \(word); echo \(word)! >&2", in: folder)
                let program = try await group.start(spec)
                #expect(try await eventually { !program.isRunning })
            }
            #expect(try text(of: folder + "/log") == "one\none!\ntwo\ntwo!\n")
        }
    }

    @Test func outputAloneMayGoToAFileOfItsOwn() async throws {
        try await withPrograms { group, folder in
            var spec = ProgramSpec.shell("echo out; echo err >&2", in: folder)
            spec.outputFile = folder + "/out"
            let program = try await group.start(spec)
            #expect(try await eventually { !program.isRunning })
            #expect(try text(of: folder + "/out") == "out\n")
            #expect(try text(of: folder + "/log") == "err\n")
        }
    }

    @Test func theEnvironmentIsWhatWasGivenAndTheMarker() async throws {
        try await withPrograms { group, folder in
            var spec = ProgramSpec.shell("", in: folder)
            spec.program = "/usr/bin/env"
            spec.arguments = []
            spec.environment = ["B": "2", "A": "größer = 1"]
            let program = try await group.start(spec)
            #expect(try await eventually { !program.isRunning })
            let lines = try text(of: folder + "/log").split(separator: "\n").sorted()
            #expect(lines == ["A=größer = 1", "B=2", "DESKWRIGHT_RUN=\(group.marker.value)"])
        }
    }

    @Test func itStartsInItsFolderAndInASessionOfItsOwn() async throws {
        try await withPrograms { group, folder in
            let spec = ProgramSpec.shell("pwd; echo $$; ps -o sid= -p $$ | tr -d ' '", in: folder)
            let program = try await group.start(spec)
            #expect(try await eventually { !program.isRunning })
            let id = program.processID
            #expect(try text(of: folder + "/log") == "\(folder)\n\(id)\n\(id)\n")
        }
    }

    @Test func aProgramIsFoundByItsId() async throws {
        try await withPrograms { group, folder in
            let first = try await group.start(.shell("exit 1", id: "pad", in: folder))
            let second = try await group.start(.shell("sleep 60", id: "pad", in: folder))
            #expect(await group.program("pad") === second)
            #expect(await group.program("other") == nil)
            #expect(await group.programs.map(\.processID) == [first, second].map(\.processID))
        }
    }

    @Test func whatCannotBeStartedIsAnErrorThatSaysWhy() async throws {
        try await withPrograms { group, folder in
            let good = ProgramSpec.shell("exit 0", in: folder)
            var spec = good
            spec.program = "no-such-program"
            await #expect(
                throws: ProgramError.notFound(program: "no-such-program", path: "/usr/bin:/bin")
            ) { try await group.start(spec) }
            spec.program = "./no-such-program"
            await #expect(
                throws: ProgramError.notFound(program: "./no-such-program", path: "/usr/bin:/bin")
            ) { try await group.start(spec) }
            spec = good
            spec.workingDirectory = folder + "/none"
            await #expect(
                throws: ProgramError.badFolder(
                    program: "sh", folder: folder + "/none", reason: "No such file or directory")
            ) { try await group.start(spec) }
            spec = good
            spec.log = folder
            await #expect(
                throws: ProgramError.badLog(
                    program: "sh", path: folder, reason: "Is a directory")
            ) { try await group.start(spec) }
            #expect(await group.programs.isEmpty)
        }
    }

    @Test func thePathOfTheProgramsOwnEnvironmentIsSearched() async throws {
        try await withPrograms { group, folder in
            var spec = ProgramSpec.shell("exit 0", in: folder)
            spec.environment = ["PATH": folder]
            await #expect(throws: ProgramError.notFound(program: "sh", path: folder)) {
                try await group.start(spec)
            }
        }
    }
}
