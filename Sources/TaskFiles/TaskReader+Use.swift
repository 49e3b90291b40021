import DeskwrightCore

/// Steps that stand in another file.
extension TaskReader {
    func use(
        _ value: YAMLValue, _ fields: YAMLFields, _ scope: inout StepScope
    ) -> StepAction? {
        let given = fields["with"].map(texts) ?? [:]
        guard let path = value.existingFile(in: folder) else { return nil }
        guard !scope.files.contains(path) else {
            let names = (scope.files.drop { $0 != path } + [path]).map(FilePaths.name)
            value.fault(
                "the file uses itself: " + names.joined(separator: " → "),
                hint: "\"repeat\" does steps again")
            return nil
        }
        scope.enter(path)
        defer { scope.files.removeLast() }
        do {
            let steps = try sharedSteps(path, value, given, fields, &scope)
            return .use(file: FilePaths.name(path), steps)
        } catch {
            value.reading.adopt(error.faults)
            return nil
        }
    }

    private func sharedSteps(
        _ path: String, _ value: YAMLValue, _ given: [String: String], _ fields: YAMLFields,
        _ scope: inout StepScope
    ) throws(FileFaults) -> [ScriptStep] {
        let shownPath = FilePaths.beside(file, value.string() ?? path)
        var reader = self
        reader.folder = FilePaths.folder(of: path)
        reader.file = shownPath
        let outer = value.reading.references
        var inner = scope
        // Also where the file has faults: what was read was read.
        defer { scope.count = inner.count }
        let steps = try YAMLFile.parse(
            text: TextFile.read(path: path), path: shownPath
        ) { root -> [ScriptStep]? in
            guard let shared = root.fields(.shared), isKnownVersion(shared) else { return nil }
            root.reading.references = outer
            let names = distinct(shared["inputs"]) { $0.name(.variable) }
            reportInputs(given, names, fields)
            root.reading.references?.inputs = given
            guard let steps = shared["steps"].map({ reader.steps($0, &inner) }) else { return nil }
            return root.reading.hasFaults ? nil : steps
        }
        scope = inner
        // What they made known is known to the steps after them.
        value.reading.references?.runTimeNames.formUnion(inner.runTimeNames)
        return steps
    }

    /// Inputs that are missing, or that nobody wants.
    private func reportInputs(_ given: [String: String], _ wanted: [String], _ fields: YAMLFields) {
        for name in wanted where given[name] == nil {
            fields.fault(
                at: "use", "the input \(shown(name)) is missing", hint: "add it under \"with\"")
        }
        for name in given.keys.sorted() where !wanted.contains(name) {
            fields.fault(
                at: "with", "there is no input \(shown(name))",
                hint: suggestion(for: name, among: wanted))
        }
    }

    private func texts(_ value: YAMLValue) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in value.entries() ?? [] {
            guard let name = key.name(.variable) else { continue }
            texts[name] = value.secretBearingString()
        }
        return texts
    }
}
