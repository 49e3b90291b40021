import DeskwrightCore

/// Reads a reply of `POST /chat/completions`; unknown keys are passed over.
///
/// - SeeAlso: openai-python 3.54.0, `types/chat/chat_completion.py`.
enum ChatReader {
    static func read(_ json: JSONValue) throws(ReplyFault) -> Reply {
        let id = json["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let tokens = tokens(of: json)
        if let error = json["error"], !error.isNull {
            return Reply(id: id, state: failure(error), items: [], tokens: tokens)
        }
        guard let choice = json["choices"]?.array?.first else {
            throw ReplyFault(reason: "it has no \"choices\"")
        }
        let state = state(choice)
        guard state == .completed else {
            return Reply(id: id, state: state, items: [], tokens: tokens)
        }
        guard let message = choice["message"], case .object = message else {
            throw ReplyFault(reason: "its choice has no \"message\"")
        }
        let calls = try ChatCall.read(message["tool_calls"])
        return Reply(
            id: id, state: state, items: items(message, calls),
            echo: [echo(message, calls)], tokens: tokens)
    }

    /// What some gateways send with status 200 when the server behind them fails.
    private static func failure(_ error: JSONValue) -> Reply.State {
        let code = error["code"]?.string ?? error["code"]?.count.map(String.init)
        return .failed(
            code: code ?? error["type"]?.string,
            message: error["message"]?.string ?? error.string ?? "no reason given")
    }

    private static func state(_ choice: JSONValue) -> Reply.State {
        switch choice["finish_reason"]?.string {
        case "length": .incomplete(reason: "length")
        case "content_filter": .incomplete(reason: "content_filter")
        case "error":
            choice["error"].map(failure) ?? .failed(code: nil, message: "no reason given")
        default: .completed
        }
    }

    private static func items(_ message: JSONValue, _ calls: [ChatCall]) -> [Reply.Item] {
        var items: [Reply.Item] = []
        let thoughts = thoughtKeys.compactMap { message[$0]?.string }
        if let thought = thoughts.first(where: { !$0.isEmpty }) { items.append(.thought(thought)) }
        let text = text(message["content"])
        let refusal = message["refusal"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        if !text.isEmpty || refusal != nil {
            // Words beside calls are said on the way.
            items.append(
                .message(.init(text: text, refusal: refusal, isFinal: calls.isEmpty)))
        }
        return items + calls.map(\.item)
    }

    /// The names that gateways and local servers give to a summary of the thoughts.
    static let thoughtKeys = ["reasoning_content", "reasoning"]

    /// A text, or parts of one as some gateways have it.
    private static func text(_ content: JSONValue?) -> String {
        content?.string
            ?? (content?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }

    /// The message as it goes back: as it came, but for what the service does not take from us.
    private static func echo(_ message: JSONValue, _ calls: [ChatCall]) -> JSONValue {
        guard case .object(var members) = message else { return message }
        members = members.filter { !$0.value.isNull }
        for key in ["annotations", "audio", "function_call"] { members[key] = nil }
        members["role"] = "assistant"
        members["tool_calls"] = calls.isEmpty ? nil : .array(calls.map(\.echo))
        if calls.isEmpty, members["content"] == nil, members["refusal"] == nil {
            members["content"] = ""
        }
        return .object(members)
    }

    static func tokens(of reply: JSONValue) -> Reply.TokenCounts? {
        guard let usage = reply["usage"], let input = usage["prompt_tokens"]?.tokenCount,
            let output = usage["completion_tokens"]?.tokenCount
        else { return nil }
        let details = usage["prompt_tokens_details"]
        return Reply.TokenCounts(
            input: input, cached: min(input, details?["cached_tokens"]?.tokenCount ?? 0),
            cacheWrites: details?["cache_write_tokens"]?.tokenCount ?? 0, output: output,
            reasoning: usage["completion_tokens_details"]?["reasoning_tokens"]?.tokenCount ?? 0)
    }
}
