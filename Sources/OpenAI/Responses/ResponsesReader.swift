import DeskwrightCore

/// Reads a reply of `POST /responses`; unknown keys and item types are passed over.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response.py`, `response_output_item.py`.
enum ResponsesReader {
    static func read(_ json: JSONValue) throws(ReplyFault) -> Reply {
        let state = try state(json)
        let output = json["output"]?.array
        if state == .completed, output == nil { throw ReplyFault(reason: "it has no \"output\"") }
        var items: [Reply.Item] = []
        if state == .completed {
            for item in output ?? [] {
                if let item = try read(item: item) { items.append(item) }
            }
        }
        return Reply(
            id: json["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }, state: state, items: items,
            echo: state == .completed ? output ?? [] : [],
            tokens: tokens(of: json))
    }

    /// A reply without a status is one that has come to its end: we ask for no other.
    private static func state(_ json: JSONValue) throws(ReplyFault) -> Reply.State {
        let error = json["error"] ?? .null
        let status = json["status"]?.string ?? (error.isNull ? "completed" : "failed")
        switch status {
        case "completed": return .completed
        case "incomplete":
            return .incomplete(
                reason: json["incomplete_details"]?["reason"]?.string ?? "no reason given")
        case "failed":
            return .failed(
                code: error["code"]?.string,
                message: error["message"]?.string ?? error.string ?? "no reason given")
        case "cancelled": return .cancelled
        default: throw ReplyFault(reason: "its status is \(quoted(status))")
        }
    }

    private static func read(item: JSONValue) throws(ReplyFault) -> Reply.Item? {
        switch item["type"]?.string {
        case "computer_call": return .computerCall(try computerCall(item))
        case "function_call":
            return .strangeCall(try strangeCall(item, answeredBy: "function_call_output"))
        case "custom_tool_call":
            return .strangeCall(try strangeCall(item, answeredBy: "custom_tool_call_output"))
        case "message": return .message(message(item))
        case "reasoning":
            let parts = (item["summary"]?.array ?? []).compactMap { $0["text"]?.string }
            return .thought(parts.joined(separator: "\n"))
        default: return nil
        }
    }

    /// The API takes ids of 1 to 64 characters back.
    private static func callID(_ item: JSONValue) throws(ReplyFault) -> String {
        guard let id = item["call_id"]?.string, (1...64).contains(id.unicodeScalars.count) else {
            throw ReplyFault(reason: "a call has no usable \"call_id\"")
        }
        return id
    }

    private static func computerCall(_ item: JSONValue) throws(ReplyFault) -> Reply.ComputerCall {
        Reply.ComputerCall(
            callID: try callID(item), actions: actions(item),
            safetyChecks: try SafetyCheck.read(item["pending_safety_checks"]))
    }

    /// `actions` when there are any, else the one `action`.
    private static func actions(_ item: JSONValue) -> [ProposedAction] {
        let status = item["status"]?.string ?? "completed"
        let batch = item["actions"]?.array ?? []
        let single = item["action"].flatMap { $0.isNull ? nil : $0 }
        let all = batch.isEmpty ? (single.map { [$0] } ?? []) : batch
        guard status == "completed" else {
            return [.invalid(text: "computer_call", reason: "the call is \(status)")]
        }
        guard !all.isEmpty else {
            return [.invalid(text: "computer_call", reason: "the call holds no action")]
        }
        return all.map(ActionReader.read)
    }

    private static func strangeCall(
        _ item: JSONValue, answeredBy outputType: String
    ) throws(ReplyFault) -> Reply.StrangeCall {
        Reply.StrangeCall(
            callID: try callID(item), name: item["name"]?.string ?? "", outputType: outputType)
    }

    private static func message(_ item: JSONValue) -> Reply.Message {
        let parts = item["content"]?.array ?? []
        let texts = parts.filter { $0["type"]?.string == "output_text" }
            .compactMap { $0["text"]?.string }
        let refusal = parts.first { $0["type"]?.string == "refusal" }
        return Reply.Message(
            text: texts.joined(separator: "\n"),
            refusal: refusal.map { $0["refusal"]?.string ?? "no reason given" },
            isFinal: item["phase"]?.string != "commentary")
    }

    static func tokens(of reply: JSONValue) -> Reply.TokenCounts? {
        guard let usage = reply["usage"], let input = usage["input_tokens"]?.tokenCount,
            let output = usage["output_tokens"]?.tokenCount
        else { return nil }
        let details = usage["input_tokens_details"]
        return Reply.TokenCounts(
            input: input, cached: min(input, details?["cached_tokens"]?.tokenCount ?? 0),
            cacheWrites: details?["cache_write_tokens"]?.tokenCount ?? 0, output: output,
            reasoning: usage["output_tokens_details"]?["reasoning_tokens"]?.tokenCount ?? 0)
    }
}
