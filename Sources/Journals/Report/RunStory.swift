import DeskwrightCore

/// A run's journal in the order in which a reader wants it: steps, with what happened in each.
struct RunStory {
    /// A part of the timeline.
    enum Chapter {
        case step(StepStory)
        /// Something outside of every step.
        case remark(Remark)
    }

    var started: JournalEvent.Started?
    var chapters: [Chapter] = []
    var checks: [CheckResult] = []
    /// The sum over all decisions, for a run without a result.
    var usage = Usage()

    var steps: [StepStory] {
        chapters.compactMap { chapter in
            switch chapter {
            case .step(let step): step
            case .remark: nil
            }
        }
    }

    init(_ lines: [JournalLine]) {
        for line in lines { add(line) }
    }

    private mutating func add(_ line: JournalLine) {
        switch line.event {
        case .started(let event): started = event
        case .observed(let event): atStep(event.step, line.seconds) { $0.observed = event }
        case .decided(let event):
            if event.usage.isPlausible { usage = usage + event.usage }
            atStep(event.step, line.seconds) { step in
                step.decided = event
                step.decidedAt = line.seconds
            }
        case .stepped(let event): step(event, line.seconds)
        case .safetyCheck(let event):
            atStep(event.step, line.seconds) { $0.entries.append(.safety(event, line.seconds)) }
        case .acted(let event):
            atStep(event.step, line.seconds) { $0.entries.append(.action(event)) }
        case .told(let text): remark(Remark(.told, text, line.seconds))
        case .noted(let text): remark(Remark(.noted, text, line.seconds))
        case .checked(let result):
            checks.removeAll { $0.expected == result.expected }
            checks.append(result)
        case .summedUp(let event):
            if event.usage.isPlausible { usage = usage + event.usage }
            remark(Remark(.summedUp, event.text ?? "nothing was said", line.seconds))
        // The summary of its step's decision holds it too.
        case .thought, .ended: break
        }
    }

    /// Changes the step of this number, which is the last one or a new one.
    private mutating func atStep(
        _ number: Int, _ seconds: Double, _ change: (inout StepStory) -> Void
    ) {
        let index = chapters.lastIndex { chapter in
            if case .step(let step) = chapter { step.number == number } else { false }
        }
        guard let index, case .step(var step) = chapters[index] else {
            var step = StepStory(number: number, seconds: seconds)
            change(&step)
            chapters.append(.step(step))
            return
        }
        change(&step)
        chapters[index] = .step(step)
    }

    /// Steps of a script are done while the planner decides.
    private mutating func step(_ event: JournalEvent.Stepped, _ seconds: Double) {
        guard let last = steps.last else { return }
        atStep(last.number, seconds) { $0.entries.append(.scripted(event, seconds)) }
    }

    private mutating func remark(_ remark: Remark) {
        guard case .step(var step)? = chapters.last, checks.isEmpty else {
            chapters.append(.remark(remark))
            return
        }
        step.entries.append(.remark(remark))
        chapters[chapters.count - 1] = .step(step)
    }
}

/// What happened between one look at the screen and the next.
struct StepStory {
    enum Entry {
        case action(JournalEvent.Acted)
        case safety(JournalEvent.SafetyRecord, Double)
        /// A step of a script.
        case scripted(JournalEvent.Stepped, Double)
        case remark(Remark)
    }

    var number: Int
    /// When the step began, from the run's start.
    var seconds: Double
    var observed: JournalEvent.Observed?
    var decided: JournalEvent.Decided?
    /// When the decision was there, from the run's start.
    var decidedAt: Double?
    var entries: [Entry] = []

    var actions: [JournalEvent.Acted] {
        entries.compactMap { entry in
            switch entry {
            case .action(let action): action
            case .safety, .scripted, .remark: nil
            }
        }
    }
}

/// A sentence in the timeline.
struct Remark {
    enum Kind {
        /// Said to the planner.
        case told
        /// Said about the run.
        case noted
        /// The planner's closing word.
        case summedUp
    }

    var kind: Kind
    var text: String
    var seconds: Double

    init(_ kind: Kind, _ text: String, _ seconds: Double) {
        self.kind = kind
        self.text = text
        self.seconds = seconds
    }
}

extension Usage {
    /// Whether the counts can be added up; a damaged journal may hold any number.
    fileprivate var isPlausible: Bool {
        [requests, inputTokens, cachedInputTokens, outputTokens, reasoningTokens]
            .allSatisfy { (0...1_000_000_000_000).contains($0) }
    }
}
