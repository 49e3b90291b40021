import DeskwrightCore

/// What has become of the tasks so far; it tells of it in the order in which it happens.
actor SuiteBook {
    private let maxFailures: Int?
    private let observe: @Sendable (SuiteEvent) async -> Void
    private var ended: [String: TaskRecord] = [:]
    /// Events that wait until the one before has been told.
    private var untold: [SuiteEvent] = []
    private var isTelling = false

    init(maxFailures: Int?, observe: @escaping @Sendable (SuiteEvent) async -> Void) {
        self.maxFailures = maxFailures
        self.observe = observe
    }

    /// Whether so many tasks have failed that no more are to be begun.
    var isFull: Bool {
        guard let maxFailures else { return false }
        return ended.values.count { [.failed, .error].contains($0.verdict) } >= maxFailures
    }

    func tell(_ event: SuiteEvent) async {
        untold.append(event)
        guard !isTelling else { return }
        isTelling = true
        while !untold.isEmpty { await observe(untold.removeFirst()) }
        isTelling = false
    }

    func end(_ record: TaskRecord) async {
        ended[record.id] = record
        await tell(.taskEnded(record))
    }

    /// Of all tasks, in their order; those that did not end are skipped, for a reason.
    func records(of tasks: [SuiteTask], reason: String) -> [TaskRecord] {
        tasks.map { task in
            ended[task.id] ?? TaskRecord(task, skippedFor: reason)
        }
    }
}

extension TaskRecord {
    init(_ task: SuiteTask, tries: [TryRecord]) {
        self.init(task, verdict: TaskVerdict(of: tries))
        self.tries = tries
        // Without secrets, where the file's own name has some.
        name = tries.last?.result.task ?? name
    }

    init(_ task: SuiteTask, skippedFor reason: String) {
        self.init(task, verdict: .skipped)
        skipReason = reason
    }

    private init(_ task: SuiteTask, verdict: TaskVerdict) {
        self.init(id: task.id, name: task.task.name, file: task.task.file, verdict: verdict)
        line = task.task.variant.last?.line ?? 1
        tags = task.task.tags
    }
}

extension TaskVerdict {
    /// By the last try.
    init(of tries: [TryRecord]) {
        switch tries.last?.result.outcome {
        case .passed: self = tries.count > 1 ? .flaky : .passed
        case .failed(.task), .failed(.stopped): self = .failed
        case .failed(.usage), .failed(.environment), .failed(.provider), .failed(.interrupted),
            .failed(.terminated):
            self = .error
        case nil: self = .skipped
        }
    }
}
