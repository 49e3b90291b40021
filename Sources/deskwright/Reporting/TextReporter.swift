import DeskwrightCore
import DeskwrightSuites
import Synchronization

/// A line for each task that has ended, and on a terminal a live one below: what is done, what runs, the time left.
final class TextReporter: Reporter {
    enum Form {
        /// With names and reasons.
        case list
        /// Short, for logs; on a terminal only what did not pass.
        case line
    }

    private let form: Form
    private let output: Terminal
    private let context: ReportContext
    private let live: LiveLine
    private let state = Mutex(SuiteProgress())

    init(_ form: Form, output: Terminal, live: LiveLine, context: ReportContext) {
        self.form = form
        self.output = output
        self.context = context
        self.live = live
    }

    func show(_ event: SuiteEvent) {
        let progress = state.withLock { state in
            state.follow(event)
            return state
        }
        switch event {
        case .taskEnded(let record):
            if let line = line(for: record, progress) {
                live.clear()
                output.line(line)
            }
        case .ended(let result):
            live.clear()
            SuiteSummary(output).show(context.shown(result))
            return
        case .began, .tryBegan, .tryEnded: break
        }
        live.show { progress.words }
    }

    private func line(for record: TaskRecord, _ progress: SuiteProgress) -> String? {
        switch form {
        case .list: return listLine(for: record, progress)
        case .line where output.canErase && record.verdict == .passed: return nil
        case .line:
            return "[\(progress.done)/\(progress.total)] \(record.verdict.rawValue) "
                + "\(oneLine(record.id)) (\(record.seconds.rounded(toPlaces: 1)) s)"
        }
    }

    private func listLine(for record: TaskRecord, _ progress: SuiteProgress) -> String {
        let count = "\(progress.total)".count
        let number = output.styled("\(progress.done)".leftPadded(to: count), .dim)
        let seconds = output.styled("  \(record.seconds.rounded(toPlaces: 1)) s", .dim)
        let name = "\(oneLine(record.id))  \(oneLine(record.name))"
        let isBad = [.failed, .error].contains(record.verdict)
        // The summary has the rest of it.
        let first = record.tries.last?.result.reason.split(separator: "\n").first
        let reason = isBad ? first.map { "\n    " + oneLine(String($0)) } : nil
        return "\(record.verdict.mark(on: output)) \(number) \(name)\(seconds)\(reason ?? "")"
    }
}

extension TaskVerdict {
    /// One sign, coloured where the terminal can.
    func mark(on terminal: Terminal) -> String {
        switch self {
        case .passed: terminal.styled("✓", .green)
        case .flaky: terminal.styled("±", .yellow)
        case .failed: terminal.styled("✗", .red)
        case .error: terminal.styled("!", .red)
        case .skipped: terminal.styled("-", .dim)
        }
    }
}
