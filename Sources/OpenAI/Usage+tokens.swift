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
        (inputCost(of: tokens) + Double(tokens.output) * outputPrice(after: tokens.input))
            / 1_000_000
    }

    /// How many tokens of output so many dollars pay for besides the input; `nil` where output is free.
    func outputTokens(for dollars: Double, besides tokens: Reply.TokenCounts) -> Int? {
        let price = outputPrice(after: tokens.input)
        guard price > 0 else { return nil }
        return Int(min(1e9, max(0, (dollars * 1_000_000 - inputCost(of: tokens)) / price)))
    }

    /// In millionths of a dollar, as prices are for a million tokens.
    private func inputCost(of tokens: Reply.TokenCounts) -> Double {
        let fresh = max(0, tokens.input - tokens.cached - tokens.cacheWrites)
        let read = Double(tokens.cached) * (cached ?? input)
        let written = Double(tokens.cacheWrites) * input * cacheWriteFactor
        return (Double(fresh) * input + read + written)
            * (cliff(after: tokens.input)?.inputFactor ?? 1)
    }

    private func outputPrice(after inputTokens: Int) -> Double {
        output * (cliff(after: inputTokens)?.outputFactor ?? 1)
    }

    private func cliff(after inputTokens: Int) -> Cliff? {
        cliff.flatMap { inputTokens > $0.inputTokens ? $0 : nil }
    }
}
