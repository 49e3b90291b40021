import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightJournals

struct SuitePageTests {
    private func record(
        _ id: String, _ verdict: TaskVerdict, _ outcomes: [RunOutcome] = [.passed],
        reason: String = "as said"
    ) -> TaskRecord {
        var record = TaskRecord(id: id, name: "Task \(id)", file: id, verdict: verdict)
        record.tries = outcomes.enumerated().map { number, outcome in
            TryRecord(
                result: RunResult(task: record.name, outcome: outcome, reason: reason),
                folder: "runs/\(id)-\(number)", startedAt: "2026-11-27T01:15:20Z")
        }
        return record
    }

    private func page(_ tasks: [TaskRecord]) -> String {
        var result = SuiteResult(fingerprint: "1", startedAt: "2026-11-27T01:15:20Z")
        result.tasks = tasks
        return SuitePage.render(
            result, link: { "\($0.folder).html" }, command: { "deskwright run \($0.file)" })
    }

    @Test func whatDidNotPassComesFirst() {
        let page = page([
            record("a", .passed), record("b", .skipped, []), record("c", .flaky),
            record("d", .error, [.failed(.environment)]), record("e", .failed, [.failed(.task)]),
        ])
        let order = page.matches(of: /<div class="id muted">(.)</).map { String($0.1) }
        #expect(order == ["e", "d", "c", "b", "a"])
        #expect(page.contains("2 of 5 tasks did not pass"))
        for verdict in TaskVerdict.allCases {
            #expect(page.contains(">1 \(verdict.rawValue)</button>"))
        }
    }

    @Test func aTaskLeadsToItsTriesAndToItsCommand() {
        let page = page([
            record("a.yaml", .failed, [.failed(.task), .failed(.environment)], reason: "not there")
        ])
        #expect(page.contains(#"<a class="name" href="runs/a.yaml-1.html">"#))
        #expect(page.contains(#"try 1: not there <a href="runs/a.yaml-0.html">report</a>"#))
        #expect(page.contains("try 2: not there"))
        #expect(page.contains("<code>deskwright run a.yaml</code>"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", #"" onload="alert(1)"#, "'><img src=x>", "\u{202E}desrever",
        "]]>", "&lt;",
    ])
    func hostileTextStaysText(text: String) {
        var task = record(text, .failed, [.failed(.task)], reason: text)
        task.name = text
        task.tags = [text]
        task.skipReason = text
        task.tries[0].result.hint = text
        let page = page([task])
        let plain = self.page([record("x", .failed, [.failed(.task)])])
        for sign in ["<script", "<img", "onload=\"", "\u{202E}"] {
            #expect(
                page.components(separatedBy: sign).count
                    == plain.components(separatedBy: sign).count, "\(sign)")
        }
    }

    @Test(arguments: [
        ([TaskVerdict.passed], "The task passed"),
        ([.passed, .flaky], "All 2 tasks passed"),
        ([.passed, .skipped], "1 of 2 tasks did not run"),
        ([.failed], "1 of 1 task did not pass"),
        ([], "All 0 tasks passed"),
    ])
    func theHeadlineCounts(verdicts: [TaskVerdict], headline: String) {
        var result = SuiteResult(fingerprint: "1", startedAt: "")
        result.tasks = verdicts.map { record("a", $0) }
        #expect(SuiteCounts(result).headline == headline)
    }
}
