import DeskwrightCore

extension Budget {
    /// The first limit that is used up, or that the next step would go over.
    ///
    /// `step` is what the next step is likely to use, and `kept` what it has to leave.
    func limitReached(by run: RunState, step: Usage?, keeping kept: Usage) -> Stop? {
        if let steps, run.step >= steps {
            return stop(usedUp(counted(steps, "step")), "steps")
        }
        if step != nil, run.step > 0,
            let stop = timeShortage(at: run.elapsed, timePerRequest: run.timePerRequest)
        {
            return stop
        }
        return shortage(after: run.spent, adding: (step ?? Usage()) + kept)
    }

    /// The first limit, of those on what requests use, that is used up or would be passed.
    func shortage(after spent: Usage, adding next: Usage) -> Stop? {
        let counts: [(limit: Int?, used: Int, next: Int, noun: String, key: String)] = [
            (requests, spent.requests, next.requests, "request", "requests"),
            (tokens, spent.tokens, next.tokens, "token", "tokens"),
            (inputTokens, spent.inputTokens, next.inputTokens, "input token", "input-tokens"),
        ]
        for count in counts {
            guard let limit = count.limit else { continue }
            if count.used >= limit {
                return stop(usedUp(counted(limit, count.noun)), count.key)
            }
            if count.used + count.next > limit {
                return stop(
                    tooSmall(counted(limit, count.noun), "\(count.used)", "\(count.next)"),
                    count.key)
            }
        }
        return dollarShortage(after: spent, adding: next)
    }

    private func dollarShortage(after spent: Usage, adding next: Usage) -> Stop? {
        guard let dollars, let used = spent.dollars else { return nil }
        if used >= dollars { return stop(usedUp(inDollars(dollars)), "usd") }
        guard let more = next.dollars, used + more > dollars else { return nil }
        return stop(tooSmall(inDollars(dollars), inDollars(used), inDollars(more)), "usd")
    }

    /// Whether the time is too short for a request and for the summary's after it.
    func timeShortage(at elapsed: Duration, timePerRequest: Duration) -> Stop? {
        let next = timePerRequest * 2
        guard let time, time - elapsed < next else { return nil }
        return stop(tooSmall(time.inWords, elapsed.inWords, next.inWords), "seconds")
    }

    /// What is left for a decision, but for what is kept for later.
    func allowance(after spent: Usage, keeping kept: Usage = Usage()) -> Allowance {
        let gone = spent + kept
        return Allowance(
            dollars: dollars.flatMap { limit in gone.dollars.map { max(0, limit - $0) } },
            tokens: tokens.map { max(0, $0 - gone.tokens) },
            inputTokens: inputTokens.map { max(0, $0 - gone.inputTokens) },
            requests: requests.map { max(0, $0 - gone.requests) })
    }

    /// The time limit is watched from outside the steps: it ends a step that is under way.
    func timeIsUp(_ time: Duration) -> Stop {
        stop(usedUp(time.inWords), "seconds")
    }

    private func usedUp(_ limit: String) -> String { "the budget of \(limit) is used up" }

    private func tooSmall(_ limit: String, _ used: String, _ next: String) -> String {
        "the next step does not fit into the budget of \(limit): \(used) used, "
            + "about \(next) more needed"
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
