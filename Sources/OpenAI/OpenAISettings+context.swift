import DeskwrightCore

extension OpenAISettings {
    /// What a conversation may grow to before it is made shorter; `nil` when the rule has another end.
    ///
    /// It stays clear of the model's cliff and of the end of its context.
    package func compactionLimit(_ rule: ContextRule) -> Int? {
        guard rule.then == .compact else { return nil }
        let ends = [facts.price?.cliff?.inputTokens, facts.contextTokens].compactMap { $0 }
        return ([rule.limit ?? 100_000] + ends.map { $0 / 10 * 9 }).min()
    }

    /// What a request may not go over without a person's leave; `nil` when there is nothing to ask about.
    package func inputLimit(_ rule: ContextRule) -> InputLimit? {
        guard rule.then != .compact else { return nil }
        if let limit = rule.limit {
            return InputLimit(
                tokens: limit, asks: rule.then == .ask,
                reason: "more than the task's limit of \(limit)")
        }
        return facts.price?.cliff.map { cliff in
            InputLimit(
                tokens: cliff.inputTokens, asks: rule.then == .ask,
                reason: "and \(facts.name) costs \(cliff.inputFactor.inDigits) times as much "
                    + "above \(cliff.inputTokens)")
        }
    }
}
