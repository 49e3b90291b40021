import DeskwrightTestSupport
import Foundation
import Testing

/// Runs that are recorded, and played again without any service.
struct CassetteRunTests {
    private static let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")

    @Test(arguments: [[], ["--api", "chat"]])
    func aRecordedRunPassesAgainWithoutAService(options: [String]) async throws {
        try await withScratchFolder { folder in
            let recorded = try await Program.run(
                ["run", "--record-cassette", "run.jsonl", CassetteRunTests.task] + options,
                in: folder)
            #expect(recorded.code == 0, "\(recorded.errors)")
            // Nothing listens there: only the cassette can have answered.
            let played = try await Program.run(
                [
                    "run", "--cassette", "run.jsonl", "--base-url", "http://127.0.0.1:9/v1",
                    CassetteRunTests.task,
                ] + options, in: folder)
            #expect(played.code == 0, "\(played.errors)\(played.output)")
            let streamed = try await Program.run(
                ["run", "--cassette", "run.jsonl", "--stream", CassetteRunTests.task] + options,
                in: folder)
            #expect(streamed.code == 0, "\(streamed.errors)\(streamed.output)")
        }
    }

    @Test func anotherGoalIsAnotherRun() async throws {
        try await withScratchFolder { folder in
            let recorded = try await Program.run(
                ["run", "--record-cassette", "run.jsonl", CassetteRunTests.task], in: folder)
            #expect(recorded.code == 0, "\(recorded.errors)")
            let changed = try text(CassetteRunTests.task)
                .replacing("Write two lines", with: "Write three lines")
                .replacing("../fixtures", with: Repository.path("fixtures"))
            try write(changed, to: folder + "/task.yaml")
            let played = try await Program.run(
                ["run", "--cassette", "run.jsonl", "task.yaml"], in: folder)
            #expect(played.code == 1)
            let output = played.output + played.errors
            #expect(output.contains("request 1 is not that of the cassette \"run.jsonl\""))
            #expect(output.contains("\"Write two lines"))
            #expect(output.contains("hint: record it anew with --record-cassette"))
        }
    }

    @Test func aCassetteOnAFullDiskIsTheEnvironments() async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(
                ["run", "--record-cassette", "/dev/full", CassetteRunTests.task], in: folder)
            #expect(outcome.code == 3)
            #expect(
                outcome.output.contains(
                    """
                      cannot write the cassette "/dev/full": No space left on device
                      hint: is there room, and may you write there? `--record-cassette FILE` \
                    names another place
                    """), "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test(arguments: [
        (["--cassette", "a", "--record-cassette", "b"], "do not go together"),
        (["--cassette", "missing.jsonl"], "cannot read the cassette \"missing.jsonl\""),
    ])
    func whatCannotBeIsSaid(options: [String], message: String) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(
                ["run", CassetteRunTests.task] + options, in: folder)
            #expect(outcome.code != 0)
            #expect((outcome.errors + outcome.output).contains(message), "\(outcome.errors)")
        }
    }
}
