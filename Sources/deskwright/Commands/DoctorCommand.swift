import ArgumentParser
import DeskwrightCore
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether everything is here that a run needs, and say how to mend it.",
        discussion: """
            Starts a private screen and takes a picture of it; asks the model's service for \
            its list of models, which costs nothing.

            EXIT CODES
              0 nothing is missing for runs on a private screen   3 something is
            """)

    @Option(help: "Look at this display too, such as :0.")
    var display: String?

    @Option(help: ArgumentHelp("Where the service is. (env: OPENAI_BASE_URL)", valueName: "url"))
    var baseURL: String?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let diagnosis = Diagnosis(
            environment: environment, display: display,
            baseURL: baseURL ?? environment["OPENAI_BASE_URL"])
        let watch = SignalWatch()
        let findings = await watch.run { await diagnosis.findings() }
        if let failure = watch.failure { throw failure.exitCode }
        for finding in findings { show(finding) }
        if findings.contains(where: { $0.level == .bad }) {
            throw FailureKind.environment.exitCode
        }
    }

    private func show(_ finding: Finding) {
        let terminal = Terminal.output
        let mark =
            switch finding.level {
            case .good: terminal.styled("ok     ", .green)
            case .open: terminal.styled("absent ", .yellow)
            case .bad: terminal.styled("bad    ", .red)
            }
        terminal.line("\(mark) \(finding.subject): \(printable(finding.text))")
        if let hint = finding.hint {
            terminal.line("        \(terminal.styled("hint:", .cyan)) \(hint)")
        }
    }
}

/// What one look of the doctor showed.
struct Finding: Sendable {
    enum Level {
        case good
        /// Not there, and not needed for every run.
        case open
        case bad
    }

    var level: Level
    var subject: String
    var text: String
    var hint: String?

    static func good(_ subject: String, _ text: String) -> Finding {
        Finding(level: .good, subject: subject, text: text)
    }
}
