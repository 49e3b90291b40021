import DeskwrightCore

/// Prints what became of an action, for a person or for a program.
struct ReceiptPrinter {
    let isJSON: Bool
    /// Whether a person is told of what went well, too.
    let saysAll: Bool

    func show(_ report: ActionReport) {
        if isJSON {
            Terminal.output.show(json: JSONReceipt(report))
        } else if let receipt = report.result.receipt {
            if saysAll { Terminal.output.line(line(report, receipt)) }
            guard !receipt.undelivered.isEmpty else { return }
            Terminal.error.show(
                error:
                    "\(report.action): the characters \(quoted(receipt.undelivered)) did not arrive",
                hint: nil)
        } else {
            Terminal.error.show(
                error: "\(report.action): \(report.result.name): \(report.result.reason ?? "")",
                hint: nil)
        }
    }

    private func line(_ report: ActionReport, _ receipt: Receipt) -> String {
        let parts = [receipt.inWords] + (report.settled.map(phrases) ?? [])
        return printable("\(report.action): \(parts.joined(separator: "; "))")
    }

    private func phrases(_ settled: Settled) -> [String] {
        var phrases: [String] = []
        if settled.isUnchanged { phrases.append("delivered, and nothing changed") }
        if let area = settled.changedArea {
            phrases.append("\(counted(settled.changedPixelCount, "pixel")) changed within \(area)")
        }
        phrases += settled.windows?.phrases ?? []
        let milliseconds = Int((settled.seconds * 1000).rounded())
        return phrases + [
            "\(settled.atRest ? "at rest" : "still changing") after \(milliseconds) ms"
        ]
    }
}

private struct JSONReceipt: Encodable {
    let action: String
    let result: String
    let reason: String?
    let receipt: Receipt?
    let settled: Settled?

    init(_ report: ActionReport) {
        action = report.action
        result = report.result.name
        reason = report.result.reason
        receipt = report.result.receipt
        settled = report.settled
    }
}

extension Receipt {
    fileprivate var inWords: String {
        let parts = [
            count(characters, "character"), count(keyPresses, "key press", "key presses"),
            count(pointerEvents, "pointer event"),
        ].compactMap(\.self)
        return parts.isEmpty ? "nothing to send" : parts.joined(separator: ", ")
    }

    private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String? {
        number == 0 ? nil : "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}
