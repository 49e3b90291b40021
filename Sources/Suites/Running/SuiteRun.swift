import DeskwrightAgent
import DeskwrightCore
import Foundation

/// Runs the tasks of a suite, several at once, each again from a fresh display while its retries last.
package struct SuiteRun: Sendable {
    let part: SuitePart
    let limits: Limits
    let runTry: @Sendable (SuiteTask, Try) async -> TryEnd
    let observe: @Sendable (SuiteEvent) async -> Void

    /// How much is run, and for how long.
    package struct Limits: Sendable {
        /// How many tasks run at once.
        package var workers = 1
        /// No task is begun after so many have failed.
        package var maxFailures: Int?
        /// For all tasks together.
        package var timeout: Duration?

        package init() {}
    }

    /// Which run of a task it is.
    package struct Try: Sendable {
        /// How often the task has failed before.
        package var retry: Int
        /// From 1.
        package var worker: Int
    }

    /// How a run of a task ended.
    package struct TryEnd: Sendable {
        package var result: RunResult
        /// The run folder, relative to the folder of all of them; empty where none could be made.
        package var folder: String
        /// Whether another run may pass.
        package var mayRetry: Bool

        package init(result: RunResult, folder: String, mayRetry: Bool) {
            self.result = result
            self.folder = folder
            self.mayRetry = mayRetry
        }
    }

    /// - Parameters:
    ///   - part: Its tasks in the order in which they are begun.
    ///   - limits: How much is run.
    ///   - runTry: Runs a task once.
    ///   - observe: Is told of each event, in the order in which they happen; one at a time.
    package init(
        _ part: SuitePart, limits: Limits,
        runTry: @escaping @Sendable (SuiteTask, Try) async -> TryEnd,
        observe: @escaping @Sendable (SuiteEvent) async -> Void
    ) {
        self.part = part
        self.limits = limits
        self.runTry = runTry
        self.observe = observe
    }

    /// Runs until all tasks have ended, or no more are to be begun.
    ///
    /// - Returns: What became of each task; those that were not begun are skipped.
    package func run() async -> SuiteResult {
        let tasks = part.tasks
        let watch = Stopwatch(ContinuousClock())
        let startedAt = SuiteRun.now()
        let workers = max(1, min(limits.workers, tasks.count))
        await observe(.began(tasks: tasks, workers: workers))
        let book = SuiteBook(maxFailures: limits.maxFailures, observe: observe)
        let queue = SuiteQueue(tasks)
        let (_, isTimeUp) = await withTimeLimit(limits.timeout) {
            await withTaskCancellationHandler {
                await withTaskGroup(of: Void.self) { group in
                    for worker in 1...workers {
                        group.addTask { await work(worker, queue, book) }
                    }
                }
            } onCancel: {
                Task { await queue.close() }
            }
        }
        var result = SuiteResult(fingerprint: part.fingerprint, startedAt: startedAt)
        result.shard = part.shard
        result.workers = workers
        result.tasks = await book.records(of: tasks, reason: reason(isTimeUp, await book.isFull))
        result.seconds = watch.elapsed.inSeconds
        await observe(.ended(result))
        return result
    }

    private func reason(_ isTimeUp: Bool, _ isFull: Bool) -> String {
        if isTimeUp, let limit = limits.timeout {
            return "the time for all tasks, \(limit.inWords), was over"
        }
        guard isFull, let count = limits.maxFailures else { return "the run was stopped" }
        return count == 1 ? "a task had failed" : "\(counted(count, "task")) had failed"
    }

    private func work(_ worker: Int, _ queue: SuiteQueue, _ book: SuiteBook) async {
        while !Task.isCancelled, let task = await queue.next() {
            await run(task, worker, book)
            // Before its locks go to somebody who would begin another one.
            if await book.isFull { await queue.close() }
            await queue.finish(task)
        }
    }

    private func run(_ task: SuiteTask, _ worker: Int, _ book: SuiteBook) async {
        var tries: [TryRecord] = []
        var retry = 0
        while true {
            await book.tell(.tryBegan(task, retry: retry, worker: worker))
            let startedAt = SuiteRun.now()
            let end = await runTry(task, Try(retry: retry, worker: worker))
            var record = TryRecord(result: end.result, folder: end.folder, startedAt: startedAt)
            record.worker = worker
            tries.append(record)
            await book.tell(.tryEnded(task, record))
            let mayPass = end.mayRetry && end.result.outcome.mayPassOnRetry
            guard mayPass, retry < task.task.retries, !Task.isCancelled else { break }
            retry += 1
        }
        await book.end(TaskRecord(task, tries: tries))
    }

    private static func now() -> String { ISO8601DateFormatter().string(from: Date()) }
}

extension RunOutcome {
    /// What a budget, the policy or a person ended ends the same again.
    var mayPassOnRetry: Bool {
        switch self {
        case .passed: false
        case .failed(.task), .failed(.environment): true
        case .failed(.usage), .failed(.provider), .failed(.stopped), .failed(.interrupted),
            .failed(.terminated):
            false
        }
    }
}
