import DeskwrightCore

/// The run step by step: what the planner said, each action with its screens, and what was decided.
struct ReportFilmstrip {
    var story: RunStory
    var screens: ReportScreens

    func html() -> HTML {
        """
        <section class="film">
        <h2>Step by step</h2>
        <noscript><p class="muted">Without scripts the pictures do not enlarge; \
        all else is here.</p></noscript>
        \(jumps)
        \(story.chapters.map(chapter))</section>
        """
    }

    /// A small picture of each step, to jump to it; its colour is the worst that happened there.
    private var jumps: HTML? {
        guard story.steps.count > 1 else { return nil }
        let frames = story.steps.map { step in
            """
            <a class="\(ReportFilmstrip.tone(of: step))" href="#step-\(step.number)"\
            \(hint(step))>\(frame(step))\(step.number)</a>
            """ as HTML
        }
        return "<nav class=\"jumps\" aria-label=\"Steps\">\(frames)</nav>"
    }

    private func hint(_ step: StepStory) -> HTML? {
        step.decided?.summary.map { " title=\"\(String($0.prefix(100)))\"" }
    }

    /// The screen that a step left behind.
    private func frame(_ step: StepStory) -> HTML? {
        let names = step.actions.reversed().map(\.after) + [step.observed?.screen]
        return names.compactMap(\.self).first { screens.size(of: $0) != nil }.map { name in
            "<span class=\"picture \(ReportScreens.styleClass(of: name))\"></span>"
        }
    }

    private static func tone(of step: StepStory) -> String {
        let results = Set(step.actions.map(\.result))
        let choice = step.decided?.choice
        let isBad = ["invalid", "stuck", "failed"].contains(choice)
        if isBad || results.contains("refused") { return "bad" }
        if results.contains("denied") || results.contains("not-run") { return "warn" }
        return choice == "done" ? "good" : "plain"
    }

    private func chapter(_ chapter: RunStory.Chapter) -> HTML {
        switch chapter {
        case .remark(let remark): ReportFilmstrip.remark(remark)
        case .step(let step): html(of: step)
        }
    }

    private func html(of step: StepStory) -> HTML {
        """
        <article class="step" id="step-\(step.number)">
        <div class="rail"><b>\(step.number)</b>\
        <span>\(ReportNumbers.seconds(step.seconds))</span></div>
        <div class="body">
        \(ReportDecision.html(step.decided))\
        \(ReportDecision.facts(step))\
        \(entries(of: step))</div>
        </article>

        """
    }

    /// What a step of a script found is marked on the screen of the action that it asked for.
    private func entries(of step: StepStory) -> HTML {
        var found: [Rect] = []
        var parts: [HTML] = []
        for entry in step.entries {
            switch entry {
            case .action(let action):
                var card = ReportAction(
                    action: action, observed: step.observed?.screen, screens: screens)
                card.found = found
                found = []
                parts.append(card.html())
            case .safety(let record, let seconds):
                parts.append(ReportFilmstrip.safety(record, seconds))
            case .scripted(let step, let seconds):
                if let area = step.area { found.append(area) }
                parts.append(ReportFilmstrip.scripted(step, seconds))
            case .remark(let remark): parts.append(ReportFilmstrip.remark(remark))
            }
        }
        return "\(parts)\(look(step, found))"
    }

    /// The screen that was looked at, for a step that no action shows it in.
    private func look(_ step: StepStory, _ found: [Rect]) -> HTML? {
        let isShown = step.actions.contains { $0.before != nil || !$0.points.isEmpty }
        let evidence = evidence(of: step)
        guard !isShown, let name = evidence?.screen ?? step.observed?.screen else { return nil }
        let areas = evidence?.marks.map(\.frame) ?? found
        let marks = screens.size(of: name).flatMap { ReportMarks(size: $0).found(areas) }
        let candidates = evidence.flatMap { ReportEvidence(evidence: $0, screens: screens).found }
        return """
            <div class="action look"><div class="shots">\
            \(ReportShot(name: name, caption: "seen", marks: marks).html(screens))</div>
            <div class="tell"><p class="words muted">the screen at this step</p>\
            \(candidates)</div></div>

            """
    }

    /// What the screen showed of the target that a step of a script did not find.
    private func evidence(of step: StepStory) -> Evidence? {
        for case .scripted(let scripted, _) in step.entries where scripted.outcome == .failed {
            let expected = "\(scripted.place): \(scripted.step)"
            return story.checks.first { $0.expected == expected }?.evidence
        }
        return nil
    }

    private static func safety(_ record: JournalEvent.SafetyRecord, _ seconds: Double) -> HTML {
        """
        <p class="remark \(record.isAllowed ? "warn" : "bad")"><b>safety check</b> \
        <span>\(record.check.code ?? record.check.id)\
        \(record.check.message.map { ": \($0)" } ?? "")</span> \
        <span class="badge \(record.isAllowed ? "warn" : "bad")">\
        \(record.isAllowed ? "allowed" : "denied") by the \(record.decidedBy)</span> \
        <time>\(ReportNumbers.seconds(seconds))</time></p>

        """
    }

    /// A step of a script, with what was found and how long it was waited for.
    private static func scripted(_ step: JournalEvent.Stepped, _ seconds: Double) -> HTML {
        let badge: HTML
        switch step.outcome {
        case .done: badge = ""
        case .skipped: badge = "<span class=\"badge plain\">skipped</span> "
        case .passedOver: badge = "<span class=\"badge warn\">passed over</span> "
        case .failed: badge = "<span class=\"badge bad\">failed</span> "
        }
        return """
            <p class="remark"><b>\(step.step)</b> <span>\(badge)\(step.text ?? "") \
            <small>\(step.place), \(ReportNumbers.seconds(step.seconds))</small></span> \
            <time>\(ReportNumbers.seconds(seconds))</time></p>

            """
    }

    private static func remark(_ remark: Remark) -> HTML {
        switch remark.kind {
        case .told: row("told the planner", remark)
        case .noted: row("note", remark)
        case .summedUp: row("summary", remark)
        }
    }

    private static func row(_ word: String, _ remark: Remark) -> HTML {
        """
        <p class="remark"><b>\(word)</b> <span>\(remark.text)</span> \
        <time>\(ReportNumbers.seconds(remark.seconds))</time></p>

        """
    }
}
