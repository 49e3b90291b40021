import DeskwrightCore

/// Writes what the model says as a response of the API.
///
/// - SeeAlso: `Response` of OpenAI's Python library 3.54.0.
struct ResponsesReplyWriter {
    let request: CheckedRequest
    let utterance: Utterance
    /// Where the chain stands after the reply.
    let next: ChainPoint
    /// Seconds since 1970.
    let now: Int

    /// The response's body, and where the chain stands after it.
    func write(with ids: inout IDSource) -> (body: JSON, point: ChainPoint) {
        var point = next
        let id = ids.next("resp")
        point.responseID = id
        point.prompt = request.prompt
        point.pending = []
        var output = reasoning(with: &ids) + closing(with: &ids, pending: &point.pending)
        let usage = usage(of: output)
        point.contextTokens += request.inputTokens + usage.output
        if let limit = compactionThreshold, point.contextTokens > limit {
            output.insert(compaction(with: &ids), at: 0)
            point.contextTokens = Self.compactedTokens
        }
        var members = echo
        members["id"] = .string(id)
        members["created_at"] = .integer(now)
        members["output"] = .array(output)
        members["usage"] = usage.json
        if case .incomplete(let reason) = utterance.closing {
            members["status"] = "incomplete"
            members["incomplete_details"] = ["reason": .string(reason)]
        } else {
            members["status"] = "completed"
            members["completed_at"] = .integer(now)
        }
        return (.object(members), point)
    }

    /// A summary comes only where the request asks for one.
    private func reasoning(with ids: inout IDSource) -> [JSON] {
        guard let say = utterance.say else { return [] }
        let wish = request.body["reasoning"]
        let isWanted = wish?.has("summary") == true || wish?.has("generate_summary") == true
        var item: [String: JSON] = [
            "id": .string(ids.next("rs")), "type": "reasoning",
            "summary": isWanted ? [["type": "summary_text", "text": .string(say)]] : [],
        ]
        // What a client that keeps the conversation itself has to send back.
        item["encrypted_content"] = .string(ids.next("enc"))
        return [.object(item)]
    }

    /// From how many tokens on the request wants its conversation made shorter.
    private var compactionThreshold: Int? {
        let rules = request.body["context_management"]?.array ?? []
        return rules.first { $0["type"] == "compaction" }?["compact_threshold"]?.integer
    }

    /// What is left of a conversation that was made shorter.
    private static let compactedTokens = 2_000

    private func compaction(with ids: inout IDSource) -> JSON {
        [
            "id": .string(ids.next("cmp")), "type": "compaction",
            "encrypted_content": .string(ids.next("enc")),
        ]
    }

    private func closing(with ids: inout IDSource, pending: inout [PendingCall]) -> [JSON] {
        switch utterance.closing {
        case .call(let actions, let check):
            return [call(actions, check, with: &ids, pending: &pending)]
        case .message(let text):
            return [
                message(
                    [
                        "type": "output_text", "text": .string(text), "annotations": [],
                        "logprobs": [],
                    ],
                    with: &ids)
            ]
        case .refusal(let text):
            return [message(["type": "refusal", "refusal": .string(text)], with: &ids)]
        case .incomplete: return []
        }
    }

    private func call(
        _ actions: [JSON], _ check: ScriptedCheck?, with ids: inout IDSource,
        pending: inout [PendingCall]
    ) -> JSON {
        let callID = ids.next("call")
        var checks: [JSON] = []
        var checkIDs: [String] = []
        if let check {
            let id = ids.next("cu_sc")
            checkIDs.append(id)
            checks.append([
                "id": .string(id), "code": .string(check.code), "message": .string(check.message),
            ])
        }
        pending.append(PendingCall(id: callID, safetyChecks: checkIDs))
        var item: [String: JSON] = [
            "id": .string(ids.next("cu")), "call_id": .string(callID), "type": "computer_call",
            "status": "completed", "pending_safety_checks": .array(checks),
        ]
        switch request.dialect {
        case .preview: item["action"] = actions.first
        case .batched, nil: item["actions"] = .array(actions)
        }
        return .object(item)
    }

    private func message(_ content: JSON, with ids: inout IDSource) -> JSON {
        var item: [String: JSON] = [
            "id": .string(ids.next("msg")), "type": "message", "role": "assistant",
            "status": "completed", "content": [content],
        ]
        if request.model.marksFinalAnswers { item["phase"] = "final_answer" }
        return .object(item)
    }
}

extension ResponsesReplyWriter {
    /// The settings that a response repeats, as they were sent or by default.
    private var echo: [String: JSON] {
        let body = request.body
        var members: [String: JSON] = [
            "object": "response", "background": false, "error": .null, "incomplete_details": .null,
            "model": .string(request.model.name), "metadata": body["metadata"] ?? [:],
            "parallel_tool_calls": body["parallel_tool_calls"] ?? true,
            "service_tier": "default", "store": .bool(request.isStored),
            "temperature": body["temperature"] ?? .number(1),
            "text": body["text"] ?? ["format": ["type": "text"], "verbosity": "medium"],
            "tool_choice": body["tool_choice"] ?? "auto", "tools": body["tools"] ?? [],
            "top_p": body["top_p"] ?? .number(1),
            "truncation": body["truncation"] ?? "disabled",
            "reasoning": [
                "effort": body["reasoning"]?["effort"] ?? .null,
                "summary": body["reasoning"]?["summary"] ?? .null,
            ],
        ]
        for key in [
            "instructions", "max_output_tokens", "max_tool_calls", "previous_response_id",
            "prompt_cache_key", "safety_identifier", "user",
        ] {
            members[key] = body[key] ?? .null
        }
        return members
    }

    private func usage(of output: [JSON]) -> (output: Int, json: JSON) {
        let tools = TextTokens.count(request.body["tools"]?.text ?? "")
        let before = request.point.contextTokens
        let input = before + request.inputTokens + tools
        let cached = Prompt.cachedTokens(of: max(before, request.repeatedTokens))
        let thought = TextTokens.count(utterance.say ?? "")
        let said = TextTokens.count(bytes: output.reduce(0) { $0 + $1.text.utf8.count })
        let total = thought + said
        return (
            total,
            [
                "input_tokens": .integer(input),
                "input_tokens_details": [
                    "cached_tokens": .integer(cached), "cache_write_tokens": 0,
                ],
                "output_tokens": .integer(total),
                "output_tokens_details": ["reasoning_tokens": .integer(thought)],
                "total_tokens": .integer(input + total),
            ]
        )
    }
}
