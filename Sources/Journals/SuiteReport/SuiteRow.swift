import DeskwrightCore

/// One task in the list: its name leads to its report, and what went wrong is below.
struct SuiteRow {
    let task: TaskRecord
    let link: (TryRecord) -> String?
    let command: String

    func html() -> HTML {
        let reasons = task.tries.map(\.result.reason) + [task.skipReason ?? ""]
        let words = ([task.name, task.id] + task.tags + reasons).joined(separator: " ").lowercased()
        let tags = task.tags.map { "<span class=\"tag\">\($0)</span>" as HTML }
        let seconds = task.tries.isEmpty ? "" : ReportNumbers.seconds(task.seconds)
        return """
            <li class="task \(task.verdict.tone)" data-verdict="\(task.verdict.rawValue)" \
            data-words="\(words)">
            <div class="line"><span class="badge \(task.verdict.tone)">\(task.verdict.rawValue)</span>
            <span class="what">\(name) \(tags)</span>
            <span class="time">\(seconds)</span></div>
            <div class="id muted">\(task.id)</div>
            \(task.skipReason.map { "<p class=\"reason\">Not run: \($0)</p>\n" as HTML })\
            \(bad)</li>

            """
    }

    /// Leads to the last try.
    private var name: HTML {
        guard let last = task.tries.last, let address = link(last) else {
            return "<span class=\"name\" tabindex=\"0\">\(task.name)</span>"
        }
        return "<a class=\"name\" href=\"\(address)\">\(task.name)</a>"
    }

    /// What each try says that did not pass, and how it is run again.
    private var bad: HTML? {
        let tries = task.tries.enumerated().filter { $0.element.result.outcome != .passed }
        guard !tries.isEmpty else { return nil }
        let lines = tries.map { number, one -> HTML in
            let label = task.tries.count > 1 ? "try \(number + 1): " : ""
            let page = link(one).map { " <a href=\"\($0)\">report</a>" as HTML }
            let hint = one.result.hint.map { "<p class=\"hint\"><b>Hint</b> \($0)</p>\n" as HTML }
            return "<p class=\"reason\">\(label)\(one.result.reason)\(page)</p>\n\(hint)"
        }
        return """
            \(lines)<p class="again">again: <code>\(command)</code> \
            <button type="button" class="copy" hidden>copy</button></p>

            """
    }
}
