import DeskwrightCore

/// One action's card: its screens, its words, and what became of it.
struct ReportAction {
    var action: JournalEvent.Acted
    /// The screen that the decision was made on.
    var observed: String?
    var screens: ReportScreens
    /// What the step of a script found that asked for the action.
    var found: [Rect] = []

    func html() -> HTML {
        """
        <div class="action \(tone)"><div class="shots">\(shots)</div>
        <div class="tell">
        <p class="words">\(ActionWords.html(name: action.name, text: action.action))</p>
        \(proposed)<p class="result"><span class="badge \(tone)">\(action.result)</span> \
        \(action.reason ?? "")</p>
        \(lost)\(effect)<p class="muted">action \(action.position), \
        at \(ReportNumbers.seconds(action.startedAt))</p>
        </div></div>

        """
    }

    private var tone: String {
        switch action.result {
        case "delivered": "good"
        case "refused": "bad"
        case "denied": "warn"
        case _: "plain"
        }
    }

    private var proposed: HTML? {
        action.proposed.map {
            "<p class=\"muted\">instead of the planner's <code>\($0)</code></p>\n"
        }
    }

    /// What of a text did not arrive.
    private var lost: HTML? {
        guard let lost = action.receipt?.undelivered, !lost.isEmpty else { return nil }
        return "<p class=\"effect\">not delivered: <code>\(lost)</code></p>\n"
    }

    private var shots: [HTML] {
        var shots: [ReportShot] = []
        // What was not done has no screens of its own: show where it would have been done.
        if let name = action.before ?? (action.points.isEmpty ? nil : observed) {
            let marks = screens.size(of: name).map { size in
                let marks = ReportMarks(size: size)
                return "\(marks.found(found))\(marks.aim(of: action))" as HTML
            }
            let caption = action.before == nil ? "seen" : "before"
            shots.append(ReportShot(name: name, caption: caption, marks: marks))
        }
        if let name = action.after {
            let marks = screens.size(of: name).flatMap { size in
                action.settled?.changedArea.flatMap { ReportMarks(size: size).change($0) }
            }
            shots.append(ReportShot(name: name, caption: "after", marks: marks))
        }
        return shots.map { $0.html(screens) }
    }

    /// How the screen came to rest, and how much of it changed.
    private var effect: HTML? {
        guard let settled = action.settled else { return nil }
        let rest =
            settled.atRest
            ? "at rest after \(ReportNumbers.seconds(settled.seconds))"
            : "still changing after \(ReportNumbers.seconds(settled.seconds))"
        let windows = settled.windows.map { $0.phrases.joined(separator: ", ") }
        return
            "<p class=\"effect\">\(rest)<br>\(change(settled))\(windows.map { "<br>\($0)" })</p>\n"
    }

    private func change(_ settled: Settled) -> String {
        guard !settled.isUnchanged else { return "nothing changed" }
        let pixels = "\(ReportNumbers.grouped(settled.changedPixelCount)) pixels changed"
        guard let size = action.after.flatMap(screens.size(of:)) else { return pixels }
        let share = ReportNumbers.percent(settled.changedPixelCount, of: size.bounds.area)
        return "\(pixels) (\(share))"
    }
}

/// One picture of a card.
struct ReportShot {
    /// As the journal has it.
    var name: String
    var caption: String
    var marks: HTML?

    func html(_ screens: ReportScreens) -> HTML {
        guard screens.size(of: name) != nil else {
            return "<figure class=\"shot lost\"><span>the picture is missing</span>"
                + "<figcaption>\(caption)</figcaption></figure>"
        }
        return """
            <figure class="shot"><button type="button" aria-label="Enlarge: \(caption)">\
            <span class="picture \(ReportScreens.styleClass(of: name))" role="img" \
            aria-label="The screen, \(caption)">\(marks)</span></button>\
            <figcaption>\(caption)</figcaption></figure>
            """
    }
}
