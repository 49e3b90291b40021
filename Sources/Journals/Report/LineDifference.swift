/// One line of a difference between two texts.
enum LineDifference: Hashable {
    case same(String)
    case missing(String)
    case unexpected(String)

    var html: HTML {
        switch self {
        case .same(let line): "<span>  \(line)</span>"
        case .missing(let line): "<del>- \(line)</del>"
        case .unexpected(let line): "<ins>+ \(line)</ins>"
        }
    }

    /// The lines of a text that is a difference already: `- ` and `+ ` begin what differs.
    static func marked(in text: String) -> [LineDifference]? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.hasPrefix("- ") || $0 == "-" }),
            lines.contains(where: { $0.hasPrefix("+ ") || $0 == "+" })
        else { return nil }
        return lines.map { line in
            if line.hasPrefix("- ") || line == "-" { return .missing(String(line.dropFirst(2))) }
            if line.hasPrefix("+ ") || line == "+" { return .unexpected(String(line.dropFirst(2))) }
            return .same(String(line.hasPrefix("  ") ? line.dropFirst(2) : line))
        }
    }

    /// What turns the one text into the other, where both have lines enough to be worth it.
    static func between(_ expected: String, _ found: String) -> [LineDifference]? {
        // The comparison takes time with the square of what differs.
        let lineCountMax = 500
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let new = found.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard min(old.count, new.count) > 1, max(old.count, new.count) <= lineCountMax else {
            return nil
        }
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(offset))
        let inserted = Set(difference.insertions.map(offset))
        var lines: [LineDifference] = []
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < old.count || newIndex < new.count {
            if removed.contains(oldIndex) {
                lines.append(.missing(old[oldIndex]))
                oldIndex += 1
            } else if inserted.contains(newIndex) {
                lines.append(.unexpected(new[newIndex]))
                newIndex += 1
            } else {
                lines.append(.same(new[newIndex]))
                oldIndex += 1
                newIndex += 1
            }
        }
        return lines
    }

    private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
