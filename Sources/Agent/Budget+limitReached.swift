import DeskwrightCore

extension Budget {
    /// The first limit that is used up, or that the next step would go over.
    ///
    /// `step` is what the next step is likely to use; after the first one `summary` is kept back, so
    /// that the run can still end with a word on what was done.
    func limitReached(
        by run: RunState, step: Usage? = nil, summary: Usage? = nil
    ) -> Stop? {
        if let steps, run.step >= steps {
            return stop(allUsed(steps, "steps"), "steps")
        }
        if step != nil, run.step > 0,
            let stop = timeShortage(at: run.elapsed, timePerRequest: run.timePerRequest)
        {
            return stop
        }
        let next = run.step > 0 ? (step ?? Usage()) + (summary ?? Usage()) : step ?? Usage()
        return shortage(after: run.spent, adding: next)
    }

    /// The first limit, of those on what requests use, that is used up or would be passed.
    func shortage(after spent: Usage, adding next: Usage) -> Stop? {
        let counts: [(limit: Int?, used: Int, next: Int, what: String, key: String)] = [
            (requests, spent.requests, next.requests, "requests", "requests"),
            (tokens, spent.tokens, next.tokens, "tokens", "tokens"),
            (inputTokens, spent.inputTokens, next.inputTokens, "input tokens", "input-tokens"),
        ]
        for count in counts {
            guard let limit = count.limit else { continue }
            if count.used >= limit {
                return stop(allUsed(limit, count.what), count.key)
            }
            if count.used + count.next > limit {
                return stop(
                    "\(count.used) of \(limit) \(count.what) are used, and another step needs about "
                        + "\(count.next)", count.key)
            }
        }
        return dollarShortage(after: spent, adding: next)
    }

    private func dollarShortage(after spent: Usage, adding next: Usage) -> Stop? {
        guard let dollars, let used = spent.dollars else { return nil }
        if used >= dollars { return stop("the budget of \(inDollars(dollars)) is used", "usd") }
        guard let more = next.dollars, used + more > dollars else { return nil }
        return stop(
            "\(inDollars(used)) of \(inDollars(dollars)) are used, and another step costs about "
                + inDollars(more), "usd")
    }

    /// Whether the time is too short for a request and for the summary's after it.
    func timeShortage(at elapsed: Duration, timePerRequest: Duration) -> Stop? {
        guard let time, time - elapsed < timePerRequest * 2 else { return nil }
        return stop(
            "of the budget of \(time.inSeconds.formatted) s too few are left for another step",
            "seconds")
    }

    /// What is left for a decision, but for so many requests that are kept for later.
    func allowance(after spent: Usage, keeping requestCount: Int = 0) -> Allowance {
        Allowance(
            dollars: dollars.flatMap { limit in spent.dollars.map { max(0, limit - $0) } },
            tokens: tokens.map { max(0, $0 - spent.tokens) },
            requests: requests.map { max(0, $0 - spent.requests - requestCount) })
    }

    /// The time limit is watched from outside the steps: it ends a step that is under way.
    func timeIsUp(_ time: Duration) -> Stop {
        stop("the budget of \(time.inSeconds.formatted) s is used", "seconds")
    }

    private func allUsed(_ limit: Int, _ what: String) -> String {
        limit == 1
            ? "the one \(what.dropLast()) of the budget is used"
            : "all \(limit) \(what) of the budget are used"
    }

    private func stop(_ reason: String, _ key: String) -> Stop {
        Stop(
            reason: reason,
            hint: "`budget: {\(key): …}` in the task file, or `--budget \(key)=…`, raises it")
    }
}

extension Usage {
    fileprivate var tokens: Int { inputTokens + outputTokens }
}

extension Double {
    /// Without a fraction that says nothing: `40`, not `40.0`.
    var formatted: String {
        self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
    }
}
