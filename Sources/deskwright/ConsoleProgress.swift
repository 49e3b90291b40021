import DeskwrightCore
import Synchronization

/// Tells a person at the terminal what a run is doing: a line for everything that is done, and on a
/// terminal one live line below them for what is under way.
final class ConsoleProgress: Sendable {
    private struct State {
        var doing = "starting"
        /// The end of what the model is thinking.
        var thinking: String?
        var step = 0
        var usage = Usage()
        var budget = Budget()
        var pace = Pace()
        var hasStatusLine = false
        /// Steps say themselves what is done, and decisions need not.
        var isScripted = false
        /// The planner is done, and what is checked now are the task's expectations.
        var isEnding = false
        /// A person is being asked something: the live line would write over it.
        var isPaused = false
    }

    private let terminal: Terminal
    private let isQuiet: Bool
    private let secrets: Secrets
    private let state = Mutex(State())
    private let watch = Stopwatch(ContinuousClock())

    /// The secrets are taken out of all that is shown: windows have them in their titles.
    init(terminal: Terminal, isQuiet: Bool, secrets: Secrets) {
        self.terminal = terminal
        self.isQuiet = isQuiet
        self.secrets = secrets
    }

    /// Shows what a journal event says.
    func show(_ event: JournalEvent) {
        state.withLock { state in
            // The planner's last word is one, too, that the steps have said.
            let saysSteps = state.isScripted && !state.isEnding
            follow(event, &state)
            guard !isQuiet else { return }
            clearStatusLine(&state)
            for line in lines(for: event, saysSteps: saysSteps) {
                terminal.line(secrets.redact(line))
            }
            drawStatusLine(&state)
        }
    }

    /// Whether somebody may be looking at the live line.
    var isWatched: Bool { terminal.isInteractive && !isQuiet }

    /// Takes the end of what the model thinks so far; it is seen when the live line is drawn again.
    func show(thinking text: String) {
        let line = printable(secrets.redactGrowing(text)).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let end = line.suffix(ConsoleProgress.thoughtLength)
        state.withLock { $0.thinking = end.count < line.count ? "…\(end)" : line }
    }

    /// About half a line of most terminals: what comes behind it counts too.
    private static let thoughtLength = 40

    /// Draws the live line again, with the seconds that have passed.
    func tick() {
        state.withLock { drawStatusLine(&$0) }
    }

    /// Takes the live line away, for the end or while a person is asked.
    func pause() {
        state.withLock { state in
            clearStatusLine(&state)
            state.isPaused = true
        }
    }

    func resume() {
        state.withLock { $0.isPaused = false }
    }

    /// Keeps the live line alive while the work runs.
    func ticking<Value: Sendable>(_ work: @Sendable () async -> Value) async -> Value {
        guard isWatched else { return await work() }
        let ticker = Task {
            while !Task.isCancelled {
                tick()
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let value = await work()
        ticker.cancel()
        pause()
        return value
    }

    private func follow(_ event: JournalEvent, _ state: inout State) {
        if case .thought = event {} else { state.thinking = nil }
        switch event {
        case .started(let started):
            state.doing = "starting the apps"
            state.budget = started.budget ?? Budget()
            state.pace = Pace()
        case .observed(let observed):
            state.step = observed.step
            state.doing = "asking the planner"
        case .decided(let decided):
            state.usage = state.usage + decided.usage
            state.pace.add(decided.usage.dollars)
            state.isEnding = state.isScripted && decided.choice == "done"
            state.doing = decided.choice == "done" ? "checking the outcome" : "acting"
        case .ended: state.doing = "done"
        case .summedUp(let last): state.usage = state.usage + last.usage
        case .stepped(let stepped):
            state.doing = stepped.step
            state.isScripted = true
        case .safetyCheck, .acted, .told, .checked, .noted, .thought: break
        }
    }

    private func clearStatusLine(_ state: inout State) {
        guard state.hasStatusLine else { return }
        terminal.write("\r\u{1B}[K")
        state.hasStatusLine = false
    }

    private func drawStatusLine(_ state: inout State) {
        guard terminal.canErase, !isQuiet, !state.isPaused else { return }
        let doing = state.thinking.map { "thinking: \($0)" } ?? state.doing
        var parts = ["step \(state.step)", doing, "\(Int(watch.elapsed.inSeconds)) s"]
        if state.usage.requests > 0 {
            parts.append(requestsInWords(state.usage))
            parts += [spendingInWords(state.usage, of: state.budget, at: state.pace)]
                .compactMap { $0 }
        }
        let line = oneLine(secrets.redact(parts.joined(separator: " · ")))
        let text = String(line.prefix(terminal.width - 1))
        terminal.write("\r\u{1B}[K\(terminal.styled(text, .dim))")
        state.hasStatusLine = true
    }

    private func lines(for event: JournalEvent, saysSteps: Bool) -> [String] {
        switch event {
        case .started(let started):
            let planner = started.model.map { ", planned by \($0)" } ?? ""
            return [
                terminal.styled(printable(started.task), .bold)
                    + " on \(started.display) \(started.size)\(planner)"
            ]
        case .observed: return []
        case .decided(let decided): return saysSteps ? [] : lines(for: decided)
        case .stepped(let stepped): return [line(for: stepped)]
        case .safetyCheck(let record):
            let ruling = record.isAllowed ? "allowed" : "denied"
            let code = record.check.code ?? record.check.id
            return ["    safety check \(printable(code)): \(ruling) by the \(record.decidedBy)"]
        case .acted(let acted): return [line(for: acted)]
        case .told(let note): return ["    told the planner: \(printable(note))"]
        // A step has said it already.
        case .checked where saysSteps: return []
        case .checked(let result):
            return [
                result.verdict == .satisfied
                    ? "    \(terminal.styled("✓", .green)) \(printable(result.expected))"
                    : "    \(terminal.styled("✗", .red)) expected \(printable(result.expected));"
                        + " found \(printable(result.found))"
            ]
        case .noted(let note): return [terminal.styled("    \(printable(note))", .dim)]
        case .summedUp(let last):
            return ["    \(printable(last.text ?? "no summary"))"]
        case .thought, .ended: return []
        }
    }

    private func line(for stepped: JournalEvent.Stepped) -> String {
        let mark: String
        switch stepped.outcome {
        case .done: mark = terminal.styled("✓", .green)
        case .skipped: mark = terminal.styled("-", .dim)
        case .passedOver: mark = terminal.styled("-", .yellow)
        case .failed: mark = terminal.styled("✗", .red)
        }
        let isDone = stepped.outcome == .done
        let time = stepped.seconds < 0.05 ? "" : "  \(stepped.seconds.rounded(toPlaces: 2)) s"
        let text = isDone ? "" : stepped.text.map { ": \(printable($0))" } ?? ""
        return "  \(mark) \(printable(stepped.step))\(text)"
            + terminal.styled("\(time)  \(printable(stepped.place))", .dim)
    }

    private func lines(for decided: JournalEvent.Decided) -> [String] {
        let number = terminal.styled("\(decided.step)".leftPadded(to: 3), .cyan)
        switch decided.choice {
        case "act", "not-yet":
            let summary = decided.summary ?? (decided.choice == "act" ? "" : "waits")
            return ["\(number) \(printable(summary))"]
        default:
            return ["\(number) \(decided.choice): \(printable(decided.text ?? ""))"]
        }
    }

    private func line(for acted: JournalEvent.Acted) -> String {
        let action = printable(acted.action)
        guard acted.result == "delivered" else {
            let result = terminal.styled(acted.result, .yellow)
            return "    \(action)  \(result): \(printable(acted.reason ?? ""))"
        }
        let undelivered = acted.receipt?.undelivered ?? ""
        let lost =
            undelivered.isEmpty
            ? "" : "  " + terminal.styled("lost: \(printable(undelivered))", .yellow)
        guard let settled = acted.settled else { return "    \(action)\(lost)" }
        let pixels =
            settled.isUnchanged ? "nothing changed" : "\(settled.changedPixelCount) px"
        let seconds = "\(settled.seconds.rounded(toPlaces: 2)) s"
        let rest = settled.atRest ? [] : ["still changing"]
        let windows = (settled.windows?.phrases ?? []).map(printable)
        let effect = ([pixels, seconds] + rest + windows).joined(separator: ", ")
        return "    \(action)  \(terminal.styled(effect, .dim))\(lost)"
    }
}

/// What requests have cost, in a few words.
func costInWords(_ usage: Usage) -> String {
    let dollars =
        usage.dollars.map { $0 == 0 ? "" : ", \(inDollars($0))" } ?? ", at an unknown price"
    return requestsInWords(usage) + dollars
}

private func requestsInWords(_ usage: Usage) -> String {
    "\(counted(usage.requests, "request")), "
        + counted(usage.inputTokens + usage.outputTokens, "token")
}

extension Double {
    func rounded(toPlaces places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return "\((self * scale).rounded() / scale)"
    }
}

extension String {
    func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
