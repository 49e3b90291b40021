import DeskwrightAgent
import DeskwrightCore
import DeskwrightImages
import Foundation
import Synchronization

/// Shows each action to the person at the terminal before it is done, and takes an answer.
struct TerminalGate: Gate {
    private let policy: PolicyGate
    private let pictureFolder: String
    private let progress: ConsoleProgress
    private let terminal = Terminal.error
    private let asksNoMore = Flag()

    init(policy: ApprovalPolicy, pictureFolder: String, progress: ConsoleProgress) {
        self.policy = PolicyGate(policy.withoutAsking)
        self.pictureFolder = pictureFolder
        self.progress = progress
    }

    func review(_ action: Action, in context: GateContext) async -> Ruling {
        let ruling = await policy.review(action, in: context)
        guard ruling == .allow, !asksNoMore.isRaised else { return ruling }
        progress.pause()
        defer { progress.resume() }
        show(action, context)
        while true {
            guard let answer = await ask("[d]o it, [s]kip, [e]dit, [t]ell, [g]o on, [q]uit? ")
            else { return .stop(reason: "the terminal was closed") }
            switch Answer(answer) {
            case .doIt: return .allow
            case .skip: return .skip(reason: "a person skipped it")
            case .edit:
                if let edited = await edit(action) { return .replace(edited) }
            case .tell:
                let text = await ask("tell the planner: ") ?? ""
                if !text.isEmpty { return .tell(text) }
            case .goOn:
                asksNoMore.raise()
                return .allow
            case .stop: return .stop(reason: "a person stopped the run")
            case nil: terminal.line("    please answer d, s, e, t, g or q")
            }
        }
    }

    func review(_ check: SafetyCheck, in context: GateContext) async -> CheckRuling {
        let ruling = await policy.review(check, in: context)
        if ruling.isAllowed { return ruling }
        progress.pause()
        defer { progress.resume() }
        terminal.line("    \(terminal.styled("safety check", .yellow)) \(check.code ?? check.id)")
        if let message = check.message { terminal.line("    \(printable(message))") }
        let answer = await ask("    allow it? [y/N] ")
        let isAllowed = ["y", "yes"].contains(answer?.lowercased() ?? "")
        return CheckRuling(isAllowed: isAllowed, decidedBy: "person")
    }

    func allows(_ growth: String) async -> Bool {
        progress.pause()
        defer { progress.resume() }
        terminal.line("    \(growth)")
        let answer = await ask("    go on? [y/N] ")
        return ["y", "yes"].contains(answer?.lowercased() ?? "")
    }

    private func show(_ action: Action, _ context: GateContext) {
        let place = context.count > 1 ? ", action \(context.position) of \(context.count)" : ""
        terminal.line("    step \(context.step)\(place): \(terminal.styled("\(action)", .bold))")
        let frame = Marking.mark(action.points, on: context.state.frame)
        let file = "\(pictureFolder)/proposed.png"
        do {
            try Data(try PNGEncoder.encode(frame)).write(to: URL(fileURLWithPath: file))
            terminal.line("    picture: \(file)")
        } catch {
            terminal.line("    no picture: \(error)")
        }
    }

    private func edit(_ action: Action) async -> Action? {
        terminal.line("    it is: \(action)")
        guard let text = await ask("    do instead: "), !text.isEmpty else { return nil }
        do {
            return try ActionText.parse(text)
        } catch {
            terminal.show(error)
            return nil
        }
    }

    private func ask(_ question: String) async -> String? {
        terminal.write("    \(terminal.styled(question, .cyan))")
        return await TerminalInput.line()
    }
}

private enum Answer {
    case doIt, skip, edit, tell, goOn, stop

    init?(_ text: String) {
        switch text.lowercased() {
        case "", "d", "do", "y", "yes": self = .doIt
        case "s", "skip": self = .skip
        case "e", "edit": self = .edit
        case "t", "tell": self = .tell
        case "g", "go", "go on": self = .goOn
        case "q", "quit", "stop": self = .stop
        default: return nil
        }
    }
}

/// Lines that a person types, read so that a signal ends the wait.
enum TerminalInput {
    /// The next line without its end; `nil` at the end of the input or when cancelled.
    static func line() async -> String? {
        while !Task.isCancelled {
            var query = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            if poll(&query, 1, 0) > 0 { return readLine() }
            do { try await Task.sleep(for: .milliseconds(30)) } catch { return nil }
        }
        return nil
    }
}

private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }
}

extension ApprovalPolicy {
    /// With a person there, what a person is to be asked about is not denied.
    fileprivate var withoutAsking: ApprovalPolicy {
        var policy = self
        policy.ask = []
        return policy
    }
}
