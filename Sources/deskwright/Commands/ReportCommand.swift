import ArgumentParser
import DeskwrightCore
import DeskwrightJournals
import Foundation

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

    @Option(
        help: ArgumentHelp(
            "Read secrets from this file, to keep them out of the page.", valueName: "file"),
        completion: .file())
    var secretFile: String?

    func run() throws {
        let run = try RecordedRun.read(folder: folder)
        let environment = try RunEnvironment(
            settings: [], secretFile: secretFile, process: ProcessInfo.processInfo.environment)
        // What apps said is shown from their logs, which hold what they were given.
        let names = run.task.matches(of: /secrets\.([A-Za-z_][A-Za-z0-9_]*)/).map { String($0.1) }
        let secrets = environment.withSecrets(names).secrets
        let page = HTMLReport.render(run, secrets: secrets)
        let file = (folder as NSString).appendingPathComponent("report.html")
        try OutputFile(path: file).write(Array(page.utf8))
        Terminal.output.line(file)
    }
}
