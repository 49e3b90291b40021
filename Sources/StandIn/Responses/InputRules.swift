import DeskwrightCore

/// Walks the items of a request's `input`, whose form is right, and gathers what counts.
struct InputRules {
    private(set) var faults: [APIRefusal] = []
    private(set) var lastPicture: Frame?
    /// What users said in the request, one line each.
    private(set) var userText = ""
    private(set) var textLength = 0
    private(set) var imageTokens = 0
    private(set) var prompt: Prompt
    private var pictureCount = 0
    private var pending: [PendingCall]
    private let model: ModelFamily

    /// The most pictures that the service takes in one request.
    private static let pictureCountMax = 1500

    init(_ body: JSON, model: ModelFamily, pending: [PendingCall]) {
        self.model = model
        self.pending = pending
        prompt = Prompt(body)
        read(body["input"])
    }

    /// What was read so far.
    var tokens: Int { TextTokens.count(bytes: textLength) + imageTokens }

    private mutating func read(_ input: JSON?) {
        if let text = input?.string { add(userText: text) }
        for (index, item) in (input?.array ?? []).enumerated() {
            read(item: item, at: "input[\(index)]")
            prompt.add(item, tokensSoFar: tokens)
        }
        faults += pending.map { .unanswered(call: $0.id) }
        if pictureCount > InputRules.pictureCountMax {
            faults.append(
                APIRefusal(
                    message: "Too many images: at most \(InputRules.pictureCountMax) are taken, "
                        + "but got \(pictureCount).", param: "input"))
        }
    }

    private mutating func read(item: JSON, at path: String) {
        switch item["type"]?.string ?? "message" {
        case "message": read(message: item, at: path)
        case "computer_call": read(call: item)
        case "computer_call_output": read(output: item, at: path)
        case "item_reference":
            faults.append(.notOffered("references to items", param: path))
        case _: textLength += item.text.utf8.count
        }
    }

    private mutating func read(message: JSON, at path: String) {
        let isUser = message["role"] == "user"
        if let text = message["content"]?.string { add(text, isUser: isUser) }
        for (index, part) in (message["content"]?.array ?? []).enumerated() {
            let place = "\(path).content[\(index)]"
            switch part["type"]?.string {
            case "input_text", "output_text": add(part["text"]?.string ?? "", isUser: isUser)
            case "input_image": read(picture: part, at: place)
            case "input_file": faults.append(.notOffered("files as input", param: place))
            case _: textLength += part.text.utf8.count
            }
        }
    }

    private mutating func add(_ text: String, isUser: Bool) {
        if isUser { add(userText: text) } else { textLength += text.utf8.count }
    }

    private mutating func add(userText text: String) {
        userText += userText.isEmpty ? text : "\n" + text
        textLength += text.utf8.count
    }
}

extension InputRules {
    private mutating func read(call: JSON) {
        guard let id = call["call_id"]?.string else { return }
        textLength += call.text.utf8.count
        let checks = (call["pending_safety_checks"]?.array ?? []).compactMap { $0["id"]?.string }
        pending.append(PendingCall(id: id, safetyChecks: checks))
    }

    private mutating func read(output: JSON, at path: String) {
        if let picture = output["output"] { read(picture: picture, at: path + ".output") }
        guard let id = output["call_id"]?.string else { return }
        guard let index = pending.firstIndex(where: { $0.id == id }) else {
            faults.append(.noSuchCall(id))
            return
        }
        let call = pending.remove(at: index)
        let acknowledged = (output["acknowledged_safety_checks"]?.array ?? [])
            .compactMap { $0["id"]?.string }
        let missing = call.safetyChecks.filter { !acknowledged.contains($0) }
        if !missing.isEmpty { faults.append(.unacknowledged(checks: missing)) }
    }

    private mutating func read(picture: JSON, at path: String) {
        pictureCount += 1
        do {
            let frame = try ScreenshotCheck.read(picture, at: path)
            lastPicture = frame
            imageTokens += ImageTokens.count(
                frame.size, detail: picture["detail"]?.string, model: model)
        } catch {
            faults.append(error)
        }
    }
}
