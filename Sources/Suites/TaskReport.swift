import DeskwrightAgent
import DeskwrightCore

/// The loop's report with what came before and after it.
struct TaskReport: Sendable {
    var end: LoopEnd
    var steps = 0
    var usage = Usage()
    var secondsByPhase: [String: Double] = [:]
    var checks: [CheckResult] = []

    init(end: LoopEnd, setupTime: Duration) {
        self.end = end
        secondsByPhase["setup"] = setupTime.inSeconds
    }

    init(_ loop: LoopReport, setupTime: Duration) {
        self.init(end: loop.end, setupTime: setupTime)
        steps = loop.steps
        usage = loop.usage
        checks = loop.checks
        for (phase, time) in loop.timeByPhase {
            secondsByPhase[phase.rawValue] = time.inSeconds
        }
    }

    func result(of task: TaskSpec, seconds: Duration) -> RunResult {
        var result = RunResult(task: task.name, outcome: end.outcome, reason: end.reason)
        result.hint = end.hint
        result.summary = end.summary
        result.steps = steps
        result.usage = usage
        result.seconds = seconds.inSeconds
        result.secondsByPhase = secondsByPhase
        result.checks = checks
        return result
    }
}

extension LoopEnd {
    /// Whether an app that is gone could have brought it about; without an X server all of them end.
    var mayBeTheAppsFault: Bool { [.failed(.task), .failed(.stopped)].contains(outcome) }

    /// Says more in the first line of the reason; below it is what was found instead.
    mutating func add(_ causes: [String]) {
        var lines = reason.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[0] = ([lines[0]] + causes).joined(separator: "; ")
        reason = lines.joined(separator: "\n")
    }

    static func timedOut(after limit: Duration) -> LoopEnd {
        LoopEnd(
            outcome: .failed(.stopped), reason: "the task's timeout of \(limit.inWords) is over",
            hint: "`timeout: …` in the task file raises it")
    }
}
