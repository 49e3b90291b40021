import DeskwrightCore

/// A call in a reply of Chat Completions: what it asks for, and how it goes back.
struct ChatCall: Sendable, Hashable {
    var item: Reply.Item
    var echo: JSONValue

    /// Reads `tool_calls`. Every call gets an id to answer it by: local servers leave them out, or
    /// give the same to all.
    static func read(_ list: JSONValue?) throws(ReplyFault) -> [ChatCall] {
        guard let list, !list.isNull else { return [] }
        guard let entries = list.array else {
            throw ReplyFault(reason: "\"tool_calls\" is no list")
        }
        var taken: Set<String> = []
        var calls: [ChatCall] = []
        for (index, entry) in entries.enumerated() {
            var id = entry["id"]?.string ?? ""
            var number = index + 1
            while id.isEmpty || taken.contains(id) {
                id = "call_\(number)"
                number += 1
            }
            taken.insert(id)
            calls.append(try ChatCall(entry, id: id))
        }
        return calls
    }

    private init(_ entry: JSONValue, id: String) throws(ReplyFault) {
        guard case .object(var members) = entry else {
            throw ReplyFault(reason: "a call is no object")
        }
        members["id"] = .string(id)
        let name = entry["function"]?["name"]?.string ?? entry["type"]?.string ?? ""
        let arguments = ChatCall.arguments(entry)
        if case .object(var function) = entry["function"] {
            // A server that reads arguments back may fail at what its own model wrote.
            let isRead = if case .object? = arguments { true } else { false }
            let isThere = function["arguments"].map { !$0.isNull } ?? false
            if !isRead || !isThere { function["arguments"] = "{}" }
            members["function"] = .object(function)
            // Local servers leave this out too.
            if members["type"].map(\.isNull) ?? true { members["type"] = "function" }
        }
        echo = .object(members)
        if ChatFunctions.names.contains(name) {
            item = .computerCall(
                .init(callID: id, actions: [ChatCall.action(name, arguments)], safetyChecks: []))
        } else if ChatCall.computerNames.contains(name) {
            item = .computerCall(try ChatCall.computerCall(entry, arguments, id: id))
        } else {
            item = .strangeCall(
                .init(callID: id, name: name, outputType: "tool", offer: ChatFunctions.offer))
        }
    }

    /// The arguments as JSON: of a text, or as they are; `nil` when they are none.
    private static func arguments(_ entry: JSONValue) -> JSONValue? {
        let value = entry["function"]?["arguments"] ?? .null
        guard let text = value.string else { return value.isNull ? [:] : value }
        if text.allSatisfy(\.isWhitespace) { return [:] }
        return try? JSONParser.parse(Array(text.utf8))
    }

    private static func action(_ name: String, _ arguments: JSONValue?) -> ProposedAction {
        guard case .object(var members) = arguments else {
            return .invalid(text: name, reason: "its arguments are no JSON object")
        }
        members["type"] = .string(name)
        return ActionReader.read(.object(members))
    }
}

// MARK: - Servers with a computer tool of their own

extension ChatCall {
    private static let computerNames = ["computer", "computer_use_preview", "computer_call"]

    /// A call of the computer tool, as some gateways and articles have it in Chat Completions: its
    /// insides are arguments of a function, a member by the tool's name, or stand beside the id.
    private static func computerCall(
        _ entry: JSONValue, _ arguments: JSONValue?, id: String
    ) throws(ReplyFault) -> Reply.ComputerCall {
        let inside = entry["type"]?.string.flatMap { entry[$0] }
        let isFunction = entry["function"].map { !$0.isNull } ?? false
        let call = isFunction ? arguments : inside.flatMap { $0.isNull ? nil : $0 } ?? entry
        guard let call, case .object = call else {
            let fault = ProposedAction.invalid(
                text: "computer", reason: "its arguments are no JSON object")
            return Reply.ComputerCall(callID: id, actions: [fault], safetyChecks: [])
        }
        let checks = call["pending_safety_checks"] ?? entry["pending_safety_checks"]
        return Reply.ComputerCall(
            callID: id, actions: actions(call, isItem: call == entry),
            safetyChecks: try SafetyCheck.read(checks))
    }

    /// `actions`, `action` as an object or a name, or the call is an action itself.
    private static func actions(_ call: JSONValue, isItem: Bool) -> [ProposedAction] {
        if let batch = call["actions"]?.array, !batch.isEmpty {
            return batch.map(ActionReader.read)
        }
        if let name = call["action"]?.string, case .object(var members) = call {
            members["type"] = .string(name)
            return [ActionReader.read(.object(members))]
        }
        if let single = call["action"], !single.isNull { return [ActionReader.read(single)] }
        guard !isItem else {
            return [.invalid(text: "computer", reason: "the call holds no action")]
        }
        return [ActionReader.read(call)]
    }
}
