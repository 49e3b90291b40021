import DeskwrightCore

/// Walks the messages of a request to Chat Completions, whose form is right, and gathers what counts.
struct MessageRules {
    private(set) var faults: [APIRefusal] = []
    private(set) var lastPicture: Frame?
    /// What users and tools said since the model's last message, one line each.
    private(set) var newText = ""
    private(set) var textLength = 0
    private(set) var imageTokens = 0
    private(set) var prompt: Prompt
    /// Calls that wait for their answers, oldest first.
    private var open: [String] = []
    private let model: ModelFamily

    init(_ body: JSON, model: ModelFamily) {
        self.model = model
        prompt = Prompt(body)
        read(body["messages"]?.array ?? [])
    }

    /// What was read so far.
    var tokens: Int { TextTokens.count(bytes: textLength) + imageTokens }

    private mutating func read(_ messages: [JSON]) {
        for (index, message) in messages.enumerated() {
            let role = message["role"]?.string ?? ""
            let path = "messages[\(index)]"
            if role == "tool" {
                answer(message, at: path)
            } else {
                closeCalls()
            }
            if role == "assistant" { assist(message, at: path) }
            read(content: message["content"], of: role, at: path)
            prompt.add(message, tokensSoFar: tokens)
        }
        closeCalls()
    }

    /// The calls of the model's last message: where the conversation goes on from.
    static func lastCall(in messages: [JSON]) -> String? {
        messages.last { $0["tool_calls"]?.array?.isEmpty == false }?["tool_calls"]?.array?
            .last?["id"]?.string
    }

    private mutating func assist(_ message: JSON, at path: String) {
        newText = ""
        open = (message["tool_calls"]?.array ?? []).compactMap { $0["id"]?.string }
        textLength += message["tool_calls"]?.text.utf8.count ?? 0
        if open.isEmpty, !message.has("content"), !message.has("refusal") {
            faults.append(
                APIRefusal(
                    message: "Invalid value for 'content': expected a string, got null.",
                    param: path + ".content", code: "invalid_value"))
        }
    }

    private mutating func answer(_ message: JSON, at path: String) {
        guard let id = message["tool_call_id"]?.string else { return }
        guard let index = open.firstIndex(of: id) else {
            faults.append(
                APIRefusal(
                    message: "Invalid parameter: messages with role 'tool' must be a response to a "
                        + "preceding message with 'tool_calls'.", param: path + ".role"))
            return
        }
        open.remove(at: index)
    }

    /// Seen at github.com/langchain-ai/open_deep_research/issues/164.
    private mutating func closeCalls() {
        guard !open.isEmpty else { return }
        faults.append(
            APIRefusal(
                message: "An assistant message with 'tool_calls' must be followed by tool messages "
                    + "responding to each 'tool_call_id'. The following tool_call_ids did not have "
                    + "response messages: " + open.joined(separator: ", "), param: "messages"))
        open = []
    }

    private mutating func read(content: JSON?, of role: String, at path: String) {
        if let text = content?.string { add(text, of: role) }
        for (index, part) in (content?.array ?? []).enumerated() {
            let place = "\(path).content[\(index)]"
            switch part["type"]?.string {
            case "text": add(part["text"]?.string ?? "", of: role)
            case "image_url" where role != "user":
                faults.append(
                    APIRefusal(
                        message: "Invalid '\(path)'. Image URLs are only allowed for messages with "
                            + "role 'user', but this message with role '\(role)' contains an image "
                            + "URL.", param: path, code: "invalid_value"))
            case "image_url": read(picture: part["image_url"] ?? .null, at: place + ".image_url")
            case "input_audio", "file":
                faults.append(.notOffered("sounds and files as input", param: place))
            case _: textLength += part.text.utf8.count
            }
        }
    }

    private mutating func add(_ text: String, of role: String) {
        textLength += text.utf8.count
        guard ["user", "tool"].contains(role) else { return }
        newText += newText.isEmpty ? text : "\n" + text
    }

    private mutating func read(picture: JSON, at path: String) {
        do {
            let frame = try ScreenshotCheck.read(["image_url": picture["url"] ?? .null], at: path)
            lastPicture = frame
            imageTokens += ImageTokens.count(
                frame.size, detail: picture["detail"]?.string, model: model)
        } catch {
            faults.append(error)
        }
    }
}
