import DeskwrightCore
import DeskwrightImages
import Foundation

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
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(title) · Deskwright</title>
            <style>
            \(HTML(trusted: ReportStyle.text + SuiteStyle.text))
            </style>
            </head>
            <body>
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
            <script>\(HTML(trusted: SuiteScript.text))</script>
            </body>
            </html>

            """
        return page.markup
    }

    /// Nothing from anywhere but the page itself, and the one script that it comes with.
    private static var policy: String {
        let digest = ContentAddress.digest(of: Array(SuiteScript.text.utf8))
        return "default-src 'none'; style-src 'unsafe-inline'; "
            + "script-src 'sha256-\(Data(digest).base64EncodedString())'; "
            + "base-uri 'none'; form-action 'none'"
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
