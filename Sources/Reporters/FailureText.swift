import DeskwrightCore

/// What a report says of a try that did not pass.
struct FailureText {
    let result: RunResult

    /// The reason, or the beginning of a long one.
    var headline: String { excerpt(CleanText.clean(result.reason), limit: 1000) }

    /// The outcome in one word: whose fault it was.
    var type: String { result.outcome.name }

    /// The reason, each check that did not hold, and the hint.
    var body: String {
        var parts = [result.reason]
        parts += result.checks.filter { $0.verdict != .satisfied }.map { check in
            let word = check.verdict == .unknown ? "found (nobody can say)" : "found"
            return "expected: \(check.expected)\n\(word): \(check.found)"
        }
        if let hint = result.hint { parts.append("hint: \(hint)") }
        return CleanText.clean(parts.joined(separator: "\n\n"))
    }
}

extension TaskRecord {
    /// The tries that did not pass, the first one first.
    var failedTries: [TryRecord] { tries.filter { $0.result.outcome != .passed } }

    /// Why it is not passed: what the first try said; `nil` when it is.
    var whyNotPassed: String? {
        switch verdict {
        case .passed: nil
        case .skipped: skipReason ?? "it was skipped"
        case .flaky, .failed, .error:
            failedTries.first?.result.reason ?? "no try of it is written down"
        }
    }
}

extension FailureKind {
    /// Whether it may be the product's fault; otherwise the test could not say.
    var isOfTheProduct: Bool {
        switch self {
        case .task, .stopped: true
        case .usage, .environment, .provider, .interrupted, .terminated: false
        }
    }
}

extension RunOutcome {
    /// Whether the product was at fault, as far as the run can say.
    var isOfTheProduct: Bool {
        switch self {
        case .passed: false
        case .failed(let kind): kind.isOfTheProduct
        }
    }
}

extension [TaskRecord] {
    /// How many of them came to this.
    func count(of verdict: TaskVerdict) -> Int { count { $0.verdict == verdict } }
}
