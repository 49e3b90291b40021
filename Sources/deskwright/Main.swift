import ArgumentParser
import DeskwrightCShims
import DeskwrightCore
import DeskwrightTaskFiles
import Foundation

@main
struct Deskwright: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deskwright",
        abstract: "Drives a Linux desktop: looks at the screen, asks a planner, acts, and checks.",
        discussion: """
            EXAMPLES
              deskwright run tasks/replace-in-a-note.yaml   run a task on a private screen
              deskwright run --step mine.yaml               approve each action
              deskwright check tasks                        find every fault of task files
              deskwright shot --display :0 screen.png       take a picture of a screen
              deskwright doctor                             is all here that is needed?
            """,
        version: version,
        subcommands: [
            RunCommand.self, CheckCommand.self, ShotCommand.self, WindowsCommand.self,
            DoCommand.self, ReadCommand.self, FindCommand.self,
            ModelCommand.self, ModelsCommand.self, ReportCommand.self, MergeCommand.self,
            DoctorCommand.self,
            SchemaCommand.self,
            InitCommand.self,
        ])

    static let version = "0.1.0"

    static func main() async {
        cshims_share_heaps()
        let code = await execute()
        // Not exit(): libX11's destructor frees locks that a display's thread may be closing with.
        fflush(nil)
        _exit(code.rawValue)
    }

    private static func execute() async -> ExitCode {
        do {
            var command = try parseAsRoot(
                SnapshotUpdate.arguments(CommandLine.arguments.dropFirst()))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .success
        } catch {
            return leave(error)
        }
    }

    /// Says what went wrong, and with which code to leave.
    private static func leave(_ error: any Error) -> ExitCode {
        if let code = error as? ExitCode { return code }
        if let faults = error as? FileFaults {
            // Each fault says by itself where it is and that it is an error.
            Terminal.error.line(faults.message)
            return faults.kind.exitCode
        }
        if let failure = error as? any Failure {
            Terminal.error.show(failure)
            return failure.kind.exitCode
        }
        let message = fullMessage(for: error)
        guard exitCode(for: error) != .success else {
            // Help or the version was asked for.
            Terminal.output.line(message)
            return .success
        }
        Terminal.error.show(parserMessage: message)
        return FailureKind.usage.exitCode
    }
}

/// A fault of the command line that the argument parser cannot see.
struct UsageError: Failure {
    let message: String
    let hint: String?
    var kind: FailureKind { .usage }

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}

extension UsageError {
    /// A display has to be named where something may be changed: nobody's own screen is meant by chance.
    static func noDisplay(_ environment: [String: String]) -> UsageError {
        let own = environment["DISPLAY"].map { "; your own is \($0)" } ?? ""
        return UsageError("no display is named", hint: "give --display :N\(own)")
    }
}
