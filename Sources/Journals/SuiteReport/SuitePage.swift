import DeskwrightCore

/// All tasks of a suite on one page, which leads to the report of each try.
package enum SuitePage {
    /// Renders the page; what did not pass comes first.
    ///
    /// - Parameters:
    ///   - result: What became of the tasks.
    ///   - link: Where a try's own report is, relative to the page; `nil` when it has none.
    ///   - command: Runs a task again.
    /// - Returns: HTML, which needs nothing from the network.
    package static func render(
        _ result: SuiteResult, link: @escaping (TryRecord) -> String?,
        command: (TaskRecord) -> String
    ) -> String {
        let tasks = result.tasks.enumerated()
            .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map { SuiteRow(task: $0.element, link: link, command: command($0.element)).html() }
        let title = SuiteCounts(result).headline
        let shell = PageShell(
            title: title, tone: SuiteCounts(result).tone,
            styles: [ReportStyle.text + SuiteStyle.text + "\n"],
            script: SuiteScript.text, hasFiles: false)
        return shell.html(
            """
            <main>
            \(SuiteHeader.html(result, title: title))
            \(SuiteHeader.filters(result))
            <ol class="tasks">
            \(tasks)</ol>
            <p class="none muted" hidden>No task is like this.</p>
            <footer>Written by Deskwright. It asks the network for nothing. \
            <kbd>/</kbd> search <span>·</span> <kbd>j</kbd> <kbd>k</kbd> task <span>·</span> \
            <kbd>enter</kbd> its report</footer>
            </main>
            """
        ).markup
    }
}

extension TaskRecord {
    /// What somebody has to look at comes first.
    fileprivate var rank: Int {
        switch verdict {
        case .failed: 0
        case .error: 1
        case .flaky: 2
        case .skipped: 3
        case .passed: 4
        }
    }
}

extension TaskVerdict {
    /// The style class.
    var tone: String {
        switch self {
        case .passed: "good"
        case .failed, .error: "bad"
        case .flaky: "warn"
        case .skipped: "plain"
        }
    }
}
