import DeskwrightCore
import Testing

@testable import DeskwrightReporters

struct GitHubSummaryTests {
    @Test func theWorstComesFirstWithTheReasonAndTheCommand() {
        #expect(
            GitHubReport.summary(of: SampleSuite().suite) == """
                ## Deskwright: 2 of 5 tasks did not pass

                | passed | flaky | failed | error | skipped | time |
                |--:|--:|--:|--:|--:|--:|
                | 1 | 1 | 1 | 1 | 1 | 12.5 s |

                | Verdict | Task | File | Why | Time | To run it again |
                |---|---|---|---|--:|---|
                \(row("failed", "Replace all", "a", "the note is not saved", "3.8 s"))
                \(row("error", "Print", "b", "the app did not start", "2.5 s"))
                \(row("flaky", "Undo", "b", "the note is not saved", "3.8 s"))
                \(row("skipped", "Scan", "b", "no scanner", "–"))

                """)
    }

    private func row(
        _ verdict: String, _ name: String, _ file: String, _ why: String, _ time: String
    ) -> String {
        "| \(verdict) | <code>\(name)</code> | <code>tasks/\(file).yaml&#58;3</code> | "
            + "<code>\(why)</code> | \(time) | <code>deskwright run tasks/\(file).yaml</code> |"
    }

    @Test func aSuiteWithoutFailuresHasCountsAndNoTable() {
        var suite = SampleSuite().suite
        suite.tasks = [suite.tasks[0]]
        suite.shard = Shard(index: 2, count: 4)
        let page = GitHubReport.summary(of: suite)
        #expect(page.hasPrefix("## Deskwright: 1 task, none failed (shard 2 of 4)\n"))
        #expect(!page.contains("Verdict"))
    }

    @Test(arguments: hostileTexts)
    func aHostileTextBreaksNoRow(text: String) {
        let hostile = GitHubReport.summary(of: SampleSuite(text: text).suite)
        #expect(skeleton(hostile) == skeleton(GitHubReport.summary(of: SampleSuite().suite)))
        let entity = /&#\d+;/.matchingSemantics(.unicodeScalar)
        let forbidden = Set("@#$*_`[]\\~!".unicodeScalars)
        let codes = hostile.split(separator: "<code>").dropFirst()
            .map { $0.prefix { $0 != "<" }.replacing(entity, with: "") }
        #expect(codes.count == 16)
        #expect(!codes.contains { !forbidden.isDisjoint(with: $0.unicodeScalars) })
    }

    /// The page without what stands in code.
    private func skeleton(_ page: String) -> String {
        page.replacing(/<code>[^<\n]*<\/code>/, with: "")
    }

    @Test(arguments: [1000, 2000, 1 << 20])
    func aPageThatIsTooLongIsCutAtARowAndSaysSo(byteCountMax: Int) throws {
        let sample = SampleSuite()
        var suite = sample.suite
        suite.tasks = (0..<9000).map {
            sample.task(.failed, "task \($0)", file: "tasks/a.yaml", tries: [sample.failure])
        }
        let page = GitHubReport.summary(of: suite, byteCountMax: byteCountMax)
        #expect(page.utf8.count <= byteCountMax)
        #expect(page.utf8.count > byteCountMax - 250)
        let shownCount = page.matches(of: /\| failed \| <code>/).count
        #expect(
            page.hasSuffix(
                "|\n\n**Not shown: \(9000 - shownCount) more tasks.** "
                    + "GitHub takes no longer summary.\n"))
    }
}
