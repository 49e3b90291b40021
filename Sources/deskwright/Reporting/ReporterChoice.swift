import ArgumentParser
import DeskwrightCore
import DeskwrightReporters
import Foundation

/// The reporters that one `--reporter` names: `list,junit=out.xml`.
struct ReporterChoice: ExpressibleByArgument {
    var kinds: [ReporterKind]

    init?(argument: String) {
        let kinds = argument.split(separator: ",", omittingEmptySubsequences: false)
            .map { ReporterKind(String($0)) }
        guard !kinds.contains(where: { $0 == nil }) else { return nil }
        self.kinds = kinds.compactMap { $0 }
    }
}

/// Who says what became of a suite.
enum ReporterKind: Hashable, Sendable {
    case list, line, dot
    /// Annotations on standard output, and the summary of the job.
    case github
    /// Into a file, or on standard output with `-`.
    case json(file: String)
    case junit(file: String)
    /// A folder of pages.
    case html(folder: String)

    init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count == 2 ? parts[1] : nil) {
        case ("list", nil): self = .list
        case ("line", nil): self = .line
        case ("dot", nil): self = .dot
        case ("github", nil): self = .github
        case ("json", let file): self = .json(file: file ?? "-")
        case ("junit", let file): self = .junit(file: file ?? "-")
        case ("html", let folder): self = .html(folder: folder ?? "report")
        default: return nil
        }
    }

    /// Where nobody says: a list for people, a line for logs; annotations where GitHub runs it.
    static func usual(_ terminal: Terminal, environment: [String: String]) -> [ReporterKind] {
        let own: ReporterKind = terminal.isInteractive ? .list : .line
        return environment["GITHUB_ACTIONS"] == "true" ? [own, .github] : [own]
    }

    func reporter(_ live: LiveLine, _ context: ReportContext) -> any Reporter {
        switch self {
        case .list: TextReporter(.list, output: .output, live: live, context: context)
        case .line: TextReporter(.line, output: .output, live: live, context: context)
        case .dot: DotReporter(output: .output, context: context)
        case .github: GitHubReporter(context: context)
        case .html(let folder): HTMLReporter(folder: folder, context: context)
        case .json(let file):
            FileReporter(file: file, context: context) { try JSONReport.text(of: $0) }
        case .junit(let file):
            FileReporter(file: file, context: context) {
                JUnitReport.xml(of: $0, hostname: ProcessInfo.processInfo.hostName)
            }
        }
    }
}
