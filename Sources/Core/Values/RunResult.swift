/// How a run ended, and what it took.
public struct RunResult: Sendable, Hashable, Codable {
    /// The task's name.
    public var task: String
    /// Passed, or whose fault it was.
    public var outcome: RunOutcome
    /// One sentence for people: the claim, the failed expectation, the error.
    public var reason: String
    /// The next thing to do, where there is one.
    public var hint: String?
    /// The planner's closing word, when a budget ended the run and there was room for one.
    public var summary: String?
    /// How often the task had failed before, where it was run again.
    public var retry: Int?
    /// Decisions of the planner.
    public var steps = 0
    /// What asking the planner cost.
    public var usage = Usage()
    /// Real time of the whole task, setup and teardown included.
    public var seconds = 0.0
    /// Seconds spent in each phase, by ``Phase``'s raw value; `setup` and `teardown` besides.
    public var secondsByPhase: [String: Double] = [:]
    /// The last look at each expectation.
    public var checks: [CheckResult] = []

    /// A result without figures yet.
    public init(task: String, outcome: RunOutcome, reason: String) {
        self.task = task
        self.outcome = outcome
        self.reason = reason
    }
}
