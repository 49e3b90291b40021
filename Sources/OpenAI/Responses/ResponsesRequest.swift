import Core

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
            "store": .bool(settings.store),
        ]
        body["previous_response_id"] = previousID.map(JSONValue.string)
        body["reasoning"] = reasoning(isLast: isLast)
        if isLast {
            body["tool_choice"] = "none"
            body["max_output_tokens"] = .number(Double(RequestForecast.summaryOutputMax))
        }
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

    private func input(_ conversation: Conversation, _ picture: Picture) -> [JSONValue] {
        guard previousID != nil else { return [message(conversation.opening, picture)] }
        var items = computerCalls.map { output(of: $0, conversation.acknowledged, picture) }
        items += strangeCalls.map { call in
            [
                "type": .string(call.outputType), "call_id": .string(call.callID),
                "output": .string("Error: \(call.answer)"),
            ]
        }
        let said = conversation.untold.problems + conversation.untold.remarks
        if computerCalls.isEmpty {
            items.append(message(said.isEmpty ? ["This is the screen now."] : said, picture))
        } else if !said.isEmpty {
            items.append(message(said, nil))
        }
        return items
    }

    /// A user's message, with the screen if there is one to show.
    private func message(_ paragraphs: [String], _ picture: Picture?) -> JSONValue {
        var content: [JSONValue] = [
            ["type": "input_text", "text": .string(paragraphs.joined(separator: "\n\n"))]
        ]
        if let picture {
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
