import DeskwrightCore

extension ChatDialect {
    /// The whole conversation, from the instructions to the screen as it is now.
    func request(
        _ conversation: Conversation, _ picture: Picture, isLast: Bool
    ) -> JSONValue {
        let instructions =
            settings.instructions
            ?? OpenAISettings.instructions(
                through: tool == nil ? "the functions, one for each action" : "the computer tool")
        let system: JSONValue = ["role": "system", "content": .string(instructions)]
        var body: [String: JSONValue] = [
            "model": .string(settings.model),
            "messages": .array(
                [system] + transcript.items + passage(conversation, picture).items),
            "tools": .array(
                tool.map { [$0.declaration(picture.space.picture)] } ?? ChatFunctions.all),
        ]
        let effort = effort(effort, isLast: isLast, of: settings.facts)
        body["reasoning_effort"] = effort.map { .string($0.rawValue) }
        if streams {
            body["stream"] = true
            body["stream_options"] = ["include_usage": true]
        }
        if isLast {
            body["tool_choice"] = "none"
            body["max_completion_tokens"] = .number(Double(RequestForecast.summaryTokensMax))
        }
        return .object(body)
    }

    /// What is said now: the last reply, the answers to its calls, and the screen.
    func passage(_ conversation: Conversation, _ picture: Picture) -> Transcript.Passage {
        guard let lastReply else {
            return Transcript.Passage(history: conversation.history) { showsPicture in
                [Self.message(conversation.opening, picture, isShown: showsPicture)]
            }
        }
        let untold = conversation.untold
        let answers = answers(to: lastReply, conversation)
        let said = untold.remarks.isEmpty ? ["This is the screen now."] : untold.remarks
        return Transcript.Passage(history: untold.history) { showsPicture in
            lastReply.echo + answers + [Self.message(said, picture, isShown: showsPicture)]
        }
    }

    /// A message for every call, in the order of the calls; each action has its outcome.
    private func answers(to reply: Reply, _ conversation: Conversation) -> [JSONValue] {
        var outcomes = conversation.untold.outcomes[...]
        return reply.items.compactMap { item in
            switch item {
            case .computerCall(let call):
                let own = outcomes.prefix(call.actions.count)
                outcomes = outcomes.dropFirst(call.actions.count)
                return answer(to: call, own, conversation.acknowledged)
            case .strangeCall(let call):
                return answer(call.callID, "Error: \(call.answer)")
            case .message, .thought: return nil
            }
        }
    }

    private func answer(
        to call: Reply.ComputerCall, _ outcomes: ArraySlice<String>, _ acknowledged: Set<String>
    ) -> JSONValue {
        let checks = call.safetyChecks.filter { acknowledged.contains($0.id) }
            .map { "safety check \($0.id) acknowledged" }
        let lines = outcomes.isEmpty ? ["not run"] : Array(outcomes)
        return answer(call.callID, (lines + checks).joined(separator: "\n"))
    }

    private func answer(_ callID: String, _ text: String) -> JSONValue {
        ["role": "tool", "tool_call_id": .string(callID), "content": .string(text)]
    }

    /// A user's message, with the screen if there is one; an old screen is a few words.
    static func message(
        _ paragraphs: [String], _ picture: Picture?, isShown: Bool = true
    ) -> JSONValue {
        var content: [JSONValue] = [
            ["type": "text", "text": .string(paragraphs.joined(separator: "\n\n"))]
        ]
        if let picture, isShown {
            content.append([
                "type": "image_url",
                "image_url": [
                    "url": .picture(picture.png), "detail": .string(picture.rule.detail),
                ],
            ])
        } else if picture != nil {
            content.append(["type": "text", "text": "(An old screenshot, not sent again.)"])
        }
        return ["role": "user", "content": .array(content)]
    }
}
