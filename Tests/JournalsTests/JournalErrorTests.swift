import DeskwrightCore
import DeskwrightJournals
import Foundation
import Glibc
import Testing

@Suite struct JournalErrorTests {
    @Test func aFileWhereRunsAreToGoIsAnErrorThatSaysWhere() async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
            let error = #expect(throws: JournalError.self) {
                try SampleRun().folder(in: "\(folder)/file/runs")
            }
            #expect(
                error?.message
                    == "cannot make the folder \(folder)/file/runs: Not a directory")
            #expect(error?.hint?.contains("--out DIR") == true)
        }
    }

    @Test func aFolderThatMayNotBeWrittenIsAnError() {
        // Not even root makes folders in /proc.
        let error = #expect(throws: JournalError.self) {
            try SampleRun().folder(in: "/proc/runs")
        }
        #expect(error?.message == "cannot make the folder /proc/runs: No such file or directory")
    }

    @Test func aPlaceForScreensThatIsGoneIsAnError() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            try FileManager.default.removeItem(atPath: folder.path + "/screens")
            let error = await #expect(throws: JournalError.self) {
                try await folder.keep(png: TinyPicture.blue)
            }
            #expect(error?.message.hasSuffix(".png: No such file or directory") == true)
            try FileManager.default.createDirectory(
                atPath: folder.path + "/screens", withIntermediateDirectories: false)
            let name = try await folder.keep(png: TinyPicture.blue)
            #expect(text(ofFile: "\(folder.path)/screens/\(name).png") != nil)
        }
    }

    @Test func aNumberThatJSONCannotHoldIsAnError() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            var result = RunResult(task: "t", outcome: .passed, reason: "r")
            result.seconds = .nan
            let event = JournalEvent.ended(result)
            await #expect(throws: JournalError.self) { try await folder.append(event) }
            #expect(text(ofFile: folder.path + "/journal.jsonl") == "")
        }
    }

    @Test func aFolderWithoutAJournalIsNoRun() async throws {
        try await withTemporaryFolder { folder in
            let error = #expect(throws: JournalError.self) {
                try RecordedRun.read(folder: folder)
            }
            #expect(
                error?.message
                    == "cannot read \(folder)/journal.jsonl: No such file or directory")
        }
    }

    @Test func aPipeInAJournalsPlaceIsNotWaitedFor() async throws {
        try await withTemporaryFolder { folder in
            try #require(mkfifo("\(folder)/journal.jsonl", 0o600) == 0)
            let error = #expect(throws: JournalError.self) {
                try RecordedRun.read(folder: folder)
            }
            #expect(error?.message.hasSuffix("journal.jsonl: Not a regular file") == true)
        }
    }
}
