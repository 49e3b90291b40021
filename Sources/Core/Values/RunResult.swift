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

/// The outcome in one word.
public enum RunOutcome: Sendable, Hashable {
    case passed
    case failed(FailureKind)

    /// `passed`, or the failure's kind.
    public var name: String {
        switch self {
        case .passed: "passed"
        case .failed(let kind): kind.rawValue
        }
    }
}

extension RunOutcome: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        if name == "passed" {
            self = .passed
        } else if let kind = FailureKind(rawValue: name) {
            self = .failed(kind)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(quoted(name)) is no outcome")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
