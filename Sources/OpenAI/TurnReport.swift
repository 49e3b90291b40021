import Core

/// Puts into words what became of a batch: the answer to a call carries a picture and no text.
struct TurnReport {
    /// What the model is told; nothing when all went through.
    private(set) var lines: [String] = []
    /// Each action with its result, for telling the whole story anew.
    private(set) var history: [String] = []

    /// `words` are the actions as the model wrote them, where a report is about one of them.
    init(_ results: [ActionReport], words: [String: String], space: ModelSpace) {
        var notRunCount = 0
        var notRunReason = ""
        for report in results {
            let action = words[report.action] ?? report.action
            switch report.result {
            case .delivered(let receipt):
                history.append("\(action): done")
                guard !receipt.undelivered.isEmpty else { continue }
                lines.append(
                    "Of `\(action)`, the characters \(quoted(receipt.undelivered)) did not arrive.")
            case .refused(let reason):
                history.append("\(action): refused, \(reason)")
                lines.append("The action `\(action)` was refused: \(reason).")
            case .denied(let reason):
                history.append("\(action): denied, \(reason)")
                lines.append("The action `\(action)` was not allowed: \(reason).")
            case .notRun(let reason):
                notRunCount += 1
                notRunReason = reason
            }
        }
        if notRunCount > 0 {
            lines.append("The rest of the batch was not run (\(notRunCount)): \(notRunReason).")
        }
        if !lines.isEmpty, space.isScaled {
            lines.append(
                "Points in reasons are those of the screen, \(space.screen); "
                    + "the picture shows it at \(space.picture).")
        }
    }
}
