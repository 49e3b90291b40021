import DeskwrightCore
import DeskwrightSuites
import Synchronization

/// A sign for each task that has ended, eighty in a row.
final class DotReporter: Reporter {
    private let output: Terminal
    private let context: ReportContext
    private let count = Mutex(0)

    init(output: Terminal, context: ReportContext) {
        self.output = output
        self.context = context
    }

    func show(_ event: SuiteEvent) {
        switch event {
        case .taskEnded(let record):
            let count = count.withLock { count in
                count += 1
                return count
            }
            output.write(record.verdict.dot(on: output) + (count % 80 == 0 ? "\n" : ""))
        case .ended(let result):
            output.line("")
            SuiteSummary(output).show(context.shown(result))
        case .began, .tryBegan, .tryEnded: break
        }
    }
}

extension TaskVerdict {
    fileprivate func dot(on terminal: Terminal) -> String {
        switch self {
        case .passed: terminal.styled("·", .green)
        case .flaky: terminal.styled("±", .yellow)
        case .failed: terminal.styled("F", .red)
        case .error: terminal.styled("E", .red)
        case .skipped: terminal.styled("°", .dim)
        }
    }
}
