import DeskwrightCore

/// Puts into words what became of a batch: the answer to a call carries a picture and no text.
struct TurnReport {
    /// What went wrong, a sentence each.
    private(set) var problems: [String] = []
    /// What became of each action, a few words each, for a wire that answers actions in words.
    private(set) var outcomes: [String] = []
    /// Each action with its result, for telling the whole story anew.
    private(set) var history: [String] = []
    /// What could be seen of the batch: no sentence, or one paragraph.
    private(set) var effects: [String] = []

    /// `words` are the actions as the model wrote them, where a report is about one of them.
    init(_ results: [ActionReport], words: [String: String], space: ModelSpace) {
        var notRunCount = 0
        var notRunReason = ""
        for report in results {
            let action = words[report.action] ?? report.action
            switch report.result {
            case .delivered(let receipt):
                history.append("\(action): done")
                outcomes.append("done")
                guard !receipt.undelivered.isEmpty else { continue }
                let lost = "the characters \(quoted(receipt.undelivered)) did not arrive"
                outcomes[outcomes.count - 1] += ", but \(lost)"
                problems.append("Of `\(action)`, \(lost).")
            case .refused(let reason):
                history.append("\(action): refused, \(reason)")
                outcomes.append("refused: \(reason)")
                problems.append("The action `\(action)` was refused: \(reason).")
            case .denied(let reason):
                history.append("\(action): denied, \(reason)")
                outcomes.append("not allowed: \(reason)")
                problems.append("The action `\(action)` was not allowed: \(reason).")
            case .notRun(let reason):
                outcomes.append("not run: \(reason)")
                notRunCount += 1
                notRunReason = reason
            }
        }
        if notRunCount > 0 {
            problems.append(
                "The rest of the batch was not run (\(notRunCount)): \(notRunReason).")
        }
        if !problems.isEmpty, space.isScaled { explain(space) }
        if let seen = TurnReport.effects(results, words: words, space: space) {
            effects.append(seen)
        }
    }

    /// Says which points the reasons mean.
    private mutating func explain(_ space: ModelSpace) {
        let screen =
            "those of the screen, \(space.screen); the picture shows it at \(space.picture)"
        problems.append("Points in reasons are \(screen).")
        outcomes = outcomes.map { $0.contains(": ") ? "\($0) (points are \(screen))" : $0 }
    }

    /// What could be seen of the batch, on one line: of its last action, and of each one before that
    /// changed nothing or left the screen moving.
    private static func effects(
        _ results: [ActionReport], words: [String: String], space: ModelSpace
    ) -> String? {
        let seen = results.filter { $0.settled != nil }
        let sentences = seen.enumerated().compactMap { index, report -> String? in
            guard let settled = report.settled,
                index == seen.count - 1 || settled.isUnchanged || !settled.atRest
            else { return nil }
            return "After `\(words[report.action] ?? report.action)`: "
                + settled.phrases(space).joined(separator: "; ") + "."
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

extension Settled {
    /// What changed, in the picture's pixels.
    fileprivate func phrases(_ space: ModelSpace) -> [String] {
        var phrases: [String] = []
        if isUnchanged { phrases.append("it was delivered, and nothing changed") }
        if let changedArea {
            phrases.append("the screen changed within \(space.toPicture(changedArea))")
        }
        phrases += windows?.phrases ?? []
        if !atRest { phrases.append("it is still changing") }
        return phrases
    }
}

extension ModelSpace {
    /// The smallest rectangle of the picture, as `WIDTHxHEIGHT+X+Y`, that shows one of the screen.
    fileprivate func toPicture(_ rect: Rect) -> Rect {
        let left = rect.x * picture.width / screen.width
        let top = rect.y * picture.height / screen.height
        let right = (rect.right * picture.width + screen.width - 1) / screen.width
        let bottom = (rect.bottom * picture.height + screen.height - 1) / screen.height
        return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }
}
