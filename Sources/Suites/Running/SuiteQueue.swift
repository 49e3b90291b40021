import DeskwrightCore

/// The tasks that are still to be run; each worker takes the next one whose locks nobody holds.
actor SuiteQueue {
    private var waiting: [SuiteTask]
    private var heldLocks: Set<String> = []
    /// Workers that want a task, while all that are left wait for a lock.
    private var idle: [CheckedContinuation<Void, Never>] = []
    private(set) var isClosed = false

    init(_ tasks: [SuiteTask]) {
        waiting = tasks
    }

    /// Takes a task; `nil` when none is left, or no more are to be begun.
    func next() async -> SuiteTask? {
        while !waiting.isEmpty, !isClosed {
            let free = waiting.firstIndex { heldLocks.isDisjoint(with: $0.task.allLocks) }
            if let free {
                let task = waiting.remove(at: free)
                heldLocks.formUnion(task.task.allLocks)
                return task
            }
            await withCheckedContinuation { idle.append($0) }
        }
        return nil
    }

    /// Gives a task's locks back.
    func finish(_ task: SuiteTask) {
        heldLocks.subtract(task.task.allLocks)
        wakeAll()
    }

    /// No more tasks are begun.
    func close() {
        isClosed = true
        wakeAll()
    }

    private func wakeAll() {
        for worker in idle { worker.resume() }
        idle = []
    }
}

extension TaskSpec {
    /// With the display that it shares with others, where it has none of its own.
    fileprivate var allLocks: Set<String> {
        switch display.place {
        case .attached(let name):
            // `:0` and `:0.0` are one.
            Set(locks + ["display \(name.replacing(/(:[0-9]+)\.[0-9]+$/) { $0.1 })"])
        case .privateServer, .mock: Set(locks)
        }
    }
}
