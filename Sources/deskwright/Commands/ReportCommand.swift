import ArgumentParser
import Core
import Foundation
import Journals

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a run's report again from its journal, also of a run that was killed.",
        discussion: """
            EXAMPLE
              deskwright report runs/20261123-120000-replace-all
            """)

    @Argument(help: "A run folder.", completion: .directory)
    var folder: String

    func run() throws {
        let page = HTMLReport.render(try RecordedRun.read(folder: folder))
        let file = (folder as NSString).appendingPathComponent("report.html")
        do {
            try Data(page.utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            throw JournalError.failed(
                operation: "write", path: file, reason: error.localizedDescription)
        }
        Terminal.output.line(file)
    }
}
