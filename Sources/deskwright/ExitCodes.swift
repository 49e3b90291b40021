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
