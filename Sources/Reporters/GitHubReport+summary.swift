import DeskwrightCore
import Foundation

extension GitHubReport {
    /// The job's summary in Markdown, for the file that `$GITHUB_STEP_SUMMARY` names.
    ///
    /// - Parameters:
    ///   - suite: What became of the tasks.
    ///   - byteCountMax: GitHub refuses all of a summary that is longer than 1 MiB; rows that have no room are
    ///     counted instead.
    /// - Returns: Counts, and a table of the tasks that did not pass, worst first.
    package static func summary(of suite: SuiteResult, byteCountMax: Int = 1 << 20) -> String {
        var page = head(of: suite)
        let ranks: [TaskVerdict] = [.failed, .error, .flaky, .skipped]
        let shown = ranks.flatMap { rank in suite.tasks.filter { $0.verdict == rank } }
        guard !shown.isEmpty else { return page }

        page += "\n| Verdict | Task | File | Why | Time | To run it again |\n"
        page += "|---|---|---|---|--:|---|\n"
        var byteCount = page.utf8.count + cut(shown.count).utf8.count
        for (index, task) in shown.enumerated() {
            let row = row(task)
            byteCount += row.utf8.count
            guard byteCount <= byteCountMax else { return page + cut(shown.count - index) }
            page += row
        }
        return page
    }

    private static func head(of suite: SuiteResult) -> String {
        let tasks = suite.tasks
        let badCount = tasks.count(of: .failed) + tasks.count(of: .error)
        let all = counted(tasks.count, "task")
        let part = suite.shard.map { " (shard \($0.index) of \($0.count))" } ?? ""
        let counts = TaskVerdict.allCases.map { "\(tasks.count(of: $0))" } + [time(suite.seconds)]
        let names = TaskVerdict.allCases.map(\.rawValue) + ["time"]
        return """
            ## Deskwright: \(badCount == 0 ? "\(all), none failed" : "\(badCount) of \(all) did not pass")\(part)

            | \(names.joined(separator: " | ")) |
            |\(names.map { _ in "--:|" }.joined())
            | \(counts.joined(separator: " | ")) |

            """
    }

    private static func row(_ task: TaskRecord) -> String {
        let cells = [
            task.verdict.rawValue, code(excerpt(CleanText.clean(task.name), limit: 200)),
            code("\(CleanText.clean(task.file)):\(task.line)"),
            code(excerpt(CleanText.clean(task.whyNotPassed ?? ""), limit: 300)),
            task.tries.isEmpty ? "–" : time(task.seconds), code(RerunCommand.text(for: task)),
        ]
        return "| " + cells.joined(separator: " | ") + " |\n"
    }

    private static func cut(_ count: Int) -> String {
        "\n**Not shown: \(counted(count, "more task")).** GitHub takes no longer summary.\n"
    }

    private static func time(_ seconds: Double) -> String {
        String(format: "%.1f s", seconds.isFinite ? max(0, seconds) : 0)
    }

    /// Text from outside as code on one line of Markdown, where GitHub makes no links and mentions of it.
    ///
    /// A number in place of a sign is never markup, also in a table; backticks and backslashes have exceptions.
    ///
    /// - SeeAlso: CommonMark 0.31, section 2.5: "cannot be used in place of symbols indicating structure".
    static func code(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", "-", ".", "/", ",":
                result.unicodeScalars.append(scalar)
            case "\n", "\r", "\t": result += " "
            case _ where isHidden(scalar): result += "\u{FFFD}"
            case _ where scalar.isASCII: result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return "<code>\(result)</code>"
    }
}
