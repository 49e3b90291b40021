/// What has to change in a text to make it another one, line by line, in the form of `diff -u`.
struct LineDiff: CustomStringConvertible {
    private enum Edit {
        case keep(String)
        case remove(String)
        case add(String)

        var isChange: Bool {
            switch self {
            case .keep: false
            case .remove, .add: true
            }
        }

        var line: String {
            switch self {
            case .keep(let line): "  " + visible(line)
            case .remove(let line): "- " + visible(line)
            case .add(let line): "+ " + visible(line)
            }
        }
    }

    /// How many lines are shown around a change, and in all.
    private static let contextCount = 2
    private static let shownCount = 40
    /// Comparing takes the product of both in the worst case; beyond this, all of it has changed.
    private static let comparedCount = 2000

    let description: String

    init(_ expected: String, _ found: String) {
        let edits = LineDiff.edits(LineDiff.lines(expected), LineDiff.lines(found))
        var lines = ["- expected", "+ found"] + LineDiff.hunks(edits)
        if lines.count > LineDiff.shownCount {
            lines.replaceSubrange(
                LineDiff.shownCount...,
                with: ["… and \(lines.count - LineDiff.shownCount) more lines"])
        }
        if let openEnd = LineDiff.openEnd(expected, found) {
            lines.append("\\ \(openEnd) has no new line at its end")
        }
        description = lines.joined(separator: "\n")
    }

    /// Which of the two lacks a new line at its end, when only one does and neither is empty.
    private static func openEnd(_ expected: String, _ found: String) -> String? {
        switch (expected.utf8.last, found.utf8.last) {
        case (nil, _), (_, nil), (0x0A, 0x0A): nil
        case (0x0A, _): "found"
        case (_, 0x0A): "expected"
        case _: nil
        }
    }

    /// By line feeds alone: in a `Character`, a carriage return and its line feed are one.
    private static func lines(_ text: String) -> [String] {
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func edits(_ old: [String], _ new: [String]) -> [Edit] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
        let before = old[head..<(old.count - tail)]
        let after = new[head..<(new.count - tail)]
        return old[..<head].map(Edit.keep) + changes(Array(before), Array(after))
            + old[(old.count - tail)...].map(Edit.keep)
    }

    private static func changes(_ old: [String], _ new: [String]) -> [Edit] {
        guard old.count + new.count <= comparedCount else {
            return old.map(Edit.remove) + new.map(Edit.add)
        }
        var removals: Set<Int> = []
        var insertions: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removals.insert(offset)
            case .insert(let offset, _, _): insertions.insert(offset)
            }
        }
        var edits: [Edit] = []
        var place = 0
        for (offset, line) in old.enumerated() {
            if removals.contains(offset) {
                edits.append(.remove(line))
                continue
            }
            while insertions.contains(place) {
                edits.append(.add(new[place]))
                place += 1
            }
            edits.append(.keep(line))
            place += 1
        }
        return edits + new[place...].map(Edit.add)
    }

    /// The changes with the lines around them; each run of lines under the number of its first.
    private static func hunks(_ edits: [Edit]) -> [String] {
        var shown: Set<Int> = []
        for (index, edit) in edits.enumerated() where edit.isChange {
            shown.formUnion((index - contextCount)...(index + contextCount))
        }
        var lines: [String] = []
        var lineNumber = 1
        for (index, edit) in edits.enumerated() {
            if shown.contains(index) {
                if !shown.contains(index - 1) || index == 0 {
                    lines.append("@@ line \(lineNumber) @@")
                }
                lines.append(edit.line)
            }
            if case .add = edit { continue }
            lineNumber += 1
        }
        return lines
    }
}

/// A line as it can be told from others: white space at its end and control characters can be seen.
private func visible(_ line: String) -> String {
    var result = ""
    for scalar in line.unicodeScalars.prefix(200) {
        switch scalar {
        case "\t": result += "\\t"
        case "\r": result += "\\r"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        case _: result.unicodeScalars.append(scalar)
        }
    }
    let spaceCount = result.reversed().prefix { $0 == " " }.count
    result = result.dropLast(spaceCount) + String(repeating: "·", count: spaceCount)
    return line.unicodeScalars.count > 200 ? result + "…" : result
}
