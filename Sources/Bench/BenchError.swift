import Core

/// Why something could not be measured.
enum BenchError: Failure, Hashable {
    /// A program is not there.
    case notInstalled(program: String)
    /// A program ended with a code other than 0; with 128 and its number where a signal ended it.
    case failed(program: String, code: Int)
    /// What was to be measured did not come about.
    case noResult(of: String)

    var kind: FailureKind { .environment }

    var message: String {
        switch self {
        case .notInstalled(let program): "\(quoted(program)) is not installed"
        case .failed(let program, let code): "\(quoted(program)) failed with code \(code)"
        case .noResult(let what): "no result of \(what)"
        }
    }

    var hint: String? {
        switch self {
        case .notInstalled: "`make bench` installs all of them"
        case .failed, .noResult: nil
        }
    }
}
