import DeskwrightCore

/// Reading one of our YAML files: text in, a checked value or every fault out.
///
/// Files are UTF-8, at most 1 MiB and one document each; anchors and aliases are followed within
/// bounds. See ``YAMLValue`` for an example.
package enum YAMLFile {
    /// Reads the file at a path.
    ///
    /// - Parameters:
    ///   - path: As messages are to show it; relative to the current folder.
    ///   - decode: Makes the value; returns `nil` only after a fault was reported.
    /// - Returns: What `decode` made, if there was no fault.
    /// - Throws: All faults of the file, in the order of its lines.
    package static func read<Value>(
        path: String, _ decode: (YAMLValue) -> Value?
    ) throws(FileFaults) -> Value {
        try parse(text: TextFile.read(path: path), path: path, decode)
    }

    /// Reads a text that stands, or might stand, at a path.
    package static func parse<Value>(
        text: String, path: String, _ decode: (YAMLValue) -> Value?
    ) throws(FileFaults) -> Value {
        guard text.utf8.count <= TextFile.byteLimit else { throw TextFile.tooLarge(path) }
        // A byte order mark counts for no column.
        let isMarked = text.unicodeScalars.first == "\u{FEFF}"
        let shownText = isMarked ? String(text.unicodeScalars.dropFirst()) : text
        let reading = YAMLReading(SourceText(file: path, text: shownText))
        guard let root = YAMLComposer.root(of: reading) else { throw reading.failure() }
        let value = decode(YAMLValue(node: root, reading: reading, label: "the file"))
        if let value, !reading.hasFaults { return value }
        throw reading.failure()
    }
}
