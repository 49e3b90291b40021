import DeskwrightCore

/// A key of a task file with all that belongs to it, as it was written.
package struct TaskSection: Sendable, Hashable {
    package var key: String
    /// Its value where that is one text; references in it stay.
    package var value: String?
    /// Whole lines: the comments above the key, the key, its value.
    package var text: String

    /// The sections of a task file.
    ///
    /// - Parameters:
    ///   - text: A whole task file, each key at the beginning of a line.
    ///   - path: As messages show it.
    /// - Returns: In the file's order; their texts together are the file.
    /// - Throws: What keeps it from being read, or keys that stand side by side in braces.
    package static func all(of text: String, path: String) throws(FileFaults) -> [TaskSection] {
        try YAMLFile.parse(text: text, path: path) { root in
            guard case .map(let entries) = root.node.content, !entries.isEmpty else {
                return root.mismatch("a map")
            }
            guard entries.allSatisfy({ $0.keyMark.column == 1 }),
                Set(entries.map(\.keyMark.line)).count == entries.count
            else {
                root.fault(
                    "the keys of the task do not begin a line each",
                    hint: "write them below each other, without braces")
                return nil
            }
            return sections(entries, of: root.reading.source.lines)
        }
    }

    private static func sections(
        _ entries: [YAMLEntry], of lines: [Substring]
    ) -> [TaskSection] {
        let sorted = entries.sorted { $0.keyMark.line < $1.keyMark.line }
        var starts = sorted.map { start(ofKeyInLine: $0.keyMark.line - 1, lines) }
        starts[0] = 0
        let ends = starts.dropFirst() + [lines.count]
        return zip(sorted, zip(starts, ends)).map { entry, range in
            var value: String?
            if case .text(let text, _) = entry.value.content { value = text }
            let own = lines[range.0..<range.1].joined(separator: "\n")
            // The last line of a file ends, and an empty one follows.
            return TaskSection(
                key: entry.key, value: value,
                text: range.1 < lines.count || !own.hasSuffix("\n") ? own + "\n" : own)
        }
    }

    /// The first of the comment lines that stand directly above a key.
    private static func start(ofKeyInLine line: Int, _ lines: [Substring]) -> Int {
        var start = line
        while start > 0, lines[start - 1].hasPrefix("#") { start -= 1 }
        return start
    }
}
