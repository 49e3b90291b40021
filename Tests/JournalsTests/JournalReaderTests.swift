import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightJournals

@Suite struct JournalReaderTests {
    private static let told = #"{"event":"told","seconds":1,"text":"a"}"#
    private static let noted = #"{"event":"noted","seconds":2,"text":"b"}"#

    private func read(_ text: String) throws(JournalError) -> JournalReader {
        try JournalReader.read(Array(text.utf8), path: "run/journal.jsonl")
    }

    @Test func aRunThatWasKilledReadsUpToItsLastWholeLine() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            try await folder.append(.told("a"))
            try await folder.append(.noted("b"))
            try appendToFile(folder.path + "/journal.jsonl", #"{"event":"noted","seco"#)
            let run = try RecordedRun.read(folder: folder.path)
            #expect(run.events == [.told("a"), .noted("b")])
            #expect(run.result == nil)
            #expect(
                run.faults == [
                    "The journal's last line (3) is torn: the run was cut off there."
                ])
        }
    }

    @Test func aKilledRunThatHadEndedHasTheJournalsResult() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            try await folder.append(.ended(SampleRun().result))
            let run = try RecordedRun.read(folder: folder.path)
            #expect(run.result == SampleRun().result)
        }
    }

    @Test func eventsOfALaterVersionAreSkippedAndCounted() throws {
        let later = #"{"event":"danced","seconds":3,"steps":[1]}"#
        let journal = try read([Self.told, later, later, Self.noted, ""].joined(separator: "\n"))
        #expect(journal.lines.map(\.event) == [.told("a"), .noted("b")])
        #expect(
            journal.faults == [
                "2 lines of the journal tell of events that this version does not know."
            ])
    }

    @Test func aDamagedLineIsSkippedAndNamed() throws {
        let journal = try read([Self.told, "\u{0}\u{0}", Self.noted, ""].joined(separator: "\n"))
        #expect(journal.lines.count == 2)
        #expect(journal.faults == ["1 line of the journal cannot be read; the first is line 2."])
    }

    @Test func aLastLineWithoutItsEndCountsWhenItIsWhole() throws {
        let journal = try read(Self.told)
        #expect(journal.lines.map(\.event) == [.told("a")])
        #expect(journal.faults == [])
    }

    @Test func aJournalMayBeTornInItsFirstLine() throws {
        let journal = try read(String(Self.told.dropLast(5)))
        #expect(journal.lines == [])
        #expect(journal.faults.count == 1)
    }

    @Test func anEmptyJournalIsARunWithoutEvents() throws {
        #expect(try read("").lines == [])
    }

    @Test(arguments: ["hello\n", "{}\n", "[1]\n[2]\n", "\n", "null"])
    func anotherFileIsNoJournal(text: String) {
        #expect(
            throws: JournalError.unreadable(
                path: "run/journal.jsonl", line: 1, reason: "this is no line of a journal")
        ) { try read(text) }
    }

    @Test func whateverHappensToAJournalItIsReadOrRefused() async throws {
        let whole = try await withTemporaryFolder { runs in
            let folder = try await SampleRun().write(in: runs)
            return try PlainFile.read(folder.path + "/journal.jsonl")
        }
        let lines = whole.split(separator: 0x0A)
        var generator = SplitMix(state: 7)
        var readCount = 0
        for _ in 0..<2_000 {
            // Three lines at a time: most mutations are then near some line's interesting bytes.
            let start = Int.random(in: 0..<lines.count - 2, using: &generator)
            var bytes = Array(lines[start..<start + 3].joined(separator: [0x0A]))
            generator.mutate(&bytes)
            guard let journal = try? JournalReader.read(bytes, path: "j") else { continue }
            readCount += journal.lines.count
            let run = RecordedRun(folder: "/nowhere", task: "", lines: journal.lines)
            #expect(HTMLReport.render(run, secrets: Secrets()).hasSuffix("</html>\n"))
        }
        #expect(readCount > 2_000)
    }
}
