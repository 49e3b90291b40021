import ArgumentParser
import DeskwrightCore
import DeskwrightTaskFiles
import Foundation

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find every fault of task files, and start nothing.",
        discussion: """
            EXAMPLES
              deskwright check tasks
              deskwright check -e WORD=foo mine.yaml

            EXIT CODES
              0 no fault   2 faults, each printed with its place and a hint
            """)

    @Argument(help: "Task files, or folders of them.", completion: .file(extensions: ["yaml"]))
    var paths: [String]

    @Option(
        name: [.customShort("e"), .customLong("env")],
        help: ArgumentHelp("Set a variable for ${{ env.KEY }}.", valueName: "KEY=VALUE"))
    var variables: [String] = []

    func run() throws {
        let environment = try RunEnvironment(
            settings: variables, secretFile: nil, process: ProcessInfo.processInfo.environment)
        var faults: [Fault] = []
        let files = try TaskPath.expand(paths).map(\.file)
        for path in files {
            do {
                _ = try TaskReading.read(path: path, environment: environment.variables)
            } catch {
                faults += error.faults
            }
        }
        for fault in faults { Terminal.error.line("\(fault)") }
        guard faults.isEmpty else {
            Terminal.error.line(counted(faults.count, "fault"))
            throw FailureKind.usage.exitCode
        }
        Terminal.output.line(
            files.count == 1 ? "1 file is right" : "\(files.count) files are right")
    }
}
