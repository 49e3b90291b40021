import ArgumentParser
import DeskwrightCore
import DeskwrightSuites
import DeskwrightTaskFiles
import Foundation

/// How the chosen tasks are run together, and who says what became of them.
struct SuiteOptions: ParsableArguments {
    @Option(
        name: [.customShort("j"), .long],
        help: ArgumentHelp(
            "Run so many tasks at once, or a part of the cores, such as 50%.", valueName: "n"))
    var workers: Workers = .count(1)

    @Flag(name: .customShort("x"), help: "Begin no task after the first that fails.")
    var stopsAtFailure = false

    @Option(help: ArgumentHelp("Begin no task after so many have failed.", valueName: "n"))
    var maxFailures: Int?

    @Flag(help: "Leave with 6 where a task passed only when it was run again.")
    var failOnFlaky = false

    @Option(help: ArgumentHelp("The longest that all tasks may take, as 10m.", valueName: "time"))
    var globalTimeout: String?

    @Option(
        help: ArgumentHelp("Give every wait of the tasks so many times its time.", valueName: "n"))
    var timeoutScale = 1.0

    @Option(
        help: ArgumentHelp(
            "Who reports: list, line, dot, github, html=DIR, json=FILE, junit=FILE; several with "
                + "commas.",
            valueName: "names"))
    var reporter: [ReporterChoice] = []

    func validate() throws {
        if let maxFailures, maxFailures < 1 {
            throw ValidationError("--max-failures wants 1 or more")
        }
        guard timeoutScale > 0, timeoutScale.isFinite, timeoutScale <= 1000 else {
            throw ValidationError("--timeout-scale wants a number above 0, at most 1000")
        }
    }

    /// Those that are named, or else the usual ones; where the tasks are told otherwise only what goes to GitHub.
    func reporters(
        _ live: LiveLine, _ context: ReportContext, isTold: Bool
    ) -> [any Reporter] {
        let named = reporter.flatMap(\.kinds)
        let usual = ReporterKind.usual(.output, environment: context.environment)
            .filter { !isTold || $0 == .github }
        return (named.isEmpty ? usual : named).map { $0.reporter(live, context) }
    }

    func limits() throws -> SuiteRun.Limits {
        var limits = SuiteRun.Limits()
        limits.workers = workers.count(ofCores: UsableCores.count)
        limits.maxFailures = stopsAtFailure ? 1 : maxFailures
        limits.timeout = try globalTimeout.map {
            try OptionText.duration($0, option: "--global-timeout")
        }
        return limits
    }
}

/// How many tasks run at once.
enum Workers: Hashable, ExpressibleByArgument {
    case count(Int)
    /// Of the cores, in percent.
    case share(Int)

    var defaultValueDescription: String {
        switch self {
        case .count(let count): "\(count)"
        case .share(let share): "\(share)%"
        }
    }

    init?(argument: String) {
        if argument.hasSuffix("%"), let share = Int(argument.dropLast()), (1...1000) ~= share {
            self = .share(share)
        } else if let count = Int(argument), (1...500) ~= count {
            self = .count(count)
        } else {
            return nil
        }
    }

    func count(ofCores cores: Int) -> Int {
        switch self {
        case .count(let count): count
        case .share(let share): max(1, cores * share / 100)
        }
    }
}
