/// How a run ended, and what it took.
public struct RunResult: Sendable, Hashable, Codable {
    public var task: String
    public var outcome: RunOutcome
    /// One sentence for people: the claim, the failed expectation, the error.
    public var reason: String
    public var hint: String?
    /// The planner's closing word, when a budget ended the run and there was room for one.
    public var summary: String?
    public var steps = 0
    public var usage = Usage()
    public var seconds = 0.0
    /// Seconds spent in each phase, by ``Phase``'s raw value; `setup` and `teardown` besides.
    public var secondsByPhase: [String: Double] = [:]
    public var checks: [CheckResult] = []

    public init(task: String, outcome: RunOutcome, reason: String) {
        self.task = task
        self.outcome = outcome
        self.reason = reason
    }
}
