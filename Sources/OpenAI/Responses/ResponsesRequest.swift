import DeskwrightCore

extension ResponsesDialect {
    /// Tools and instructions are not remembered by the service, and so stand in every request.
    func request(
        _ conversation: Conversation, _ picture: Picture, isLast: Bool
    ) -> JSONValue {
        var body: [String: JSONValue] = [
            "model": .string(settings.model),
            "instructions": .string(
                settings.instructions ?? OpenAISettings.instructions(through: "the computer tool")),
            "tools": [tool.declaration(picture.space.picture)],
            "input": .array(input(conversation, picture)),
            "store": .bool(isStored),
        ]
        body["previous_response_id"] = previousID.map(JSONValue.string)
        body["reasoning"] = reasoning(isLast: isLast)
        // What the model thought goes back with the rest, and only the service can read it.
        if !isStored { body["include"] = ["reasoning.encrypted_content"] }
        body["context_management"] = compaction
        if isLast {
            body["tool_choice"] = "none"
            body["max_output_tokens"] = .number(Double(RequestForecast.summaryTokensMax))
        }
        if streams { body["stream"] = true }
        // The preview tool wants it; the other has room for hundreds of screens.
        if tool == .preview { body["truncation"] = "auto" }
        return .object(body)
    }

    /// The preview model has no effort to choose.
    private func reasoning(isLast: Bool) -> JSONValue? {
        var members: [String: JSONValue] = [:]
        if wantsSummary { members["summary"] = "concise" }
        let effort = effort(settings.effort, isLast: isLast, of: settings.facts)
        if tool == .computer, let effort {
            members["effort"] = .string(effort.rawValue)
        }
        return members.isEmpty ? nil : .object(members)
    }

    /// A conversation that is sent each time is short already.
    private var compaction: JSONValue? {
        guard isStored, wantsCompaction, let limit = settings.contextTokensMax else { return nil }
        return [["type": "compaction", "compact_threshold": .number(Double(limit))]]
    }

    private func input(_ conversation: Conversation, _ picture: Picture) -> [JSONValue] {
        if isHeldByService, let lastReply { return answers(to: lastReply, conversation, picture) }
        return transcript.items + passage(conversation, picture).items
    }

    /// What is said now: the last reply, the answers to its calls, and the screen.
    ///
    /// A screenshot after a call can be no text, and so a passage without its screenshot is in words,
    /// and the call is gone. So is a call after thoughts that cannot be sent back: it is not taken
    /// without them.
    func passage(_ conversation: Conversation, _ picture: Picture) -> Transcript.Passage {
        guard let lastReply else {
            return Transcript.Passage(history: conversation.history) { showsPicture in
                [Self.message(conversation.opening, picture, isShown: showsPicture)]
            }
        }
        let isWhole = !isStored || lastReply.echo.allSatisfy(\.canBeSentBack)
        return Transcript.Passage(history: conversation.untold.history) { showsPicture in
            showsPicture && isWhole
                ? lastReply.echo + answers(to: lastReply, conversation, picture)
                : inWords(lastReply, conversation, picture, isShown: showsPicture)
        }
    }

    private func inWords(
        _ reply: Reply, _ conversation: Conversation, _ picture: Picture, isShown: Bool
    ) -> [JSONValue] {
        let untold = conversation.untold
        let done =
            untold.history.isEmpty
            ? [] : ["What you had done:\n" + untold.history.joined(separator: "\n")]
        return reply.echo.compactMap(\.inWords)
            + [Self.message(done + untold.remarks, picture, isShown: isShown)]
    }

    private func answers(
        to reply: Reply, _ conversation: Conversation, _ picture: Picture
    ) -> [JSONValue] {
        let calls = reply.computerCalls.uniqued(by: \.callID)
        var items = calls.map { output(of: $0, conversation.acknowledged, picture) }
        // An id is answered once, whatever else has it.
        let answered = Set(calls.map(\.callID))
        let others = reply.strangeCalls.filter { !answered.contains($0.callID) }
        items += others.uniqued(by: \.callID).map { call in
            [
                "type": .string(call.outputType), "call_id": .string(call.callID),
                "output": .string("Error: \(call.answer)"),
            ]
        }
        let said = conversation.untold.problems + conversation.untold.remarks
        if calls.isEmpty {
            items.append(
                Self.message(said.isEmpty ? ["This is the screen now."] : said, picture))
        } else if !said.isEmpty {
            items.append(Self.message(said, nil))
        }
        return items
    }

    /// A user's message, with the screen if there is one; an old screen is a few words.
    static func message(
        _ paragraphs: [String], _ picture: Picture?, isShown: Bool = true
    ) -> JSONValue {
        let isOld = picture != nil && !isShown
        let said = paragraphs + (isOld ? ["(An old screenshot, not sent again.)"] : [])
        var content: [JSONValue] = []
        if !said.isEmpty {
            content.append(
                ["type": "input_text", "text": .string(said.joined(separator: "\n\n"))])
        }
        if let picture, isShown {
            content.append([
                "type": "input_image", "detail": .string(picture.rule.detail),
                "image_url": .picture(picture.png),
            ])
        }
        return ["role": "user", "content": .array(content)]
    }

    private func output(
        of call: Reply.ComputerCall, _ acknowledged: Set<String>, _ picture: Picture
    ) -> JSONValue {
        var screenshot: [String: JSONValue] = [
            "type": "computer_screenshot", "image_url": .picture(picture.png),
        ]
        screenshot["detail"] = picture.rule.screenshotDetail.map(JSONValue.string)
        var item: [String: JSONValue] = [
            "type": "computer_call_output", "call_id": .string(call.callID),
            "output": .object(screenshot),
        ]
        let checks = call.safetyChecks.filter { acknowledged.contains($0.id) }
        if !checks.isEmpty {
            item["acknowledged_safety_checks"] = .array(checks.map(\.json))
        }
        return .object(item)
    }
}

extension JSONValue {
    /// What a reply's message says, as a message that stands alone: by its id it would need the
    /// thoughts before it.
    fileprivate var inWords: JSONValue? {
        guard self["type"] == "message" else { return nil }
        let texts = (self["content"]?.array ?? []).compactMap {
            $0["text"]?.string ?? $0["refusal"]?.string
        }
        guard !texts.isEmpty else { return nil }
        return ["role": "assistant", "content": .string(texts.joined(separator: "\n"))]
    }

    /// Whether the service takes an item of a reply back that it does not keep: thoughts only as it
    /// has encrypted them.
    fileprivate var canBeSentBack: Bool {
        self["type"] != "reasoning" || self["encrypted_content"]?.string != nil
    }
}

extension Array {
    /// The first element of each key, in order.
    fileprivate func uniqued(by key: (Element) -> String) -> [Element] {
        var seen: Set<String> = []
        return filter { seen.insert(key($0)).inserted }
    }
}

extension ComputerTool {
    /// The tool as a request declares it, for a screenshot of this size.
    func declaration(_ size: Size) -> JSONValue {
        switch self {
        case .computer:
            ["type": .string(rawValue)]
        case .preview:
            [
                "type": .string(rawValue),
                "environment": "linux",
                "display_width": .number(Double(size.width)),
                "display_height": .number(Double(size.height)),
            ]
        }
    }
}

extension SafetyCheck {
    /// The check as the service sent it.
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["id": .string(id)]
        members["code"] = code.map(JSONValue.string)
        members["message"] = message.map(JSONValue.string)
        return .object(members)
    }
}
