import DeskwrightTestSupport
import Foundation
import Testing

/// The tasks that users are shown, through the built command, the wire and a real screen.
struct TaskTests {
    @Test(arguments: [
        "replace-in-a-note", "write-in-a-terminal", "fill-in-a-dialog",
        "save-a-note-on-the-mock",
    ])
    func aTaskOfTheFolderPasses(name: String) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(
                ["run", "--json", Repository.path("tasks/\(name).yaml")], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains(#""outcome":"passed""#))
            let run = try runFolder(in: folder)
            #expect(try text(run + "/report.html").contains("</html>"))
            #expect(try text(run + "/journal.jsonl").split(separator: "\n").count > 5)
        }
    }

    @Test(arguments: ["computer", "computer_use_preview"])
    func bothToolsDoTheSame(tool: String) async throws {
        try await withScratchFolder { folder in
            let model = tool == "computer" ? "gpt-5.4" : "computer-use-preview"
            try write(mockTask(model: model), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            let written = try text(runFolder(in: folder) + "/work/out.txt")
            #expect(written == "Größe\n5 µm")
        }
    }

    @Test func aWrongToolIsChangedOnceByTheServersWord() async throws {
        try await withScratchFolder { folder in
            try write(mockTask(model: "gpt-5.4"), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--tool", "computer_use_preview", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.errors.contains("computer"))
        }
    }

    /// Each with what the journal has to tell of it.
    @Test(arguments: [
        ("gpt-5.4", [], "Writing the note."),
        (
            "gpt-5.4", ["--tool", "computer_use_preview"],
            "switched to functions because: Invalid value: 'computer_use_preview'."
        ),
        (
            "gpt-5.4", ["--effort", "low"],
            "goes on with the effort none because: Function tools with reasoning_effort"
        ),
        (
            "computer-use-preview", [],
            "switched to the Responses API because: This model is only supported"
        ),
    ])
    func chatCompletionsDoTheSame(
        model: String, options: [String], note: String
    ) async throws {
        try await withScratchFolder { folder in
            try write(mockTask(model: model), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--api", "chat", "task.yaml"] + options, in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            let run = try runFolder(in: folder)
            #expect(try text(run + "/work/out.txt") == "Größe\n5 µm")
            #expect(try text(run + "/journal.jsonl").contains(note))
        }
    }

    @Test(arguments: ["responses", "chat"])
    func aStreamedRunDoesTheSameAndTellsItsThoughts(api: String) async throws {
        try await withScratchFolder { folder in
            try write(mockTask(model: "gpt-5.4"), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--api", api, "--stream", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            let run = try runFolder(in: folder)
            #expect(try text(run + "/work/out.txt") == "Größe\n5 µm")
            // The stand-in's Chat Completions have words and no thoughts, as the service's.
            let journal = try text(run + "/journal.jsonl")
            #expect(journal.contains(#""event":"thought""#) == (api == "responses"))
            #expect(journal.contains("Writing the note."))
        }
    }

    @Test(arguments: [
        ["--api", "chat", "--tool", "computer"], ["--api", "chat", "--model", "gpt-6-astra"],
    ])
    func whatCannotWorkIsSaidBeforeAnythingStarts(options: [String]) async throws {
        try await withScratchFolder { folder in
            try write(mockTask(model: "gpt-5.4"), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--model", "gpt-5.4", "task.yaml"] + options, in: folder,
                environment: ["OPENAI_BASE_URL": "http://127.0.0.1:9/v1"])
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("Chat Completions API"))
            #expect(outcome.errors.contains("hint:"))
        }
    }

    private var script: String {
        Repository.path("fixtures/model-scripts/save-a-note-on-the-mock.yaml")
    }

    private func mockTask(model: String) -> String {
        """
        version: 1
        name: A note
        display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
        goal: Write two lines and save them.
        model:
          name: \(model)
          script: \(script)
        expect:
          - file: {path: out.txt, equals: "Größe\\n5 µm"}

        """
    }
}
