import Core

/// The body of `POST /responses` in either dialect.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response_create_params.py`.
struct RequestBody {
    var settings: OpenAISettings
    var tool: ComputerTool
    /// Some organisations may not have summaries.
    var wantsSummary: Bool

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

    /// The preview model has no effort to choose.
    private var reasoning: JSONValue? {
        var members: [String: JSONValue] = [:]
        if wantsSummary { members["summary"] = "concise" }
        if tool == .computer, let effort = settings.effort {
            members["effort"] = .string(effort.rawValue)
        }
        return members.isEmpty ? nil : .object(members)
    }
}
