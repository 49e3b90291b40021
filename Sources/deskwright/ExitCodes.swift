import ArgumentParser
import DeskwrightCore

extension FailureKind {
    /// The command's exit code; the table in README and `deskwright help run`.
    var exitCode: ExitCode {
        switch self {
        case .task: 1
        case .usage: 2
        case .environment: 3
        case .provider: 4
        case .stopped: 5
        case .interrupted: 130
        case .terminated: 143
        }
    }
}

extension RunOutcome {
    var exitCode: ExitCode {
        switch self {
        case .passed: .success
        case .failed(let kind): kind.exitCode
        }
    }
}

extension ExitCode: @retroactive ExpressibleByIntegerLiteral {
    public init(integerLiteral code: Int32) {
        self.init(code)
    }
}

extension SuiteResult {
    /// The worst of all codes, of a task that was run again its last; `nil` where all is well.
    var exitCode: ExitCode? {
        let worst = tasks.compactMap { $0.tries.last?.result.outcome.exitCode.rawValue }.max() ?? 0
        if worst != 0 { return ExitCode(worst) }
        // The time for all tasks was over.
        return tasks.contains { $0.verdict == .skipped } ? FailureKind.stopped.exitCode : nil
    }
}
