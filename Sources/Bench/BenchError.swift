import DeskwrightCore

/// Why something could not be measured.
enum BenchError: Failure, Hashable {
    /// A program is not there.
    case notInstalled(program: String)
    /// A program ended with a code other than 0; with 128 and its number where a signal ended it.
    case failed(program: String, code: Int)
    /// A page has no place for the figures.
    case noMarks(page: String)
    /// What was to be measured did not come about.
    case noResult(of: String)

    var kind: FailureKind { .environment }

    var message: String {
        switch self {
        case .notInstalled(let program): "\(quoted(program)) is not installed"
        case .failed(let program, let code): "\(quoted(program)) failed with code \(code)"
        case .noMarks(let page): "\(quoted(page)) has no place for the figures"
        case .noResult(let what): "no result of \(what)"
        }
    }

    var hint: String? {
        switch self {
        case .notInstalled: "`make bench` installs all of them"
        case .noMarks:
            "put the lines \(BenchReport.marks.begin) and \(BenchReport.marks.end) where they belong"
        case .failed, .noResult: nil
        }
    }
}
