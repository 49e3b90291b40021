import DeskwrightCore
import DeskwrightSuites
import Synchronization

/// What failed, as it comes; the rest on one line that is written again, or a short line each where none can be.
final class LineReporter: Reporter {
    private let output: Terminal
    private let context: ReportContext
    private let live: LiveLine
    private let state = Mutex(SuiteProgress())

    init(output: Terminal, live: LiveLine, context: ReportContext) {
        self.output = output
        self.context = context
        self.live = live
    }

    func show(_ event: SuiteEvent) {
        let progress = state.withLock { state in
            state.follow(event)
            return state
        }
        if case .taskEnded(let record) = event, !output.canErase || record.verdict != .passed {
            live.clear()
            output.line(
                "[\(progress.done)/\(progress.total)] \(record.verdict.rawValue) "
                    + "\(oneLine(record.id)) (\(record.seconds.rounded(toPlaces: 1)) s)")
        }
        if case .ended(let result) = event {
            live.clear()
            SuiteSummary(output).show(context.shown(result))
        } else {
            live.show { progress.words }
        }
    }
}
