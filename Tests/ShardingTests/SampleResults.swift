import DeskwrightCore

/// A task whose tries took so long; the last one passed where the verdict says so.
func task(_ id: String, _ verdict: TaskVerdict, seconds: [Double] = [1]) -> TaskRecord {
    var task = TaskRecord(id: id, name: id, file: id, verdict: verdict)
    for (index, second) in seconds.enumerated() {
        let hasPassed = [.passed, .flaky].contains(verdict) && index == seconds.count - 1
        var result = RunResult(
            task: id, outcome: hasPassed ? .passed : .failed(.task), reason: "it ended")
        result.seconds = second
        task.tries.append(
            TryRecord(
                result: result, folder: "runs/\(id)-\(index)", startedAt: "2026-11-27T01:00:00Z"))
    }
    return task
}

func suite(_ tasks: TaskRecord...) -> SuiteResult {
    var result = SuiteResult(fingerprint: "f", startedAt: "2026-11-27T01:00:00Z")
    result.tasks = tasks
    return result
}

/// What a shard with these tasks leaves.
func shard(
    _ index: Int, of count: Int, _ tasks: TaskRecord..., fingerprint: String = "f",
    startedAt: String = "2026-11-27T01:00:00Z"
) -> SuiteResult {
    var result = SuiteResult(fingerprint: fingerprint, startedAt: startedAt)
    result.shard = Shard(index: index, count: count)
    result.tasks = tasks
    return result
}
