import DeskwrightCore

/// What a suite tells GitHub: annotations in the log, and a summary of the job.
package enum GitHubReport {
    /// GitHub keeps ten errors and ten warnings of a step, and drops the rest without a word.
    static let annotationCountMax = 10

    /// Workflow commands for what did not pass.
    ///
    /// What the product did comes first, then what kept the test from saying anything, then what was flaky;
    /// a notice says how many there are besides.
    ///
    /// - Parameter suite: GitHub finds its files when the command ran in the repository's own folder.
    /// - Returns: Lines for standard output, without line ends.
    package static func annotations(of suite: SuiteResult) -> [String] {
        let failures = suite.tasks.filter { $0.verdict == .failed }
        let errors = failures + suite.tasks.filter { $0.verdict == .error }
        let warnings = suite.tasks.filter { $0.verdict == .flaky }
        var lines = errors.prefix(annotationCountMax).map { annotation("error", $0) }
        lines += warnings.prefix(annotationCountMax).map { annotation("warning", $0) }

        var rest: [String] = []
        let errorsLeft = errors.count - annotationCountMax
        let warningsLeft = warnings.count - annotationCountMax
        if errorsLeft > 0 { rest.append(counted(errorsLeft, "more task") + " that did not pass") }
        if warningsLeft > 0 { rest.append(counted(warningsLeft, "more flaky task")) }
        if !rest.isEmpty {
            let words = rest.joined(separator: " and ")
            lines.append("::notice title=Deskwright::not shown here: \(words)")
        }
        return lines
    }

    private static func annotation(_ command: String, _ task: TaskRecord) -> String {
        let title = excerpt(CleanText.oneLine(task.name), limit: 200) + ": " + task.verdict.rawValue
        let file = CleanText.clean(task.file)
        return "::\(command) file=\(property(file)),line=\(task.line),title=\(property(title))"
            + "::\(data(message(of: task)))"
    }

    private static func message(of task: TaskRecord) -> String {
        var parts: [String] = []
        if task.verdict == .flaky { parts.append("It failed, and passed when it was run again.") }
        // GitHub takes at most 64 KiB.
        let reason =
            task.failedTries.first.map { FailureText(result: $0.result).body }
            ?? CleanText.clean(task.whyNotPassed ?? "")
        parts += [excerpt(reason, limit: 4000), "run it again: \(RerunCommand.text(for: task))"]
        return parts.joined(separator: "\n\n")
    }

    /// A message as a workflow command takes it: on one line.
    ///
    /// - SeeAlso: `escapeData` in actions/toolkit, packages/core/src/command.ts.
    static func data(_ text: String) -> String { escaped(text, ["%", "\r", "\n"]) }

    /// The value of a property, such as a file or a title.
    ///
    /// - SeeAlso: `escapeProperty`, at the same place.
    static func property(_ text: String) -> String { escaped(text, ["%", "\r", "\n", ":", ","]) }

    /// By scalars: a carriage return and a line feed are one character.
    private static func escaped(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
        text.unicodeScalars.map { scalar in
            guard special.contains(scalar) else { return "\(scalar)" }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
