import DeskwrightCore

/// Puts the chunks of a streamed completion together.
///
/// - SeeAlso: openai-python 3.54.0, `types/chat/chat_completion_chunk.py`.
struct ChatAssembly: StreamAssembly {
    private var id: JSONValue?
    private var usage: JSONValue?
    private var failure: JSONValue?
    private var finishReason: JSONValue?
    private var message: [String: JSONValue] = [:]
    /// Members of the message that come in pieces.
    private var texts: [String: String] = [:]
    private var calls: [Call] = []
    /// Whether the server said that nothing more is to come.
    private(set) var isComplete = false

    /// A call that is being written; `index` is its number in the chunks.
    fileprivate struct Call: Sendable {
        var index: Int?
        var members: [String: JSONValue] = [:]
        /// Of its function, as far as they came as a text.
        var arguments: String?

        var id: String { members["id"]?.string ?? "" }
    }

    mutating func takeDone() { isComplete = true }

    mutating func take(_ event: JSONValue, name: String) -> PlannerNews? {
        let first = event["choices"]?.array?.first
        if let error = event["error"] ?? first?["error"], !error.isNull {
            failure = error
            isComplete = true
            return nil
        }
        id = id ?? event["id"]
        if let counts = event["usage"], !counts.isNull { usage = counts }
        guard let choice = first, choice["index"]?.count ?? 0 == 0 else { return nil }
        let isOver = finishReason != nil
        if let reason = choice["finish_reason"], !reason.isNull { finishReason = reason }
        // Some servers send the whole message with the last chunk.
        if case .object(let whole)? = choice["message"] {
            message = whole
            texts = [:]
        }
        let thought = take(delta: choice["delta"] ?? .null)
        guard finishReason == nil else { return isOver ? nil : wholeThought }
        return thought
    }

    /// Takes a piece of the message, and tells the end of the text that it made longer.
    private mutating func take(delta: JSONValue) -> PlannerNews? {
        guard case .object(let members) = delta else { return nil }
        var news: PlannerNews?
        for (key, value) in members where key != "tool_calls" && !value.isNull {
            guard key != "role", let more = value.string else {
                message[key] = value
                continue
            }
            texts[key, default: ""] += more
            if ChatReader.thoughtKeys.contains(key) || key == "content", !more.isEmpty {
                news = .thinking(endOf: texts[key] ?? "")
            }
        }
        for piece in members["tool_calls"]?.array ?? [] { take(call: piece) }
        return news
    }

    private var wholeThought: PlannerNews? {
        let whole = message.compactMapValues(\.string).merging(texts) { $1 }
        return ChatReader.thoughtKeys.lazy.compactMap { whole[$0] }.first { !$0.isEmpty }
            .map(PlannerNews.thought)
    }

    /// Takes a piece of a call. Some servers give all calls of a message the same index, and some
    /// none: an id that was not there before begins another call.
    private mutating func take(call piece: JSONValue) {
        guard case .object(let members) = piece else {
            // What is no call makes the reply unusable, as it does without a stream.
            calls.append(Call(index: nil, members: [Call.noCall: piece]))
            return
        }
        let index = piece["index"]?.count
        let id = piece["id"]?.string ?? ""
        var place = calls.lastIndex { index == nil || $0.index == index }
        if let known = place, !id.isEmpty, !calls[known].id.isEmpty, calls[known].id != id {
            place = nil
        }
        let number = place ?? calls.count
        if place == nil { calls.append(Call(index: index)) }
        for (key, value) in members where key != "index" && !value.isNull {
            calls[number].take(value, as: key)
        }
    }

    func whole() throws(ReplyFault) -> JSONValue {
        if let failure { return ["error": failure] }
        guard isComplete || finishReason != nil else { throw .cutStream }
        var members = message.merging(texts.mapValues(JSONValue.string)) { $1 }
        if !calls.isEmpty { members["tool_calls"] = .array(calls.map(\.whole)) }
        var reply: [String: JSONValue] = [
            "choices": [["finish_reason": finishReason ?? .null, "message": .object(members)]]
        ]
        reply["id"] = id
        reply["usage"] = usage
        return .object(reply)
    }
}

extension ChatAssembly.Call {
    /// Under this name stands what is no call at all.
    fileprivate static let noCall = ""

    /// Takes a piece of a member: arguments grow, and all else comes once or comes again.
    fileprivate mutating func take(_ value: JSONValue, as key: String) {
        guard key == "function", case .object(var function) = value else {
            members[key] = ChatAssembly.Call.joined(members[key], value)
            return
        }
        if let more = function["arguments"]?.string {
            if arguments == nil { arguments = more } else { arguments?.append(more) }
            function["arguments"] = nil
        }
        members[key] = ChatAssembly.Call.joined(members[key], .object(function))
    }

    private static func joined(_ old: JSONValue?, _ new: JSONValue) -> JSONValue {
        guard case .object(var members)? = old, case .object(let more) = new else {
            return new.string == "" ? old ?? new : new
        }
        for (key, value) in more where !value.isNull {
            let text = members[key]?.string
            // Some servers repeat a name with every piece.
            if key == "name", let text, let piece = value.string, piece != text {
                members[key] = .string(text + piece)
            } else {
                members[key] = joined(members[key], value)
            }
        }
        return .object(members)
    }

    fileprivate var whole: JSONValue {
        if let noCall = members[ChatAssembly.Call.noCall] { return noCall }
        var members = members
        if let arguments, case .object(var function)? = members["function"] {
            function["arguments"] = .string(arguments)
            members["function"] = .object(function)
        }
        return .object(members)
    }
}
