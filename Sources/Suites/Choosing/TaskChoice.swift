import DeskwrightCore

/// Which of a suite's tasks are run: those that every rule that is given lets through.
package struct TaskChoice: Sendable {
    /// Regular expressions of which one has to match in a task's name or id; none lets all through.
    package var patterns: [String] = []
    /// Of these none may.
    package var excludedPatterns: [String] = []
    /// A task has one of them; none lets all through.
    package var tags: [String] = []
    package var excludedTags: [String] = []
    /// Only these ids; `nil` lets all through.
    package var ids: Set<String>?
    /// Only tasks that depend on one of these files, or on one in these folders; absolute, without links. `nil` lets
    /// all through.
    package var changedFiles: Set<String>?
    /// The folder that the command runs in, absolute.
    package var folder = ""

    package init() {}

    /// The tasks that are run, in the order given.
    ///
    /// - Throws: ``ChoiceError/badPattern(_:reason:)``
    package func chosen(of tasks: [SuiteTask]) throws(ChoiceError) -> [SuiteTask] {
        let wanted = try patterns.map(TaskChoice.expression)
        let unwanted = try excludedPatterns.map(TaskChoice.expression)
        return tasks.filter { task in
            let texts = [task.task.name, task.id]
            func matches(_ expression: Regex<AnyRegexOutput>) -> Bool {
                texts.contains { $0.contains(expression) }
            }
            return (wanted.isEmpty || wanted.contains(where: matches))
                && !unwanted.contains(where: matches)
                && (tags.isEmpty || tags.contains(where: task.task.tags.contains))
                && !excludedTags.contains(where: task.task.tags.contains)
                && (ids.map { isAmong($0, task.id) } ?? true)
                && (changedFiles.map { task.task.isAffected(by: $0, folder: folder) } ?? true)
        }
    }

    /// Also where one of its repetitions is.
    private func isAmong(_ ids: Set<String>, _ id: String) -> Bool {
        ids.contains(id) || ids.contains { $0.hasPrefix(id + "#") }
    }

    private static func expression(
        _ pattern: String
    ) throws(ChoiceError) -> Regex<AnyRegexOutput> {
        do {
            return try Regex(pattern)
        } catch {
            throw .badPattern(pattern, reason: "\(error)")
        }
    }
}

/// Why nothing can be run.
package enum ChoiceError: Failure, Hashable {
    case badPattern(String, reason: String)
    /// The rules let none of these ids through.
    case nothingMatched(of: [String])

    package var kind: FailureKind { .usage }

    package var message: String {
        switch self {
        case .badPattern(let pattern, let reason):
            "\(quoted(pattern)) is not a regular expression: \(reason)"
        case .nothingMatched(let ids):
            "none of \(counted(ids.count, "task")) is chosen; there "
                + (ids.count == 1 ? "is " : "are ")
                + ids.prefix(ChoiceError.shownCount)
                .map(quoted).joined(separator: ", ")
                + (ids.count > ChoiceError.shownCount ? ", …" : "")
        }
    }

    package var hint: String? {
        switch self {
        case .badPattern:
            "a backslash before one of \\ . * + ? ( ) [ ] { } | ^ $ means the sign itself"
        case .nothingMatched: "`--list` shows their names and tags"
        }
    }

    private static let shownCount = 10
}
