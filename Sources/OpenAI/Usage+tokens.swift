import DeskwrightCore

extension Usage {
    /// What one request cost.
    ///
    /// A `nil` price makes the dollars `nil`; so does a reply without counts. Both are unknown.
    init(_ tokens: Reply.TokenCounts?, price: Price?) {
        self.init()
        requests = 1
        inputTokens = tokens?.input ?? 0
        cachedInputTokens = tokens?.cached ?? 0
        outputTokens = tokens?.output ?? 0
        reasoningTokens = tokens?.reasoning ?? 0
        dollars = tokens.flatMap { tokens in price?.dollars(for: tokens) }
    }
}

extension Price {
    func dollars(for tokens: Reply.TokenCounts) -> Double {
        let cliff = cliff.flatMap { tokens.input > $0.inputTokens ? $0 : nil }
        let fresh = max(0, tokens.input - tokens.cached - tokens.cacheWrites)
        let read = Double(tokens.cached) * (cached ?? input)
        let written = Double(tokens.cacheWrites) * input * cacheWriteFactor
        let inputDollars = (Double(fresh) * input + read + written) * (cliff?.inputFactor ?? 1)
        let outputDollars = Double(tokens.output) * output * (cliff?.outputFactor ?? 1)
        return (inputDollars + outputDollars) / 1_000_000
    }
}
