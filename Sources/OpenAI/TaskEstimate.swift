import DeskwrightCore

/// What a task is likely to cost, told without asking anybody.
///
/// Every step is taken to be one request with one action, whose reply takes what its effort is taken to
/// need. All of the conversation is input of each step, whoever keeps it, until it is made shorter.
package struct TaskEstimate: Sendable {
    /// What all steps up to each have used, when the service's cache holds what was sent before.
    package let cached: [Usage]
    /// The same when its cache holds nothing.
    package let uncached: [Usage]
    /// Of one picture of the screen.
    package let pictureTokens: Int
    /// Of one reply.
    package let replyTokens: Int
    /// As the model sees the screen.
    package let picture: Size

    /// - Parameters:
    ///   - settings: The model, and what it is told besides the goal; no key is needed.
    ///   - goal: What the model is to reach.
    ///   - screen: Its size, in pixels.
    ///   - stepCount: At least one.
    package init(_ settings: OpenAISettings, goal: String, screen: Size, stepCount: Int) {
        let picture = Picture(outlineOf: screen, rule: settings.facts.images)
        let additions = TaskEstimate.additions(
            settings, goal: goal, picture, stepCount: min(stepCount, TaskEstimate.cycleEnd))
        self.picture = picture.space.picture
        pictureTokens = picture.rule.tokens(for: picture.space.picture)
        replyTokens = RequestForecast.replyTokens(at: settings.effort)
        cached = TaskEstimate.sums(settings, additions, stepCount: stepCount, isCached: true)
        uncached = TaskEstimate.sums(settings, additions, stepCount: stepCount, isCached: false)
    }

    /// From here on requests of a ``Transcript`` repeat their sizes.
    private static let cycleStart = 40
    private static let cycleEnd = 60

    /// What a step's request adds: as it goes on, and when the conversation is made shorter before it.
    private struct Additions {
        var next: RequestForecast.Addition
        var whole: RequestForecast.Addition
    }

    /// What each request adds, taken from bodies as they would be sent.
    private static func additions(
        _ settings: OpenAISettings, goal: String, _ picture: Picture, stepCount: Int
    ) -> [Additions] {
        var dialect = settings.api.dialect(settings)
        var conversation = Conversation(goal: goal)
        return (0..<max(1, stepCount)).map { _ in
            var shortened = dialect
            shortened.shorten()
            let both = [dialect, shortened].map { dialect in
                RequestForecast.Addition(
                    dialect.request(conversation, picture, isLast: false), picture,
                    goesOn: dialect.isHeldByService)
            }
            dialect.goOn(from: typicalReply, to: conversation, picture)
            conversation.goOn(from: typicalReply, words: [:])
            return Additions(next: both[0], whole: both[1])
        }
    }

    private static let typicalReply: Reply = {
        let id = String(repeating: "0", count: 48)
        let call = Reply.ComputerCall(callID: id, actions: [.action(.wait)], safetyChecks: [])
        let arguments: JSONValue = #"{"button":"left","keys":null,"x":1000,"y":1000}"#
        let echo: JSONValue = [
            "id": .string(id), "type": "function",
            "function": ["name": "click", "arguments": arguments],
        ]
        return Reply(
            id: id, state: .completed, items: [.computerCall(call)],
            echo: [["role": "assistant", "tool_calls": [echo]]])
    }()

    private static func sums(
        _ settings: OpenAISettings,
        _ additions: [Additions],
        stepCount: Int, isCached: Bool
    ) -> [Usage] {
        let (start, length) = (cycleStart, cycleEnd - cycleStart)
        let limit = settings.api.dialect(settings).lengthLimit
        var forecast = RequestForecast(price: settings.facts.price, effort: settings.effort)
        var (sum, before) = (Usage(), 0)
        return (1...max(1, stepCount)).map { step in
            let index = step - 1
            let both = additions[
                index < additions.count ? index : start + (index - start) % length]
            let addition = forecast.isTooLong(both.next, limit: limit) ? both.whole : both.next
            let usage = forecast.usage(of: addition)
            // A conversation that is told anew repeats what was sent before, and no more.
            let known = addition.goesOn ? usage.inputTokens : min(before, usage.inputTokens)
            before = usage.inputTokens
            forecast.learn(
                Reply.TokenCounts(
                    input: usage.inputTokens, cached: isCached ? known : 0,
                    output: usage.outputTokens),
                of: addition)
            sum = sum + usage
            return sum
        }
    }
}
