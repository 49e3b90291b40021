import DeskwrightCore

/// Puts the events of a streamed response together.
///
/// The last event holds the whole response. Where its output is missing, the items count that were
/// sent as done.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response_stream_event.py`.
struct ResponsesAssembly: StreamAssembly {
    private var response: JSONValue?
    private var failure: JSONValue?
    private var items: [Int: JSONValue] = [:]
    /// The summary that is being written.
    private var thought = ""

    var isComplete: Bool { response != nil || failure != nil }

    /// The end of other APIs' streams, which says nothing of the response.
    mutating func takeDone() {}

    mutating func take(_ event: JSONValue, name: String) -> PlannerNews? {
        switch event["type"]?.string ?? name {
        case "response.completed", "response.incomplete", "response.failed", "response.cancelled":
            response = event["response"]
        case "error":
            failure = event["error"].flatMap { $0.isNull ? nil : $0 } ?? event
        case "response.output_item.done":
            if let index = event["output_index"]?.count { items[index] = event["item"] }
        case "response.reasoning_summary_text.delta":
            thought += event["delta"]?.string ?? ""
            return .thinking(endOf: thought)
        case "response.reasoning_summary_text.done":
            let whole = event["text"]?.string ?? thought
            thought = ""
            return whole.isEmpty ? nil : .thought(whole)
        default: break
        }
        return nil
    }

    func whole() throws(ReplyFault) -> JSONValue {
        if let failure { return ["status": "failed", "error": failure] }
        guard let response, case .object(var members) = response else { throw .cutStream }
        if members["output"]?.array?.isEmpty ?? true, !items.isEmpty {
            members["output"] = .array(items.sorted { $0.key < $1.key }.map(\.value))
        }
        return .object(members)
    }
}
