import Glibc

/// Runs an actor's jobs one after the other on one thread of its own.
///
/// For C libraries that block, or that want all their calls on one thread: the actor's calls stay
/// off Swift's pool, which has a thread per core and must not wait. The thread blocks SIGPIPE, so
/// that writing to a socket whose other end is gone is an error and not the end of the process.
///
/// The thread ends when nothing holds the executor any more and all jobs are done.
///
/// - SeeAlso: SE-0392, custom actor executors; pthread_sigmask(3).
package final class ThreadExecutor: SerialExecutor {
    private let queue: JobQueue

    /// - Parameter name: Shown by debuggers and `top -H`; the kernel keeps the first 15 bytes.
    package init(name: String) {
        queue = JobQueue(threadName: name)
        startThread(working: queue)
    }

    deinit {
        queue.close()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), on: self)
    }
}

/// What waits for the thread; the lock guards both variables.
private final class JobQueue: @unchecked Sendable {
    /// A job and its executor, which must outlive the job even when the job drops the actor.
    struct Entry {
        let job: UnownedJob
        let executor: ThreadExecutor
    }

    let threadName: String
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wakeUp = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var entries: [Entry] = []
    private var isClosed = false

    init(threadName: String) {
        self.threadName = threadName
        pthread_mutex_init(lock, nil)
        pthread_cond_init(wakeUp, nil)
    }

    deinit {
        pthread_cond_destroy(wakeUp)
        pthread_mutex_destroy(lock)
        wakeUp.deallocate()
        lock.deallocate()
    }

    func append(_ job: UnownedJob, on executor: ThreadExecutor) {
        pthread_mutex_lock(lock)
        entries.append(Entry(job: job, executor: executor))
        pthread_cond_signal(wakeUp)
        pthread_mutex_unlock(lock)
    }

    func close() {
        pthread_mutex_lock(lock)
        isClosed = true
        pthread_cond_signal(wakeUp)
        pthread_mutex_unlock(lock)
    }

    /// Waits for jobs and takes all of them; `nil` when none can come any more.
    func takeAll() -> [Entry]? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while entries.isEmpty {
            if isClosed { return nil }
            pthread_cond_wait(wakeUp, lock)
        }
        defer { entries = [] }
        return entries
    }
}

private func startThread(working queue: JobQueue) {
    let context = Unmanaged.passRetained(queue).toOpaque()
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, runThread, context)
    precondition(failure == 0, "the system gives no more threads (error \(failure))")
    pthread_detach(thread)
}

/// The thread's body; `context` is a retained `JobQueue`.
private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let queue = Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue()
    nameThisThread(queue.threadName)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    while let entries = queue.takeAll() {
        for entry in entries {
            entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor())
        }
    }
    return nil
}

/// Does what pthread_setname_np(3) does, which Swift cannot see; a thread without a name works too.
private func nameThisThread(_ name: String) {
    guard let file = fopen("/proc/thread-self/comm", "w") else { return }
    fputs(name, file)
    fclose(file)
}
