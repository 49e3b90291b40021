import DeskwrightCore

@testable import DeskwrightSuites

/// A task that a test's own closure runs.
func suiteTask(
    _ file: String, name: String = "A task", tags: [String] = [], locks: [String] = [],
    retries: Int = 0, variant: [MatrixValue] = []
) -> SuiteTask {
    var task = TaskSpec(name: name, file: file)
    task.tags = tags
    task.locks = locks
    task.retries = retries
    task.variant = variant
    return SuiteTask(task)
}

extension SuiteRun.TryEnd {
    static let passed = SuiteRun.TryEnd(.passed)
    static let failed = SuiteRun.TryEnd(.failed(.task))

    init(_ outcome: RunOutcome, mayRetry: Bool = true) {
        self.init(
            result: RunResult(task: "A task", outcome: outcome, reason: "said so"), folder: "run",
            mayRetry: mayRetry)
    }
}
