import ArgumentParser
import DeskwrightCore
import DeskwrightJournals
import DeskwrightPrograms
import DeskwrightRecordings
import DeskwrightSight
import Foundation

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a run's report again from its journal, also of a run that was killed.",
        discussion: """
            With --script the run becomes a task whose steps need no model: a click is called by the text \
            that was there, by the label beside it, by a small picture, or else by its place in the window. \
            Look it through, and keep it beside the task.

            EXAMPLES
              deskwright report runs/20261123-120000-replace-all
              deskwright report runs/20261123-120000-replace-all --script mine.yaml
              deskwright report --open report
            """)

    @Argument(
        help: "A run folder; with --open also a folder of `--reporter html`.",
        completion: .directory)
    var folder: String

    @Option(
        help: ArgumentHelp(
            "Read secrets from this file, to keep them out of the page.", valueName: "file"),
        completion: .file())
    var secretFile: String?

    @Flag(
        help: "Serve the page to this machine's browsers, under a random address, until Ctrl+C.")
    var open = false

    @Option(
        help: ArgumentHelp(
            "Write what was done as a task file with steps, in place of the report; - is standard output.",
            valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var script: String?

    @Option(
        name: [.customShort("e"), .customLong("env")],
        help: ArgumentHelp("Set a variable for ${{ env.KEY }}.", valueName: "KEY=VALUE"))
    var variables: [String] = []

    func run() async throws {
        let isSuite = FileManager.default.fileExists(atPath: folder + "/index.html")
        if open, isSuite { return try await show("index.html") }
        let run = try RecordedRun.read(folder: folder)
        let environment = try RunEnvironment(
            settings: variables, secretFile: secretFile,
            process: ProcessInfo.processInfo.environment)
        // What apps said is shown from their logs, which hold what they were given.
        let names = run.task.matches(of: /secrets\.([A-Za-z_][A-Za-z0-9_]*)/).map { String($0.1) }
        let secrets = environment.withSecrets(names).secrets
        if let script {
            let file = ScriptFile(path: script, environment: environment.variables)
            try file.write(
                await ScriptRecorder.script(
                    of: run, eye: Eye(), secrets: secrets,
                    pictureFolder: file.pictureFolder))
            if script != "-" { Terminal.output.line(script) }
            return
        }
        let page = HTMLReport.render(run, secrets: secrets)
        let file = (folder as NSString).appendingPathComponent("report.html")
        try OutputFile(path: file).write(Array(page.utf8))
        if open { return try await show("report.html") }
        Terminal.output.line(file)
    }

    /// Serves a page of the folder, and shows it in a browser where there is one.
    private func show(_ page: String) async throws {
        try await PageServer(folder: folder, page: page).run { address in
            Terminal.output.line(address)
            Terminal.error.line("Ctrl+C ends it")
            guard ProcessInfo.processInfo.environment["DISPLAY"] != nil else { return }
            Task {
                // Who has no browser has the address.
                _ = try? await ShellCommand.run(
                    CommandSpec(command: "xdg-open \"$ADDRESS\""),
                    environment: ProcessInfo.processInfo.environment.merging(
                        ["ADDRESS": address], uniquingKeysWith: { $1 }),
                    workingDirectory: "/", marker: .unique())
            }
        }
    }
}
