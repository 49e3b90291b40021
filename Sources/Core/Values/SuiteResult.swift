/// What became of the tasks of one command, or of one shard of them.
package struct SuiteResult: Sendable, Hashable, Codable {
    /// The version of this form.
    package var version = 1
    /// Made of the ids of all tasks that were chosen, before they were split: the same in all shards of one suite.
    package var fingerprint: String
    /// Which part of the tasks it is; `nil` when it is all of them.
    package var shard: Shard?
    /// When it began, in UTC, as `2026-11-27T01:15:20Z`.
    package var startedAt: String
    /// Real time from the first task's start to the last one's end.
    package var seconds = 0.0
    /// How many tasks ran at once, at most.
    package var workers = 1
    /// In the order in which they were chosen.
    package var tasks: [TaskRecord] = []

    package init(fingerprint: String, startedAt: String) {
        self.fingerprint = fingerprint
        self.startedAt = startedAt
    }
}

/// One task of a suite, with all of its tries.
package struct TaskRecord: Sendable, Hashable, Codable {
    /// What calls it in every run: `tasks/a.yaml`, `tasks/a.yaml[word=foo]`, `tasks/a.yaml#2` when it is repeated.
    package var id: String
    /// What people call it.
    package var name: String
    /// Relative to the folder that the command ran in.
    package var file: String
    /// Where the task begins in the file, from 1.
    package var line = 1
    package var tags: [String] = []
    package var verdict: TaskVerdict
    /// Why it was not run, where it was not.
    package var skipReason: String?
    /// The first one first; none of a task that was skipped.
    package var tries: [TryRecord] = []

    package init(id: String, name: String, file: String, verdict: TaskVerdict) {
        self.id = id
        self.name = name
        self.file = file
        self.verdict = verdict
    }

    /// Real time of all tries together.
    package var seconds: Double { tries.reduce(0) { $0 + $1.result.seconds } }
}

/// One run of a task.
package struct TryRecord: Sendable, Hashable, Codable {
    package var result: RunResult
    /// The run folder, relative to the folder with the suite's own files.
    package var folder: String
    /// When it began, in UTC, as `2026-11-27T01:15:20Z`.
    package var startedAt: String
    /// From 1: which of those that run at once.
    package var worker = 1

    package init(result: RunResult, folder: String, startedAt: String) {
        self.result = result
        self.folder = folder
        self.startedAt = startedAt
    }
}

/// What became of a task in a suite.
package enum TaskVerdict: String, Sendable, Hashable, Codable, CaseIterable {
    case passed
    /// It failed, and passed when it was run again.
    case flaky
    case failed
    /// Not the product's fault: the screen, an app that did not start, the model's service.
    case error
    case skipped
}

/// A part of a suite that one machine of several runs.
package struct Shard: Sendable, Hashable, Codable {
    /// From 1.
    package var index: Int
    package var count: Int

    package init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }
}
