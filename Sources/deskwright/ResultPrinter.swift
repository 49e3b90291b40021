import DeskwrightCore
import Foundation

/// Prints how a run ended, for a person or for a program.
struct ResultPrinter {
    let isJSON: Bool

    /// What is shown has no secrets any more.
    func show(_ result: RunResult, folder: String) {
        if isJSON {
            Terminal.output.show(json: JSONResult(result: result, folder: folder))
        } else {
            showText(result, folder: folder)
        }
    }

    private func showText(_ result: RunResult, folder: String) {
        let terminal = Terminal.output
        let isPassed = result.outcome == .passed
        let again = result.retry.map { " on retry \($0)" } ?? ""
        let word = (isPassed ? "passed" : "failed (\(result.outcome.name))") + again
        let cost = result.usage.requests > 0 ? ", \(costInWords(result.usage))" : ""
        terminal.line(
            terminal.styled(word, isPassed ? .green : .red)
                + "  \(printable(result.task))  \(counted(result.steps, "step")), "
                + "\(result.seconds.rounded(toPlaces: 1)) s\(cost)")
        terminal.line("  \(printable(result.reason))")
        if let summary = result.summary { terminal.line("  \(printable(summary))") }
        if let hint = result.hint { terminal.line("  \(terminal.styled("hint:", .cyan)) \(hint)") }
        terminal.line("  report: \(folder)/report.html")
    }
}

/// A result and where its folder is, in one object.
private struct JSONResult: Encodable {
    let result: RunResult
    let folder: String

    private enum Key: CodingKey {
        case folder
    }

    func encode(to encoder: any Encoder) throws {
        try result.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(folder, forKey: .folder)
    }
}
