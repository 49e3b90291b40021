/// Writes a completion as the chunks in which it is streamed.
///
/// - SeeAlso: `ChatCompletionChunk` of OpenAI's Python library 3.54.0.
struct ChatStreamWriter {
    private let completion: JSON
    private let includesUsage: Bool
    private var chunks: [JSON] = []

    /// The lines of each chunk; the counts come only when the request's options ask for them.
    static func write(_ completion: JSON, options: JSON?) -> [String] {
        var writer = ChatStreamWriter(
            completion: completion, includesUsage: options?["include_usage"] == true)
        writer.addAll()
        return writer.chunks.map { "data: \($0.text)\n\n" } + ["data: [DONE]\n\n"]
    }

    private init(completion: JSON, includesUsage: Bool) {
        self.completion = completion
        self.includesUsage = includesUsage
    }

    private mutating func addAll() {
        let choice = completion["choices"]?.array?.first ?? .null
        let message = choice["message"] ?? .null
        let start: JSON = message.has("content") ? "" : .null
        emit(["role": "assistant", "content": start, "refusal": .null])
        for key in ["content", "refusal"] {
            for piece in (message[key]?.string ?? "").pieces { emit([key: .string(piece)]) }
        }
        for (index, call) in (message["tool_calls"]?.array ?? []).enumerated() {
            add(call: call, at: index)
        }
        emit([:], finish: choice["finish_reason"] ?? .null)
        guard includesUsage else { return }
        chunks.append(
            chunk.replacing("choices", by: [])
                .replacing("usage", by: completion["usage"] ?? .null))
    }

    private mutating func add(call: JSON, at index: Int) {
        let function = call["function"] ?? .null
        let begun = function.replacing("arguments", by: "")
        emit([
            "tool_calls": [
                call.replacing("function", by: begun).replacing("index", by: .integer(index))
            ]
        ])
        for piece in (function["arguments"]?.string ?? "").pieces {
            emit([
                "tool_calls": [
                    ["index": .integer(index), "function": ["arguments": .string(piece)]]
                ]
            ])
        }
    }

    private mutating func emit(_ delta: JSON, finish: JSON = .null) {
        let choice: JSON = [
            "index": 0, "delta": delta, "finish_reason": finish, "logprobs": .null,
        ]
        chunks.append(chunk.replacing("choices", by: [choice]))
    }

    /// What all chunks have in common.
    private var chunk: JSON {
        var members: [String: JSON] = ["object": "chat.completion.chunk"]
        for key in ["id", "created", "model", "service_tier"] { members[key] = completion[key] }
        if includesUsage { members["usage"] = .null }
        return .object(members)
    }
}
