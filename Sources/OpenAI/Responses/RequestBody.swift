import Core

/// The body of `POST /responses` in either dialect.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response_create_params.py`.
struct RequestBody {
    var settings: OpenAISettings
    var tool: ComputerTool
    /// Some organisations may not have summaries.
    var wantsSummary: Bool
    /// Whether the model is to do nothing more, and to say a closing word.
    var isLast = false

    /// Tools and instructions are not remembered by the service, and so stand in every request.
    func json(_ conversation: Conversation, _ picture: Picture) -> JSONValue {
        var body: [String: JSONValue] = [
            "model": .string(settings.model),
            "instructions": .string(settings.instructions),
            "tools": [declaration(picture.space.picture)],
            "input": .array(conversation.input(picture.rule)),
            "store": .bool(settings.store),
        ]
        body["previous_response_id"] = conversation.previousID.map(JSONValue.string)
        body["reasoning"] = reasoning
        if isLast {
            body["tool_choice"] = "none"
            body["max_output_tokens"] = .number(Double(RequestForecast.summaryOutputMax))
        }
        // The preview tool wants it; the other has room for hundreds of screens.
        if tool == .preview { body["truncation"] = "auto" }
        return .object(body)
    }

    private func declaration(_ size: Size) -> JSONValue {
        switch tool {
        case .computer:
            ["type": .string(tool.rawValue)]
        case .preview:
            [
                "type": .string(tool.rawValue),
                "environment": "linux",
                "display_width": .number(Double(size.width)),
                "display_height": .number(Double(size.height)),
            ]
        }
    }

    /// A closing word takes no more thought than the model takes at least.
    private var effort: ReasoningEffort? {
        guard isLast, settings.effort != nil else { return settings.effort }
        return settings.facts.efforts?.first ?? settings.effort
    }

    /// The preview model has no effort to choose.
    private var reasoning: JSONValue? {
        var members: [String: JSONValue] = [:]
        if wantsSummary { members["summary"] = "concise" }
        if tool == .computer, let effort {
            members["effort"] = .string(effort.rawValue)
        }
        return members.isEmpty ? nil : .object(members)
    }
}
