import DeskwrightCore

/// What the planner decided at a step, what that cost, and which windows it saw.
enum ReportDecision {
    static func html(_ decided: JournalEvent.Decided?) -> HTML? {
        guard let decided else { return "<p class=\"summary muted\">no decision</p>\n" }
        let summary = decided.summary.map { "<p class=\"summary\">\($0)</p>\n" as HTML }
        guard decided.choice != "act" else { return summary }
        return """
            \(summary)<p class="choice"><span class="badge \(tone(decided.choice))">\
            \(decided.choice.replacing("-", with: " "))</span> \(decided.text ?? "")</p>

            """
    }

    private static func tone(_ choice: String) -> String {
        switch choice {
        case "done": "good"
        case "stuck", "talk", "invalid", "failed": "bad"
        case _: "plain"
        }
    }

    static func facts(_ step: StepStory) -> HTML {
        """
        <div class="stepfacts">\(times(step))\(step.decided.flatMap(usage))\
        \(step.observed.flatMap(windows))</div>

        """
    }

    /// How long it took to decide, and the screen to come to rest.
    private static func times(_ step: StepStory) -> HTML? {
        guard let decidedAt = step.decidedAt, step.observed != nil else { return nil }
        let decide = "decide \(ReportNumbers.seconds(max(0, decidedAt - step.seconds)))"
        let rests = step.actions.compactMap(\.settled?.seconds)
        let settle = ", settle \(ReportNumbers.seconds(rests.reduce(0, +)))"
        return "<span>\(decide)\(rests.isEmpty ? "" : settle)</span>"
    }

    private static func usage(_ decided: JournalEvent.Decided) -> HTML? {
        let usage = decided.usage
        var parts: [HTML] = []
        if max(usage.inputTokens, usage.outputTokens) > 0 {
            let cached =
                usage.cachedInputTokens > 0
                ? " (\(ReportNumbers.grouped(usage.cachedInputTokens)) cached)" : ""
            parts.append(
                """
                <span>\(ReportNumbers.grouped(usage.inputTokens)) tokens in\(cached), \
                \(ReportNumbers.grouped(usage.outputTokens)) out</span>
                """)
        }
        if let dollars = usage.dollars, dollars > 0 {
            let estimate = decided.forecast?.dollars.map {
                ", estimated at \(ReportNumbers.dollars($0))"
            }
            parts.append("<span>\(ReportNumbers.dollars(dollars))\(estimate ?? "")</span>")
        }
        if let id = decided.requestID { parts.append("<span>request \(id)</span>") }
        return parts.isEmpty ? nil : "\(parts)"
    }

    private static func windows(_ observed: JournalEvent.Observed) -> HTML? {
        let pointer = "pointer at \(observed.pointer)"
        if observed.windows.isEmpty { return "<span>\(pointer)</span>" }
        return """
            <details class="windows"><summary>\(counted(observed.windows.count, "window")), \
            \(pointer)</summary>
            <ol>
            \(observed.windows.reversed().map(window))</ol></details>
            """
    }

    private static func window(_ window: WindowInfo) -> HTML {
        """
        <li>\(window.title.isEmpty ? "(no title)" : window.title) \
        <small>\(window.className) \(window.frame.description)\
        \(window.isActive ? ", active" : "")</small></li>

        """
    }
}
