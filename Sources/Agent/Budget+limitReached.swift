import Core

extension Budget {
    /// The first limit that the run has used up, before it takes another step.
    func limitReached(by run: RunState) -> Stop? {
        if let steps, run.step >= steps {
            return stop("all \(steps) steps of the budget are used", "budget: {steps: …}")
        }
        if let tokens, run.usage.inputTokens + run.usage.outputTokens >= tokens {
            return stop("all \(tokens) tokens of the budget are used", "budget: {tokens: …}")
        }
        if let dollars, let spent = run.usage.dollars, spent >= dollars {
            return stop("the budget of $\(dollars.formatted) is used", "budget: {usd: …}")
        }
        return nil
    }

    /// The time limit is watched from outside the steps: it ends a step that is under way.
    func timeIsUp(_ time: Duration) -> Stop {
        stop("the budget of \(time.inSeconds.formatted) s is used", "budget: {seconds: …}")
    }

    private func stop(_ reason: String, _ key: String) -> Stop {
        Stop(reason: reason, hint: "`\(key)` in the task file raises it")
    }
}

extension Double {
    /// Without a fraction that says nothing: `40`, not `40.0`.
    var formatted: String {
        self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
    }
}
