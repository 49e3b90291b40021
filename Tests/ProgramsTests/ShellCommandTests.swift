import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import Foundation
import Testing

@Suite struct ShellCommandTests {
    private let marker = RunMarker.unique()

    @Test func outputAndErrorsAreKeptApart() async throws {
        let result = try await run("echo out; echo err >&2; exit 5")
        #expect(result.exit == .exited(code: 5))
        #expect(result.standardOutput.text == "out\n")
        #expect(result.standardError.text == "err\n")
    }

    @Test func aSignalIsKnownByItsNumber() async throws {
        #expect(try await run("kill -9 $$").exit == .killed(signal: 9))
    }

    @Test func inputIsEmpty() async throws {
        #expect(try await run("cat; echo end").standardOutput.text == "end\n")
    }

    @Test func theEnvironmentIsWhatWasGivenAndTheMarker() async throws {
        let result = try await run("exec /usr/bin/env", environment: ["A": "1"])
        let lines = result.standardOutput.text.split(separator: "\n").map(String.init)
        // The shell adds PWD by itself.
        let expected = ["A=1", "DESKWRIGHT_RUN=\(marker.value)"]
        #expect(lines.sorted().filter { !$0.hasPrefix("PWD=") } == expected)
    }

    @Test func ofMuchOutputTheBeginningIsKept() async throws {
        let result = try await run("echo begin; head -c 3000000 /dev/zero", limit: 1000)
        #expect(result.exit == .exited(code: 0))
        #expect(result.standardOutput.bytes.count == 1000)
        #expect(result.standardOutput.isTruncated)
        #expect(result.standardOutput.text.hasPrefix("begin\n"))
        #expect(!result.standardError.isTruncated)
    }

    @Test(arguments: ["sleep 60 & echo hi", "setsid -f sleep 60; echo hi", "yes & echo hi"])
    func aChildInTheBackgroundIsNotWaitedFor(command: String) async throws {
        let result = try await run(command, limit: 10_000)
        #expect(result.exit == .exited(code: 0))
        #expect(result.standardOutput.text.contains("hi\n"))
        await ProgramGroup(marker: marker).stopAll(grace: .zero)
        #expect(ProcessTable.processes(of: [marker]).isEmpty)
    }

    @Test(arguments: [
        "echo almost; sleep 60", "echo almost; trap '' TERM; sleep 60; sleep 60",
        "echo almost; exec >&- 2>&-; sleep 60", "echo almost; sleep 60 & wait",
    ])
    func aCommandThatTakesTooLongIsKilledWithItsGroup(command: String) async throws {
        let limit = Duration.seconds(1)
        await #expect(
            throws: ProgramError.timedOut(command: command, limit: limit, output: "almost")
        ) { try await run(command, timeout: limit) }
        #expect(try await eventually { ProcessTable.processes(of: [marker]).isEmpty })
    }

    @Test func aCancelledCommandIsKilled() async throws {
        let running = Task { try await run("sleep 60; :") }
        #expect(try await eventually { ProcessTable.processes(of: [marker]).count == 2 })
        running.cancel()
        await #expect(throws: ProgramError.cancelled(command: "sleep 60; :")) {
            try await running.value
        }
        #expect(try await eventually { ProcessTable.processes(of: [marker]).isEmpty })
    }

    @Test func aFolderThatIsMissingIsAnError() async throws {
        await #expect(
            throws: ProgramError.badFolder(
                program: "/bin/sh", folder: "/no/such", reason: "No such file or directory")
        ) { try await run("true", folder: "/no/such") }
    }

    private func run(
        _ command: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        folder: String = "/", timeout: Duration = .seconds(60), limit: Int = 1 << 20
    ) async throws -> CommandOutput {
        try await ShellCommand.run(
            CommandSpec(command: command, timeout: timeout), environment: environment,
            workingDirectory: folder, marker: marker, outputLimit: limit)
    }
}
