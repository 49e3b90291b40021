import Core

/// What the service remembers of a run, and what it is still to be told.
///
/// The service keeps the conversation under the last reply's id, so that a turn sends what is new.
/// When it cannot, the next turn begins anew: the goal, what was done so far in words, the screen.
struct Conversation: Sendable {
    private let goal: String
    /// The reply from which the conversation goes on; `nil` begins anew.
    private(set) var previousID: String?
    private var computerCalls: [Reply.ComputerCall] = []
    private var strangeCalls: [Reply.StrangeCall] = []
    /// Ids of safety checks that somebody allowed.
    private var acknowledged: Set<String> = []
    /// Each action of the last batch in the screen's pixels, to the model's own words for it.
    private var words: [String: String] = [:]
    /// Sentences that no request has carried yet, or whose request was not answered.
    private var untold: [String] = []
    private var history: [String] = []

    init(goal: String) {
        self.goal = goal
    }

    /// Takes in what became of the last decision.
    mutating func hear(_ turn: PlannerTurn, space: ModelSpace) {
        let report = TurnReport(turn.results, words: words, space: space)
        history = (history + report.history).suffix(Conversation.historyCountMax)
        untold += report.lines + turn.notes
        acknowledged.formUnion(turn.acknowledged.map(\.id))
        let denied = computerCalls.flatMap(\.safetyChecks).filter { !acknowledged.contains($0.id) }
        guard !denied.isEmpty else { return }
        // The service takes no answer to a call whose warnings nobody acknowledged.
        restart()
        untold += denied.map { check in
            let about = [check.code, check.message].compactMap { $0 }.joined(separator: ": ")
            return "Your last actions were held back, because nobody allowed what the safety check "
                + "warns of (\(about)). Reach the goal in another way."
        }
    }

    /// Enough to see what was tried, without filling the model's context.
    private static let historyCountMax = 60

    /// Takes in a reply: what it asks for is what the next turn answers.
    ///
    /// `words` are the actions in the model's own words, by those for the screen; `isKept` says
    /// whether the service remembers the reply.
    mutating func goOn(from reply: Reply, words: [String: String], isKept: Bool) {
        previousID = isKept ? reply.id : nil
        computerCalls = reply.computerCalls
        strangeCalls = reply.strangeCalls
        self.words = words
        acknowledged = []
        untold = []
    }

    /// Forgets what the service remembers; what it has not been told yet is kept.
    mutating func restart() {
        previousID = nil
        computerCalls = []
        strangeCalls = []
        acknowledged = []
    }
}

// MARK: - What is sent

extension Conversation {
    /// The input of the next request.
    func input(_ rule: ImageRule) -> [JSONValue] {
        guard previousID != nil else { return [opening(rule)] }
        var items = computerCalls.uniqued(by: \.callID).map { output(of: $0, rule) }
        items += strangeCalls.uniqued(by: \.callID).map { call in
            [
                "type": .string(call.outputType), "call_id": .string(call.callID),
                "output": .string("Error: \(call.answer)"),
            ]
        }
        if computerCalls.isEmpty {
            items.append(message(untold.isEmpty ? ["This is the screen now."] : untold, rule))
        } else if !untold.isEmpty {
            items.append(message(untold, nil))
        }
        return items
    }

    private func opening(_ rule: ImageRule) -> JSONValue {
        var paragraphs = [goal]
        if !history.isEmpty {
            paragraphs.append("Done so far, oldest first:\n" + history.joined(separator: "\n"))
        }
        return message(paragraphs + untold, rule)
    }

    /// A user's message; with a rule it shows the screen.
    private func message(_ paragraphs: [String], _ rule: ImageRule?) -> JSONValue {
        var content: [JSONValue] = [
            ["type": "input_text", "text": .string(paragraphs.joined(separator: "\n\n"))]
        ]
        if let rule {
            content.append(
                ["type": "input_image", "detail": .string(rule.detail), "image_url": .picture])
        }
        return ["role": "user", "content": .array(content)]
    }

    private func output(of call: Reply.ComputerCall, _ rule: ImageRule) -> JSONValue {
        var screenshot: [String: JSONValue] = [
            "type": "computer_screenshot", "image_url": .picture,
        ]
        screenshot["detail"] = rule.screenshotDetail.map(JSONValue.string)
        var item: [String: JSONValue] = [
            "type": "computer_call_output", "call_id": .string(call.callID),
            "output": .object(screenshot),
        ]
        let checks = call.safetyChecks.filter { acknowledged.contains($0.id) }
        if !checks.isEmpty {
            item["acknowledged_safety_checks"] = .array(checks.map(\.json))
        }
        return .object(item)
    }
}

extension SafetyCheck {
    /// The check as the service sent it.
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["id": .string(id)]
        members["code"] = code.map(JSONValue.string)
        members["message"] = message.map(JSONValue.string)
        return .object(members)
    }
}

extension Array {
    /// The first element of each key, in order.
    fileprivate func uniqued(by key: (Element) -> String) -> [Element] {
        var seen: Set<String> = []
        return filter { seen.insert(key($0)).inserted }
    }
}
