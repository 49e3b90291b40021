import DeskwrightCore

extension TaskFile {
    /// Whether a file that nobody named is a task, be it a faulty one.
    ///
    /// Steps that tasks share, scenes and the files of other programs are none.
    package static func isTask(_ text: String) -> Bool {
        let reading = YAMLReading(SourceText(file: "", text: text))
        guard let root = YAMLComposer.root(of: reading) else {
            // A task that is no YAML by a slip; templates of other programs are none either.
            return text.contains(/^"?version"?: *1\s*$/.anchorsMatchLineEndings())
        }
        guard case .map(let entries) = root.content else { return false }
        let keys = Set(entries.map(\.key))
        if keys.contains("inputs") { return false }
        if keys.contains("name"), entries.contains(where: \.isVersion1) { return true }
        // One key may be misspelt, such as the name.
        let own = keys.intersection(MapGrammar.task.keyNames)
        guard keys.count - own.count <= 1 else { return false }
        return !own.isDisjoint(with: ["goal", "apps", "expect"])
            || own.contains("steps") && !keys.isSubset(of: ["version", "description", "steps"])
    }
}

extension YAMLEntry {
    fileprivate var isVersion1: Bool {
        guard key == "version", case .text(let text, _) = value.content else { return false }
        return text == "1"
    }
}
