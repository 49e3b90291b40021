import Dispatch

/// Runs an actor's jobs on a queue of their own.
///
/// Waiting for the disk blocks a thread; this keeps it off the few that all other tasks share.
final class DiskExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "deskwright.journal")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
