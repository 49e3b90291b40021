import DeskwrightCore

/// Writes what the model says as a completion: a call of a function for each action.
///
/// - SeeAlso: `ChatCompletion` of OpenAI's Python library 3.54.0.
struct ChatReplyWriter {
    let request: CheckedRequest
    let utterance: Utterance
    /// Where the chain stands after the reply.
    let next: ChainPoint
    /// Seconds since 1970.
    let now: Int

    /// The completion's body, where the chain stands after it, and the id of its last call.
    func write(with ids: inout IDSource) -> (body: JSON, point: ChainPoint, lastCall: String?) {
        var point = next
        let id = ids.next("chatcmpl")
        point.responseID = id
        point.prompt = request.prompt
        let (message, reason) = message(with: &ids)
        let body: JSON = [
            "id": .string(id), "object": "chat.completion", "created": .integer(now),
            "model": .string(request.model.name), "service_tier": "default",
            "choices": [
                [
                    "index": 0, "message": message, "finish_reason": .string(reason),
                    "logprobs": .null,
                ]
            ],
            "usage": usage(of: message),
        ]
        return (body, point, message["tool_calls"]?.array?.last?["id"]?.string)
    }

    /// The model's message, and why it ended.
    private func message(with ids: inout IDSource) -> (JSON, reason: String) {
        var members: [String: JSON] = [
            "role": "assistant", "content": .null, "refusal": .null, "annotations": [],
        ]
        switch utterance.closing {
        case .call(let actions, _):
            if let say = utterance.say { members["content"] = .string(say) }
            members["tool_calls"] = .array(actions.map { call($0, id: ids.next("call")) })
            return (.object(members), "tool_calls")
        case .message(let text):
            members["content"] = .string(text)
            return (.object(members), "stop")
        case .refusal(let text):
            members["refusal"] = .string(text)
            return (.object(members), "stop")
        case .incomplete(let reason):
            members["content"] = ""
            return (.object(members), reason == "content_filter" ? reason : "length")
        }
    }

    private func call(_ action: JSON, id: String) -> JSON {
        var arguments: [String: JSON] = [:]
        if case .object(let members) = action { arguments = members }
        let name = arguments.removeValue(forKey: "type")?.string ?? ""
        // Strict schemas leave nothing out.
        let holding = ["click", "double_click", "drag", "move", "scroll"]
        if holding.contains(name), arguments["keys"] == nil { arguments["keys"] = .null }
        return [
            "id": .string(id), "type": "function",
            "function": [
                "name": .string(name), "arguments": .string(JSON.object(arguments).text),
            ],
        ]
    }

    private func usage(of message: JSON) -> JSON {
        let input = request.inputTokens + TextTokens.count(request.body["tools"]?.text ?? "")
        let cached = Prompt.cachedTokens(of: request.repeatedTokens)
        let output = TextTokens.count(message.text)
        return [
            "prompt_tokens": .integer(input), "completion_tokens": .integer(output),
            "total_tokens": .integer(input + output),
            "prompt_tokens_details": ["cached_tokens": .integer(cached), "audio_tokens": 0],
            "completion_tokens_details": [
                "reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0,
                "rejected_prediction_tokens": 0,
            ],
        ]
    }
}
