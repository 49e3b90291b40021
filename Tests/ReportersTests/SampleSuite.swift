import DeskwrightCore

/// Suites and tasks for the tests, with one text put into every place that takes text from outside.
struct SampleSuite {
    var text = ""

    /// One task of each verdict in two files, and one that failed twice in different ways.
    var suite: SuiteResult {
        var suite = SuiteResult(fingerprint: "f00d", startedAt: "2026-11-27T01:15:20Z")
        suite.seconds = 12.5
        suite.tasks = [
            task(.passed, "Save a note", file: "tasks/a.yaml", tries: [pass]),
            task(.failed, "Replace all", file: "tasks/a.yaml", tries: [failure, outage, failure]),
            task(.flaky, "Undo", file: "tasks/b.yaml", tries: [failure, outage, pass]),
            task(.error, "Print", file: "tasks/b.yaml", tries: [outage, failure]),
            task(.skipped, "Scan", file: "tasks/b.yaml", tries: []),
        ]
        suite.tasks[4].skipReason = "no scanner\(text)"
        return suite
    }

    func task(
        _ verdict: TaskVerdict, _ name: String, file: String, tries: [RunResult]
    ) -> TaskRecord {
        let file = file + text
        var task = TaskRecord(
            id: "\(file)#\(name)", name: name + text, file: file, verdict: verdict)
        task.line = 3
        task.tags = ["smoke", "editor\(text)"]
        task.tries = tries.enumerated().map { index, result in
            TryRecord(
                result: result, folder: "try-\(index + 1)",
                startedAt: "2026-11-27T01:15:2\(index)Z")
        }
        return task
    }

    var pass: RunResult {
        result(.passed, "all expectations hold")
    }

    var failure: RunResult {
        var result = result(.failed(.task), "the note is not saved")
        result.hint = "does the editor ask something?\(text)"
        result.checks = [
            CheckResult(verdict: .satisfied, expected: "a window", found: "one"),
            CheckResult(
                verdict: .unsatisfied, expected: "the file is \"bar\"\(text)", found: "foo\(text)"),
            CheckResult(verdict: .unknown, expected: "\"Save\" is shown", found: "no screen"),
        ]
        return result
    }

    var outage: RunResult { result(.failed(.environment), "the app did not start") }

    private func result(_ outcome: RunOutcome, _ reason: String) -> RunResult {
        var result = RunResult(task: "task", outcome: outcome, reason: reason + text)
        result.seconds = 1.25
        return result
    }
}

/// What no report may trip over.
let hostileTexts = [
    "</testcase><testcase name=\"x\">", "]]>", "<![CDATA[", "<!-- -->", "&amp; &#0; &lol;", "\" '",
    "line\nline\r\nline\rline\tend", "\u{0}\u{1}\u{8}\u{B}\u{FFFE}\u{FFFF}",
    "\u{1B}[31mred\u{1B}[0m",
    "\u{1B}]0;title\u{7}", "\u{1B}]8;;http://x", "👩‍👩‍👧 é ß 漢 \u{10FFFF}", "\n::error::x",
    "\r::warning::x",
    "| a | b |", "``` `` `", "\\| \\` \\", "<script>alert(1)</script>",
    "@someone #1 GH-2 $x$ :tada:",
    "[a](javascript:x) ![b](http://c)", "**b** __i__ ~~s~~", "\n\n# head\n---\n- item",
    "\u{202E}gpj\u{2066}", "'\u{301} $(touch x) `touch y` \"; touch z", "%0A%25,:=", "</code>",
    String(repeating: "long ", count: 2000),
]
