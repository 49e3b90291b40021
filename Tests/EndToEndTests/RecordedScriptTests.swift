import DeskwrightTestSupport
import Foundation
import Testing

/// `deskwright report --script`: a run that becomes a script, which does the same without a model.
struct RecordedScriptTests {
    /// Tasks of the folder, each with beginnings of steps that its script has to have.
    static let tasks: [(name: String, steps: [String])] = [
        (
            "replace-in-a-note",
            [
                "  - click: {text: Search, in: {window: note.txt - Mousepad}}\n",
                "  - {type: foo, into: {",
                "  - click: {text: Replace All, in: {window: Find and Replace}}\n",
                "  - wait: {not: {window: Find and Replace}}\n", "  - press: ctrl+s\n",
            ]
        ),
        (
            "fill-in-a-dialog",
            [
                "  - {type: Zoë Müller, into: {",
                "  - press: Tab\n", "  - click: {text: OK, in: {window: New contact}}\n",
            ]
        ),
        ("write-in-a-terminal", ["  - type: \"exit\\n\"\n"]),
        ("save-a-note-on-the-mock", ["  - wait: {window: Save as}\n"]),
    ]

    @Test(arguments: tasks.indices)
    func aRunIsDoneAgainByItsScript(row: Int) async throws {
        let (name, steps) = Self.tasks[row]
        try await withScratchFolder { folder in
            let model = try await Program.run(
                ["run", Repository.path("tasks/\(name).yaml")], in: folder)
            #expect(model.code == 0, "\(model.errors)\(model.output)")
            let run = try runFolder(in: folder)
            try besideTheFixtures(folder)
            let written = try await Program.run(
                ["report", run, "--script", "tasks/script.yaml"], in: folder)
            #expect(written.code == 0, "\(written.errors)")
            #expect(written.output == "tasks/script.yaml\n")
            let script = try text(folder + "/tasks/script.yaml")
            for step in steps { #expect(script.contains(step), "\(script)") }

            let check = try await Program.run(["check", "tasks/script.yaml"], in: folder)
            #expect(check.code == 0, "\(check.errors)\(script)")
            let again = try await Program.run(
                ["run", "tasks/script.yaml", "--out", "replays"], in: folder)
            #expect(again.code == 0, "\(again.errors)\(again.output)\(script)")
        }
    }

    @Test func aScriptWhosePathsLeadNowhereIsNotWritten() async throws {
        try await withScratchFolder { folder in
            let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")
            #expect(try await Program.run(["run", task], in: folder).code == 0)
            let run = try runFolder(in: folder)
            let written = try await Program.run(
                ["report", run, "--script", "script.yaml"], in: folder)
            #expect(written.code == 2)
            #expect(written.errors.contains("there is no file \"../fixtures/scenes/notes.yaml\""))
            #expect(written.errors.contains("hint: paths in a task begin at its folder"))
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!left.contains { $0.hasPrefix("script") }, "\(left)")
        }
    }

    @Test func anotherRunsScriptTakesThePlaceOfTheOneBefore() async throws {
        try await withScratchFolder { folder in
            try besideTheFixtures(folder)
            let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")
            #expect(try await Program.run(["run", task], in: folder).code == 0)
            let arguments = ["report", try runFolder(in: folder), "--script", "tasks/s.yaml"]
            #expect(try await Program.run(arguments, in: folder).code == 0)
            let pictures = folder + "/tasks/s.yaml-pictures"
            let first = try FileManager.default.contentsOfDirectory(atPath: pictures)
            #expect(first == ["1.png"])
            try write("", to: pictures + "/2.png")
            try write("", to: pictures + "/mine.png")
            #expect(try await Program.run(arguments, in: folder).code == 0)
            let second = try FileManager.default.contentsOfDirectory(atPath: pictures)
            #expect(Set(second) == ["1.png", "mine.png"])
            let all = try FileManager.default.contentsOfDirectory(atPath: folder + "/tasks")
            #expect(Set(all) == ["s.yaml", "s.yaml-pictures"])
        }
    }

    /// A folder `tasks` from which the repository's fixtures are where they are from its own.
    private func besideTheFixtures(_ folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: folder + "/tasks", withIntermediateDirectories: false)
        try files.createSymbolicLink(
            atPath: folder + "/fixtures", withDestinationPath: Repository.path("fixtures"))
    }
}
