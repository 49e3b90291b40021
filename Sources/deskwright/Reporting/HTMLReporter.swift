import DeskwrightCore
import DeskwrightJournals
import DeskwrightReporters
import DeskwrightSuites
import Foundation

/// A folder of static files: a page of all tasks, and the report of each try.
struct HTMLReporter: Reporter {
    let folder: String
    let context: ReportContext

    func show(_ event: SuiteEvent) throws {
        guard case .ended(let result) = event else { return }
        let shown = context.shown(result)
        let pages = folder + "/runs"
        do {
            try FileManager.default.createDirectory(
                atPath: pages, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: pages, reason: error.systemReason)
        }
        for one in shown.tasks.flatMap(\.tries) {
            guard let bytes = FileManager.default.contents(atPath: one.folder + "/report.html")
            else { continue }
            try OutputFile(path: "\(pages)/\(name(of: one))").write(Array(bytes))
        }
        let page = SuitePage.render(
            shown,
            link: { one in
                let name = name(of: one)
                guard FileManager.default.fileExists(atPath: "\(pages)/\(name)") else { return nil }
                return name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
                    .map { "runs/\($0)" }
            }, command: RerunCommand.text)
        try OutputFile(path: folder + "/index.html").write(Array(page.utf8))
    }

    /// Of shards several may have run folders of the same name.
    private func name(of one: TryRecord) -> String {
        one.folder.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "-")
            + ".html"
    }
}
