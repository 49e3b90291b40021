import DeskwrightCore

extension StepLoop {
    /// Whether the next request would be longer than the task lets it be without asking.
    func inputLimitReached(
        _ forecast: Usage?, _ run: inout RunState
    ) async throws -> Stop? {
        guard let inputLimit, let tokens = forecast?.inputTokens, tokens > inputLimit.tokens,
            !run.mayExceedInputLimit
        else { return nil }
        let growth =
            "the next request has about \(tokens) input tokens, \(inputLimit.reason)"
        let isAllowed = inputLimit.asks ? await ports.gate.allows(growth) : false
        try Task.checkCancellation()
        if isAllowed {
            run.mayExceedInputLimit = true
            try await ports.journal.append(.noted("a person let the run go on: \(growth)"))
            return nil
        }
        return Stop(
            reason: growth,
            hint:
                "`model: {context: {then: compact}}` in the task file, or `--context then=compact`, "
                + "makes the conversation shorter instead")
    }
}
