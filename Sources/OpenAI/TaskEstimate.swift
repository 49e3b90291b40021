import Core

/// What a task is likely to cost, told without asking anybody.
///
/// Every step is taken to be one request with one picture, whose reply takes what its effort is taken
/// to need. The service keeps the conversation, and all of it is input of each step.
public struct TaskEstimate: Sendable {
    /// What all steps up to each have used, when the service's cache holds what was sent before.
    public let cached: [Usage]
    /// The same when its cache holds nothing.
    public let uncached: [Usage]
    /// Of one picture of the screen.
    public let pictureTokens: Int
    /// Of one reply.
    public let replyTokens: Int
    /// As the model sees the screen.
    public let picture: Size

    /// - Parameters:
    ///   - settings: The model, and what it is told besides the goal; no key is needed.
    ///   - goal: What the model is to reach.
    ///   - screen: Its size, in pixels.
    ///   - stepCount: At least one.
    public init(_ settings: OpenAISettings, goal: String, screen: Size, stepCount: Int) {
        let picture = Picture(outlineOf: screen, rule: settings.facts.images)
        let additions = TaskEstimate.additions(settings, goal: goal, picture)
        self.picture = picture.space.picture
        pictureTokens = picture.rule.tokens(for: picture.space.picture)
        replyTokens = RequestForecast.outputTokens(at: settings.effort)
        cached = TaskEstimate.sums(settings, additions, stepCount: stepCount, isCached: true)
        uncached = TaskEstimate.sums(settings, additions, stepCount: stepCount, isCached: false)
    }

    /// What the first request and each later one add, taken from bodies as they would be sent.
    private static func additions(
        _ settings: OpenAISettings, goal: String, _ picture: Picture
    ) -> (first: RequestForecast.Addition, next: RequestForecast.Addition) {
        let request = RequestBody(
            settings: settings, tool: settings.tool ?? settings.facts.preferredTool,
            wantsSummary: true)
        var conversation = Conversation(goal: goal)
        func addition(goesOn: Bool) -> RequestForecast.Addition {
            RequestForecast.Addition(
                request.json(conversation, picture), picture: picture.space.picture,
                rule: picture.rule, goesOn: goesOn)
        }
        let first = addition(goesOn: false)
        let id = String(repeating: "0", count: 48)
        let call = Reply.ComputerCall(callID: id, actions: [.action(.wait)], safetyChecks: [])
        conversation.goOn(
            from: Reply(id: id, state: .completed, items: [.computerCall(call)]), words: [:],
            isKept: true)
        return (first, addition(goesOn: true))
    }

    private static func sums(
        _ settings: OpenAISettings,
        _ additions: (first: RequestForecast.Addition, next: RequestForecast.Addition),
        stepCount: Int, isCached: Bool
    ) -> [Usage] {
        var forecast = RequestForecast(price: settings.facts.price, effort: settings.effort)
        var sum = Usage()
        return (1...max(1, stepCount)).map { step in
            let addition = step == 1 ? additions.first : additions.next
            let usage = forecast.usage(of: addition)
            forecast.learn(
                Reply.TokenCounts(
                    input: usage.inputTokens, cached: isCached ? usage.inputTokens : 0,
                    output: usage.outputTokens),
                of: addition)
            sum = sum + usage
            return sum
        }
    }
}
