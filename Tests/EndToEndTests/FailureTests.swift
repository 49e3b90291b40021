import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

/// What bad input, bad luck and signals get.
struct FailureTests {
    @Test func aBadFileIsAUsageErrorWithItsPlaceAndNothingStarts() async throws {
        try await withScratchFolder { folder in
            try write("version: 1\nname: x\ngoaal: y\n", to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("task.yaml:3:1: error:"))
            #expect(outcome.errors.contains("^"))
            #expect(outcome.errors.contains("hint: did you mean \"goal\"?"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs"))
        }
    }

    @Test func aRealModelWithoutAKeyIsAUsageErrorAndNothingStarts() async throws {
        try await withScratchFolder { folder in
            let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")
            let outcome = try await Program.run(["run", "--model", "gpt-5.4", task], in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("OPENAI_API_KEY is not set"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs"))
        }
    }

    @Test func aBadScriptIsFoundBeforeAnythingStarts() async throws {
        try await withScratchFolder { folder in
            try write("version: 1\nturns:\n  - {akt: [wait]}\n", to: folder + "/script.yaml")
            try write(task(script: "script.yaml"), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("script.yaml:3:"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs"))
        }
    }

    @Test(arguments: [
        ["run"], ["run", "no-such.yaml"], ["run", "--bogus"], ["frobnicate"],
        ["do", "--display", ":9", "clack 1 2"], ["do", "click 1 2"],
    ])
    func aWrongCommandLineIsAUsageError(arguments: [String]) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.output.isEmpty)
            #expect(!outcome.errors.isEmpty)
        }
    }

    @Test func stepThroughWithoutATerminalIsAUsageError() async throws {
        try await withScratchFolder { folder in
            let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")
            let outcome = try await Program.run(["run", "--step", task], in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("--step needs a terminal"))
        }
    }

    @Test func anAppThatDoesNotStartFailsTheEnvironmentAndTeardownRuns() async throws {
        try await withScratchFolder { folder in
            let apps = """
                apps:
                  - {id: late, run: sleep, args: ["60"], ready: {window: never}, timeout: 300ms}
                teardown:
                  - run: echo done > torn-down.txt
                """
            try write("version: 1\nturns: [{final: ok}]\n", to: folder + "/script.yaml")
            try write(
                task(display: "{size: 320x240, wm: none}", more: apps), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 3, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("was not ready within 0.3 s: "))
            let run = try runFolder(in: folder)
            #expect(try text(run + "/work/torn-down.txt") == "done\n")
            #expect(try text(run + "/journal.jsonl").contains(#""event":"ended""#))
        }
    }

    @Test func anExpectationThatDoesNotHoldFailsTheTask() async throws {
        try await withScratchFolder { folder in
            try write("version: 1\nturns: [{final: ok}]\n", to: folder + "/script.yaml")
            let expect = "expect:\n  - {file: {path: no.txt}, timeout: 100ms}\n"
            try write(task(more: expect), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 1, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("no.txt"))
        }
    }

    @Test func aSpentBudgetStopsTheRun() async throws {
        try await withScratchFolder { folder in
            try write(
                "version: 1\nturns: [{actions: [wait]}, {actions: [wait]}, {final: ok}]\n",
                to: folder + "/script.yaml")
            try write(task(more: "budget: {steps: 2}\n"), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 5, "\(outcome.errors)\(outcome.output)")
        }
    }

    @Test func aDeniedSafetyCheckStopsTheRunUnlessThePolicyAllowsIt() async throws {
        try await withScratchFolder { folder in
            try write(
                """
                version: 1
                turns:
                  - actions: [click 5 5]
                    safety-check: {code: malicious_instructions, message: Careful.}
                  - final: ok

                """, to: folder + "/script.yaml")
            try write(task(), to: folder + "/denied.yaml")
            let denied = try await Program.run(["run", "--out", "a", "denied.yaml"], in: folder)
            #expect(denied.code == 5, "\(denied.errors)\(denied.output)")
            #expect(denied.output.contains("malicious_instructions"))
            let allow = "approve: {safety-checks: [malicious_instructions]}\n"
            try write(task(more: allow), to: folder + "/allowed.yaml")
            let allowed = try await Program.run(["run", "--out", "b", "allowed.yaml"], in: folder)
            #expect(allowed.code == 0, "\(allowed.errors)\(allowed.output)")
        }
    }

    @Test func theServicesRefusalIsShownWithItsRequestIDAndWithoutTheKey() async throws {
        try await withScratchFolder { folder in
            try write(
                """
                version: 1
                turns:
                  - fault: {status: 401, code: invalid_api_key, message: Incorrect API key.}
                  - final: ok

                """, to: folder + "/script.yaml")
            try write(task(), to: folder + "/task.yaml")
            let key = "sk-test-4242424242424242"
            let outcome = try await Program.run(
                ["run", "task.yaml"], in: folder, environment: ["OPENAI_API_KEY": key])
            #expect(outcome.code == 4, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("Incorrect API key."))
            #expect(outcome.output.contains("(request "))
            #expect(try bytesHold(key, below: folder).isEmpty)
        }
    }

    @Test func aSecretIsTypedAndStandsInNoFileOfTheRun() async throws {
        try await withScratchFolder { folder in
            try write(
                """
                version: 1
                turns:
                  - actions:
                      - click 560 350
                      - type: "${{ secrets.PASSWORD }}"
                      - press ctrl+s
                  - final: ok

                """, to: folder + "/script.yaml")
            try write(
                task(more: "secrets: [PASSWORD]\n", goal: "Type ${{ secrets.PASSWORD }}."),
                to: folder + "/task.yaml")
            let secret = "correct-horse-battery"
            let outcome = try await Program.run(
                ["run", "task.yaml"], in: folder, environment: ["PASSWORD": secret])
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(!outcome.errors.contains(secret))
            #expect(try bytesHold(secret, below: folder + "/runs").isEmpty)
            let journal = try text(runFolder(in: folder) + "/journal.jsonl")
            #expect(journal.contains("${{ secrets.PASSWORD }}"))
        }
    }

    @Test func aSignalEndsTheRunAndNothingIsLeft() async throws {
        try await withScratchFolder { folder in
            let waits = Array(repeating: "{actions: [wait]}", count: 50).joined(separator: ", ")
            try write("version: 1\nturns: [\(waits)]\n", to: folder + "/script.yaml")
            let app = "apps:\n  - {id: nap, run: sleep, args: [\"4711\"]}\n"
            try write(
                task(display: "{size: 320x240}", more: app), to: folder + "/task.yaml")
            let result = try await Subprocess.run(
                .path(.init(Program.path)), arguments: ["run", "-q", "task.yaml"],
                environment: .custom(Program.customEnvironment(folder, [:])),
                workingDirectory: .init(folder), input: .none, output: .discarded,
                error: .discarded
            ) { execution in
                let journal = { try text(runFolder(in: folder) + "/journal.jsonl") }
                while (try? journal().contains(#""event":"observed""#)) != true {
                    try await Task.sleep(for: .milliseconds(20))
                }
                try execution.send(signal: .terminate)
            }
            #expect(Program.code(of: result.terminationStatus) == 143)
            let run = try runFolder(in: folder)
            #expect(try text(run + "/journal.jsonl").contains(#""event":"ended""#))
            #expect(try processes(mentioning: folder).isEmpty)
        }
    }

    private func task(
        display: String = "{mock: \(Repository.path("fixtures/scenes/notes.yaml"))}",
        script: String = "script.yaml", more: String = "", goal: String = "Do it."
    ) -> String {
        "version: 1\nname: A task\ndisplay: \(display)\ngoal: \(goal)\n"
            + "model: {script: \(script)}\n\(more)\n"
    }
}

/// The files below a folder that hold a text, apart from those a test wrote itself.
private func bytesHold(_ text: String, below folder: String) throws -> [String] {
    let wanted = Data(text.utf8)
    return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
        let data = FileManager.default.contents(atPath: folder + "/" + path)
        return data?.range(of: wanted) != nil
    }
}

/// Processes of this machine that were started in a folder or for it.
private func processes(mentioning folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
        guard let number = Int32(name), number != getpid() else { return false }
        return ["environ", "cmdline"].contains { file in
            FileManager.default.contents(atPath: "/proc/\(name)/\(file)")?
                .range(of: Data(folder.utf8)) != nil
        }
    }
}
