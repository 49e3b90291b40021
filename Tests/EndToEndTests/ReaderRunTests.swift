import DeskwrightTestSupport
import Foundation
import Testing

/// `model: reader`, through the built command and the wire, on the drawn screen.
struct ReaderRunTests {
    private static let goal =
        #"Type "Hello". Click "File" and choose "Save". Wait until "Cancel" is shown. "#
        + #"Click "Save" right of "Cancel". Check that "Saved" is shown."#

    @Test(arguments: [[], ["--tool", "computer_use_preview"], ["--api", "chat"], ["--stateless"]])
    func itFollowsTheGoal(options: [String]) async throws {
        try await withScratchFolder { folder in
            try write(task(Self.goal), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"] + options, in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("Did what all 5 sentences say."))
            let run = try runFolder(in: folder)
            #expect(try text(run + "/work/out.txt") == "Hello")
            #expect(try text(run + "/journal.jsonl").contains("reader (stand-in)"))
            #expect(try text(run + "/result.json").contains(#""dollars": 0"#))
        }
    }

    @Test func itTakesThePlaceOfAnotherModel() async throws {
        try await withScratchFolder { folder in
            try write(task(Self.goal, model: "{name: gpt-5.4}"), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--model", "reader", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
        }
    }

    @Test func itServesOtherClients() async throws {
        try await withScratchFolder { folder in
            try write(task(Self.goal, model: "{name: gpt-5.4}"), to: folder + "/task.yaml")
            let outcome = try await serving(["--reader"], in: folder) { url in
                try await Program.run(
                    ["run", "task.yaml"], in: folder, environment: ["OPENAI_BASE_URL": url])
            }
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
        }
    }

    @Test func aGoalThatItDoesNotUnderstandEndsBeforeItBegins() async throws {
        try await withScratchFolder { folder in
            try write(
                task("Save the note.", model: "{name: gpt-5.4}"), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--model", "reader", "task.yaml"], in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("sentence 1, Save the note, is not understood"))
            #expect(outcome.errors.contains("Wait until \"Saved\" is shown"))

            try write(task("Press Tab. Save the note."), to: folder + "/task.yaml")
            let check = try await Program.run(["check", "task.yaml"], in: folder)
            #expect(check.code == 2)
            #expect(check.errors.hasPrefix("task.yaml:4:18: error: sentence 2, Save the note"))
        }
    }

    @Test func whatIsNotThereIsNamedInTheEnd() async throws {
        try await withScratchFolder { folder in
            try write(task(#"Click "Edit". Choose "Copy everything"."#), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 1)
            let message =
                #"sentence 2, Choose "Copy everything": "Copy everything" is not to be seen"#
            #expect((outcome.output + outcome.errors).contains(message), "\(outcome.output)")
        }
    }

    @Test func secretsStayReferencesOnTheWire() async throws {
        try await withScratchFolder { folder in
            let goal = #"Type "${{ secrets.PIN }}". Press Ctrl+S, and Enter."#
            try write(task(goal) + "secrets: [PIN]\n", to: folder + "/task.yaml")
            let requests = folder + "/requests"
            let outcome = try await Program.run(
                ["run", "task.yaml"], in: folder,
                environment: ["PIN": "hunter2", "DESKWRIGHT_KEEP_REQUESTS": requests])
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(try text(runFolder(in: folder) + "/work/out.txt") == "hunter2")
            let files = try FileManager.default.contentsOfDirectory(atPath: requests)
            #expect(!files.isEmpty)
            for file in files { #expect(!(try text(requests + "/" + file).contains("hunter2"))) }
        }
    }

    private func task(_ goal: String, model: String = "reader") -> String {
        """
        version: 1
        name: A note
        display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
        goal: \(goal)
        model: \(model)

        """
    }
}
