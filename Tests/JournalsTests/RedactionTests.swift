import DeskwrightCore
import DeskwrightJournals
import Foundation
import Testing

@Suite struct RedactionTests {
    private static let password = "hunter2\"\\\n</pre>ß"
    private static let token = "hunter"
    private static let secrets = Secrets(["PASSWORD": password, "TOKEN": token])

    @Test(arguments: [
        ("say hunter2\"\\\n</pre>ß now", "say ${{ secrets.PASSWORD }} now"),
        ("hunterhunter", "${{ secrets.TOKEN }}${{ secrets.TOKEN }}"),
        // A combining accent after a value, or a joiner, makes another character of its last one.
        ("hunter\u{301}", "${{ secrets.TOKEN }}\u{301}"),
        ("hunter\u{200D}", "${{ secrets.TOKEN }}\u{200D}"),
        ("Hunter", "Hunter"), ("", ""),
    ])
    func aSecretsValueBecomesItsReference(text: String, redacted: String) {
        #expect(RedactionTests.secrets.redact(text) == redacted)
    }

    @Test func aValueIsAlsoFoundAsActionsQuoteIt() {
        let words = Action.type(RedactionTests.password).description
        #expect(RedactionTests.secrets.redact(words) == #"type "${{ secrets.PASSWORD }}""#)
    }

    @Test func aReferenceIsNotRedactedAgain() {
        let secrets = Secrets(["A": "long secret", "B": "secrets", "C": ""])
        #expect(secrets.redact("a long secret") == "a ${{ secrets.A }}")
    }

    @Test func noFileOfARunHoldsASecret() async throws {
        let forms = [
            Self.password, Self.token, quoted(Self.password), "hunter2", "%22%5C",
        ]
        try await withTemporaryFolder { runs in
            let sample = SampleRun(
                text: " \(Self.password) ", secrets: RedactionTests.secrets)
            let folder = try await sample.write(in: runs)
            let files = try FileManager.default.subpathsOfDirectory(atPath: runs)
                .filter { !$0.hasSuffix(".png") }
            #expect(files.contains { $0.hasSuffix("/apps/pad.log") })
            #expect(files.contains { $0.hasSuffix("/report.html") })
            for file in files {
                let content = file + "\n" + (text(ofFile: "\(runs)/\(file)") ?? "")
                for form in forms {
                    #expect(!content.contains(form), "\(form) in \(file)")
                }
            }
            let run = try RecordedRun.read(folder: folder.path)
            #expect(run.faults == [])
            #expect(run.lines.count == 23)
        }
    }

    @Test func aSecretThatIsAWordOfTheJournalLeavesItReadable() async throws {
        let secrets = Secrets(["A": "acted", "B": "passed", "C": "e", "D": "1"])
        try await withTemporaryFolder { runs in
            let folder = try await SampleRun(secrets: secrets).write(in: runs)
            let run = try RecordedRun.read(folder: folder.path)
            #expect(run.faults == [])
            #expect(run.lines.count == 23)
            #expect(run.result?.outcome == .failed(.task))
        }
    }

    @Test func aLogsTailHoldsNoPieceOfASecret() async throws {
        let secrets = Secrets(["LONG": String(repeating: "s3cret", count: 100)])
        try await withTemporaryFolder { runs in
            let folder = try SampleRun(secrets: secrets).folder(in: runs)
            let line = secrets.reveal("x${{ secrets.LONG }}y\n")
            let log = String(repeating: line, count: 3_000)
            try Data(log.utf8).write(to: URL(fileURLWithPath: folder.appLogPath("pad")))
            try await folder.finish(SampleRun().result)
            let report = try #require(text(ofFile: folder.path + "/report.html"))
            #expect(report.contains("x${{ secrets.LONG }}y"))
            #expect(!report.contains("s3cret"))
        }
    }
}
