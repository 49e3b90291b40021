import Foundation
import TestSupport
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

    private func mockTask(model: String) -> String {
        """
        version: 1
        name: A note
        display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
        goal: Write two lines and save them.
        model:
          name: \(model)
          script: \(Repository.path("fixtures/model-scripts/save-a-note-on-the-mock.yaml"))
        expect:
          - file: {path: out.txt, equals: "Größe\\n5 µm"}

        """
    }
}
