import DeskwrightTestSupport
import Foundation
import Testing

/// Tasks with steps, through the built command on the screen in memory.
struct ScriptRunTests {
    @Test func stepsAreFoundByTheirTextAndDone() async throws {
        try await withScratchFolder { folder in
            try write(
                task(
                    """
                      - click: {at: [0.5, 0.5], of: {window: Notes}}
                      - paste: Hello
                      - click: File
                      - click: Save
                      - click: {text: Save, in: {window: Save as}}
                      - wait: Saved out.txt
                      - {run: cat out.txt, id: saved}
                      - set: {TEXT: "${{ steps.saved.out }}"}
                      - {run: 'test "${{ vars.TEXT }}" = Hello'}
                      - screenshot: saved
                    expect:
                      - file: {path: out.txt, equals: Hello}
                      - visible: {text: Saved out.txt, in: {window: Notes}}
                      - hidden: Save as
                    """), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            let run = try runFolder(in: folder)
            let journal = try text(run + "/journal.jsonl")
            #expect(journal.matches(of: /"event":"stepped"/).count == 10)
            #expect(try text(run + "/report.html").contains("click &quot;File&quot;"))
            #expect(FileManager.default.fileExists(atPath: run + "/screenshots/saved.png"))
        }
    }

    @Test func aStepThatCannotBeDoneFailsWithItsEvidenceAndTearsDown() async throws {
        try await withScratchFolder { folder in
            try write(
                task(
                    """
                      - {click: Safe, timeout: 300ms, in: {window: Notes}}
                      - type: never
                    teardown:
                      - touch torn-down
                    """), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 1, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("task.yaml:5: click \"Safe\" in the window \"Notes\""))
            let run = try runFolder(in: folder)
            #expect(FileManager.default.fileExists(atPath: run + "/work/torn-down"))
            let journal = try text(run + "/journal.jsonl")
            let missed = try #require(
                journal.split(separator: "\n").first { $0.contains(#""event":"checked""#) })
            #expect(missed.contains(#""windows":["untitled - Notes"]"#), "\(missed)")
            #expect(missed.contains("File"), "what was read instead: \(missed)")
            #expect(missed.contains(#""screen":""#))
            #expect(!journal.contains(#""event":"acted""#))
        }
    }

    @Test func aSnapshotIsWrittenOnceAndThenCompared() async throws {
        try await withScratchFolder { folder in
            let picture = folder + "/task.yaml-snapshots/note.png"
            func run(_ typed: String, _ flags: String...) async throws -> Program.Outcome {
                try write(
                    task(
                        """
                          - click: {at: [0.5, 0.5], of: {window: Notes}}
                          - type: \(typed)
                          - {snapshot: note, in: {window: Notes}, timeout: 300ms}
                        """), to: folder + "/task.yaml")
                return try await Program.run(
                    ["run", "--out", folder + "/" + UUID().uuidString] + flags + ["task.yaml"],
                    in: folder)
            }
            func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: picture)) }

            #expect(try await run("1234", "-u=none").code == 1)
            #expect(!FileManager.default.fileExists(atPath: picture))
            let first = try await run("1234")
            #expect(first.code == 1 && first.output.contains("look at it and run again"))
            let written = try bytes()
            #expect(try await run("1234").code == 0)

            let wrongDigit = try await run("1235")
            #expect(wrongDigit.code == 1, "\(wrongDigit.output)")
            #expect(wrongDigit.output.contains("looks different at"))
            #expect(try bytes() == written, "nothing is written without -u")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.filter { $0.hasSuffix(".png") }.isEmpty)

            #expect(try await run("1235", "-u").code == 0)
            #expect(try bytes() != written)
            #expect(try await run("1235").code == 0)
        }
    }

    @Test func whatDiffersIsInTheRunFolder() async throws {
        try await withScratchFolder { folder in
            let steps = { (typed: String) in
                """
                  - click: {at: [0.5, 0.5], of: {window: Notes}}
                  - type: \(typed)
                  - {snapshot: note, timeout: 300ms}
                """
            }
            try write(task(steps("one")), to: folder + "/task.yaml")
            _ = try await Program.run(["run", "-u", "--out", "before", "task.yaml"], in: folder)
            try write(task(steps("two")), to: folder + "/task.yaml")
            #expect(try await Program.run(["run", "task.yaml"], in: folder).code == 1)
            let pictures = try FileManager.default.contentsOfDirectory(
                atPath: try runFolder(in: folder) + "/snapshots")
            #expect(
                Set(pictures) == ["note-actual.png", "note-expected.png", "note-diff.png"])
        }
    }

    @Test func aMatrixRunsEachCombination() async throws {
        try await withScratchFolder { folder in
            try write(
                task(
                    """
                      - {run: "echo ${{ matrix.word }} > out.txt"}
                    matrix: {word: [foo, bar]}
                    expect:
                      - file: {path: out.txt, equals: "foo\\n", }
                    """), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "--json", "task.yaml"], in: folder)
            #expect(outcome.code == 1)
            let results = outcome.output.split(separator: "\n")
            #expect(results.count == 2)
            #expect(results[0].contains(#""outcome":"passed""#))
            #expect(results[0].contains("(word foo)"))
            #expect(!results[1].contains(#""outcome":"passed""#))
        }
    }

    @Test func aTaskThatFailedIsRunAgainAsOftenAsItSays() async throws {
        try await withScratchFolder { folder in
            try write(
                task(
                    """
                      - run: "test -f ${{ env.FLAG }} || { touch ${{ env.FLAG }}; false; }"
                    retries: 2
                    """), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--json", "-e", "FLAG=\(folder)/flag", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.output)")
            let results = outcome.output.split(separator: "\n")
            #expect(results.count == 2)
            #expect(results.last?.contains(#""retry":1"#) == true)
        }
    }

    @Test func aModelDoesTheStepThatIsLeftToIt() async throws {
        try await withScratchFolder { folder in
            let script = Repository.path("fixtures/model-scripts/save-a-note-on-the-mock.yaml")
            try write(
                task(
                    """
                      - note: Before the model.
                      - act: Write two lines and save them.
                      - wait: Saved out.txt
                    model: {script: \(script)}
                    """), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "--json", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains(#""requests":3"#), "\(outcome.output)")
        }
    }

    @Test func checkFindsTheFaultsOfStepsAndOfFilesThatTheyUse() async throws {
        let bad = Repository.path("fixtures/task-files/bad/steps.yaml")
        let outcome = try await Program.run(["check", bad], in: "/")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("unknown key \"tap\""))
        #expect(outcome.errors.contains("bad-steps.yaml:3:5: error: unknown key \"clik\""))
        #expect(outcome.errors.contains("the file uses itself"))
    }

    @Test func checkLooksAtPictures() async throws {
        try await withScratchFolder { folder in
            let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            try Data(signature).write(to: URL(fileURLWithPath: folder + "/cut.png"))
            try write(
                task("  - click: {any: [OK, {image: cut.png}]}"), to: folder + "/task.yaml")
            let outcome = try await Program.run(["check", "task.yaml"], in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("cut.png: error: "), "\(outcome.errors)")
        }
    }

    /// A task on the editor in memory, whose steps begin on line 5.
    private func task(_ steps: String) -> String {
        """
        version: 1
        name: Steps
        display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
        steps:
        \(steps)

        """
    }
}
