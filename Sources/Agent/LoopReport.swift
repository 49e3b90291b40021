import DeskwrightCore

/// How a run ended, and what it took.
public struct LoopReport: Sendable {
    /// Why the run ended.
    public var end: LoopEnd
    /// Decisions of the planner.
    public var steps: Int
    /// What asking the planner cost.
    public var usage: Usage
    /// The time that went into each phase: real time, also on a desktop with a clock of its own.
    public var timeByPhase: [Phase: Duration]
    /// The last look at each expectation, in their order; empty when none was made.
    public var checks: [CheckResult]

    init(end: LoopEnd, run: RunState) {
        var run = run
        run.enter(nil)
        self.end = end
        steps = run.step
        usage = run.usage
        timeByPhase = run.timeByPhase
        checks = run.checks
    }
}

/// Why a run ended, in a sentence and with whose fault it was.
public struct LoopEnd: Sendable, Hashable {
    /// Passed, or whose fault it was.
    public var outcome: RunOutcome
    /// One sentence for people: the claim, the failed expectation, the error.
    public var reason: String
    /// The next thing to do, where there is one.
    public var hint: String?
    /// The planner's closing word, where a budget ended the run.
    public var summary: String?

    static func passed(_ claim: String) -> LoopEnd {
        LoopEnd(outcome: .passed, reason: claim)
    }

    static func unmet(_ reason: String) -> LoopEnd {
        LoopEnd(outcome: .failed(.task), reason: reason)
    }

    static func gaveUp(_ reason: String) -> LoopEnd {
        LoopEnd(outcome: .failed(.task), reason: "the planner gave up: \(reason)")
    }

    static func stuck(_ evidence: String) -> LoopEnd {
        LoopEnd(
            outcome: .failed(.task), reason: "stuck: \(evidence)",
            hint: "the report shows what the screen was like when it began to repeat itself")
    }

    static func stopped(_ stop: Stop) -> LoopEnd {
        LoopEnd(outcome: .failed(.stopped), reason: stop.reason, hint: stop.hint)
    }

    package init(outcome: RunOutcome, reason: String, hint: String? = nil) {
        self.outcome = outcome
        self.reason = reason
        self.hint = hint
    }

    /// Whether a signal, or whoever started the run, cancelled it.
    public var isInterrupted: Bool { outcome == .failed(.interrupted) }

    /// The end that an error makes.
    package init(_ error: any Error) {
        if let failure = error as? any Failure {
            self.init(
                outcome: .failed(failure.kind), reason: failure.message, hint: failure.hint)
        } else if error is CancellationError {
            self.init(outcome: .failed(.interrupted), reason: "interrupted")
        } else {
            self.init(outcome: .failed(.environment), reason: "\(error)")
        }
    }
}

/// A limit, a policy or a person that ends a run.
struct Stop: Sendable, Hashable {
    var reason: String
    var hint: String?
}
