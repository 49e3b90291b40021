import DeskwrightCore
import DeskwrightSuites
import Synchronization

/// Keeps what is still to be run up to date, for `--last-failed` after a run that was killed.
final class LastRunReporter: Reporter {
    private let folder: SuiteFolder
    /// The tasks that have not passed yet.
    private let left = Mutex<[String]>([])

    init(_ folder: SuiteFolder) {
        self.folder = folder
    }

    func show(_ event: SuiteEvent) throws {
        switch event {
        case .began(let tasks, _): left.withLock { $0 = tasks.map(\.id) }
        case .taskEnded(let record) where [.passed, .flaky].contains(record.verdict):
            let left = left.withLock { left in
                left.removeAll { $0 == record.id }
                return left
            }
            try LastRun(status: "interrupted", failedTests: left).write(in: folder.path)
        case .taskEnded, .tryBegan, .tryEnded, .ended: break
        }
    }
}
