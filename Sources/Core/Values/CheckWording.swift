extension Check.Condition {
    /// The condition in words, on one line.
    package var words: String {
        switch self {
        case .file(let check):
            check.exists
                ? "the file \(quoted(check.path)) "
                    + (check.text.isEmpty ? "exists" : check.text.words)
                : "there is no file \(quoted(check.path))"
        case .window(let match):
            match.description.isEmpty
                ? "there is a window" : "there is a window with \(match.parts)"
        case .windows(let match, let count):
            match.description.isEmpty
                ? "there are \(counted(count, "window"))"
                : "there are \(counted(count, "window")) with \(match.parts)"
        case .process(let check): check.words
        case .command(let check):
            "the command \(quoted(excerpt(check.command))) exits with code \(check.exitCode)"
                + (check.output.isEmpty ? "" : " and its output \(check.output.words)")
        case .clipboard(let match): "the clipboard \(match.words)"
        case .visible(let target): "\(target) is shown"
        case .hidden(let target): "\(target) is not shown"
        case .text(let check): "the text at \(check.target) \(check.text.words)"
        case .snapshot(let check):
            "the picture \(quoted(check.name)) is as before"
        case .not(let condition): "not: \(condition.words)"
        }
    }
}

extension ProcessCheck {
    fileprivate var words: String {
        if let exitCode { return "\(name) has exited with code \(exitCode)" }
        return isRunning ? "\(name) runs" : "\(name) does not run"
    }
}

extension WindowMatch {
    fileprivate var parts: String {
        let parts = [
            title.map { "a title that \($0.words)" }, className.map { "a class that \($0.words)" },
            isActive.map { $0 ? "the focus" : "no focus" },
        ]
        return parts.compactMap { $0 }.joined(separator: " and ")
    }
}

extension TextMatch {
    /// As its description, with long texts cut.
    package var words: String {
        switch self {
        case .equals(let text): "is \(quoted(excerpt(text)))"
        case .contains(let text): "contains \(quoted(excerpt(text)))"
        case .matches(let pattern): "matches /\(pattern)/"
        }
    }
}

extension [TextMatch] {
    fileprivate var words: String { map(\.words).joined(separator: " and ") }
}

/// The beginning of a text, and how long it is when that is not all.
package func excerpt(_ text: String, limit: Int = 120) -> String {
    text.count <= limit ? text : "\(text.prefix(limit))… (\(text.count) characters)"
}

/// The first ten, and how many more there are.
package func list(_ names: [String]) -> String {
    let shown = names.prefix(10).joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
}

extension Check.Condition: CustomStringConvertible {
    public var description: String { words }
}
