import DeskwrightCore
import DeskwrightJournals
import Foundation
import Testing

@Suite struct RunFolderTests {
    @Test func aRunFolderHoldsTheRun() async throws {
        try await withTemporaryFolder { runs in
            let folder = try await SampleRun().write(in: "\(runs)/deep/runs")
            #expect(
                folder.path.hasSuffix(
                    "/deep/runs/20261123-235501-replace-all-in-a-note"))
            let entries = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(
                entries.sorted() == [
                    "apps", "journal.jsonl", "report.html", "result.json", "screens", "task.yaml",
                    "work",
                ])
            #expect(folder.workPath == folder.path + "/work")
            #expect(text(ofFile: folder.path + "/task.yaml") == SampleRun().task.source)
        }
    }

    @Test func aRunReadsBackAsItWasWritten() async throws {
        try await withTemporaryFolder { runs in
            let folder = try await SampleRun().write(in: runs)
            let run = try RecordedRun.read(folder: folder.path)
            #expect(run.faults == [])
            #expect(run.task == SampleRun().task.source)
            #expect(run.result == SampleRun().result)
            #expect(run.events.last == .ended(SampleRun().result))
            #expect(run.lines.prefix(3).map(\.seconds) == [0.25, 0.5, 0.75])
            #expect(Set(run.events.map(\.kind)) == Set(JournalEvent.Kind.allCases))
        }
    }

    @Test func aLineBeginsWithWhatAndWhen() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            try await folder.append(.told("a/b \u{1}\n\"c\" \\ ß"))
            let line = #"{"event":"told","seconds":0.25,"text":"a/b \u0001\n\"c\" \\ ß"}"# + "\n"
            #expect(text(ofFile: folder.path + "/journal.jsonl") == line)
        }
    }

    @Test func theResultIsForPeopleAndProgramsToRead() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            var result = RunResult(task: "t", outcome: .passed, reason: "all hold")
            result.secondsByPhase = ["act": 0.1 + 0.2]
            try await folder.finish(result)
            #expect(
                text(ofFile: folder.path + "/result.json") == """
                    {
                      "checks": [],
                      "outcome": "passed",
                      "reason": "all hold",
                      "seconds": 0,
                      "secondsByPhase": {
                        "act": 0.3
                      },
                      "steps": 0,
                      "task": "t",
                      "usage": {
                        "cachedInputTokens": 0,
                        "dollars": 0,
                        "inputTokens": 0,
                        "outputTokens": 0,
                        "reasoningTokens": 0,
                        "requests": 0
                      }
                    }

                    """)
        }
    }

    @Test func runsThatStartTogetherGetFoldersOfTheirOwn() async throws {
        try await withTemporaryFolder { runs in
            let paths = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<12 { group.addTask { try SampleRun().folder(in: runs).path } }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(Set(paths).count == 12)
            #expect(paths.count { $0.hasSuffix("-note") } == 1)
            #expect(paths.count { $0.hasSuffix("-note-12") } == 1)
        }
    }

    @Test func linesThatAreAppendedTogetherStayWhole() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask { try await folder.append(.noted("note \(number)")) }
                }
                try await group.waitForAll()
            }
            let run = try RecordedRun.read(folder: folder.path)
            #expect(Set(run.events) == Set((0..<20).map { .noted("note \($0)") }))
            #expect(run.faults == [])
        }
    }

    @Test func aScreenSeenTwiceIsOneFile() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            let first = try await folder.keep(png: TinyPicture.blue)
            let other = try await folder.keep(png: TinyPicture.red)
            #expect(try await folder.keep(png: TinyPicture.blue) == first)
            #expect(first != other)
            let files = try FileManager.default.contentsOfDirectory(
                atPath: folder.path + "/screens")
            #expect(files.sorted() == ["\(first).png", "\(other).png"].sorted())
            let run = RecordedRun(folder: folder.path, task: "", lines: [])
            #expect(try run.picture(named: first) == TinyPicture.blue)
        }
    }

    @Test func aScreensNameIsTheStartOfItsSHA256() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            // FIPS 180-4, the example "abc".
            let name = try await folder.keep(png: Array("abc".utf8))
            #expect(name == "ba7816bf8f01cfea414140de5dae2223")
        }
    }

    @Test(arguments: ["../../etc/passwd", "", "BA7816BF8F01CFEA414140DE5DAE2223", "a/b"])
    func onlyAScreensNameIsLookedFor(name: String) {
        let run = RecordedRun(folder: "/", task: "", lines: [])
        #expect(throws: JournalError.self) { try run.picture(named: name) }
    }

    @Test(arguments: [
        ("pad", "pad.log"), ("a/../b", "a____b.log"), ("x y", "x_y.log"), ("é-1", "_-1.log"),
    ])
    func anAppsLogStaysInTheRunFolder(id: String, file: String) async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            #expect(folder.appLogPath(id) == "\(folder.path)/apps/\(file)")
        }
    }
}
