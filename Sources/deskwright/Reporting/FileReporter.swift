import DeskwrightCore
import DeskwrightReporters
import DeskwrightSuites
import Foundation

/// What reporters need to know besides the events.
struct ReportContext: Sendable {
    /// Where run folders and the suite's own files are, as the command line says it.
    var outputFolder: String
    var environment: [String: String]

    /// With run folders as paths from the current folder.
    func shown(_ result: SuiteResult) -> SuiteResult {
        var result = result
        for task in result.tasks.indices {
            for index in result.tasks[task].tries.indices
            where !result.tasks[task].tries[index].folder.isEmpty {
                result.tasks[task].tries[index].folder =
                    pathFromHere(outputFolder + "/" + result.tasks[task].tries[index].folder)
            }
        }
        return result
    }
}

/// Writes the whole result as one text, when the suite has ended.
struct FileReporter: Reporter {
    /// `-` is standard output.
    let file: String
    let context: ReportContext
    let text: @Sendable (SuiteResult) throws -> String

    func show(_ event: SuiteEvent) throws {
        guard case .ended(let result) = event else { return }
        try OutputFile(path: file).write(Array(try text(context.shown(result)).utf8))
    }
}

/// Annotations on standard output, and the summary of the job where GitHub wants one.
struct GitHubReporter: Reporter {
    let context: ReportContext

    func show(_ event: SuiteEvent) throws {
        guard case .ended(let result) = event else { return }
        let shown = context.shown(result)
        for line in GitHubReport.annotations(of: shown) { Terminal.output.line(line) }
        guard let path = context.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
        try OutputFile(path: path).append(Array(GitHubReport.summary(of: shown).utf8))
    }
}
