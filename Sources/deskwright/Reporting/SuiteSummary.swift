import DeskwrightCore
import DeskwrightReporters

/// The end of a suite for people: what is not passed with its reason and the command that runs it again, and the counts.
struct SuiteSummary {
    private let terminal: Terminal

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    func show(_ result: SuiteResult) {
        let bad = result.tasks.filter { [.failed, .error, .flaky].contains($0.verdict) }
        for (number, record) in bad.enumerated() {
            terminal.line("")
            show(record, number: number + 1)
        }
        terminal.line("")
        let seconds = "(\(result.seconds.rounded(toPlaces: 1)) s)"
        terminal.line("\(counts(of: result)) \(terminal.styled(seconds, .dim))")
    }

    private func show(_ record: TaskRecord, number: Int) {
        let title = "\(number)) \(oneLine(record.id))  \(oneLine(record.name))"
        terminal.line(terminal.styled(title, record.verdict == .flaky ? .yellow : .red))
        for (index, one) in record.tries.enumerated() where one.result.outcome != .passed {
            let again = index > 0 ? "retry \(index): " : ""
            for (number, line) in one.result.reason.split(separator: "\n").enumerated() {
                terminal.line("   \(number == 0 ? again : "  ")\(oneLine(String(line)))")
            }
            if let hint = one.result.hint {
                terminal.line(
                    "   \(terminal.styled("hint:", .cyan)) \(oneLine(hint))")
            }
            terminal.line("   report: \(one.folder)/report.html")
        }
        terminal.line("   again: \(terminal.styled(RerunCommand.text(for: record), .bold))")
    }

    private func counts(of result: SuiteResult) -> String {
        let counts = TaskVerdict.allCases.compactMap { verdict -> String? in
            let count = result.tasks.count { $0.verdict == verdict }
            guard count > 0 else { return nil }
            let words = verdict == .error ? counted(count, "error") : "\(count) \(verdict.rawValue)"
            return terminal.styled(words, verdict.style)
        }
        return counts.joined(separator: ", ")
    }
}

extension TaskVerdict {
    fileprivate var style: Terminal.Style {
        switch self {
        case .passed: .green
        case .flaky: .yellow
        case .failed, .error: .red
        case .skipped: .dim
        }
    }
}
