import DeskwrightCore

/// What happens in a suite, for those who report it.
package enum SuiteEvent: Sendable {
    /// So many tasks are going to be run by so many workers.
    case began(tasks: [SuiteTask], workers: Int)
    /// A worker begins a try; workers count from 1, retries from 0.
    case tryBegan(SuiteTask, retry: Int, worker: Int)
    case tryEnded(SuiteTask, TryRecord)
    case taskEnded(TaskRecord)
    case ended(SuiteResult)
}
