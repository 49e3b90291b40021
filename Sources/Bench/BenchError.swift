import Core

/// Why something could not be measured.
enum BenchError: Failure, Hashable {
    /// A program is not there.
    case notInstalled(program: String)
    /// A program ended with a code other than 0.
    case failed(program: String, status: Int)
    /// What was to be measured did not come about.
    case noResult(of: String)

    var kind: FailureKind { .environment }

    var message: String {
        switch self {
        case .notInstalled(let program): "\(quoted(program)) is not installed"
        case .failed(let program, let status): "\(quoted(program)) failed with code \(status)"
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
