import DeskwrightCore

/// What has to hold in the end.
extension TaskReader {
    func check(_ value: YAMLValue, appIDs: Set<String>) -> Check? {
        guard let fields = value.fields(.check) else { return nil }
        let condition = condition(fields, appIDs: appIDs)
        let timeout = fields["timeout"]?.duration()
        guard let condition else { return nil }
        return timeout.map { Check(condition, timeout: $0) } ?? Check(condition)
    }

    private func condition(_ fields: YAMLFields, appIDs: Set<String>) -> Check.Condition? {
        guard let key = fields.onlyKey(of: MapGrammar.condition.oneOf), let value = fields[key]
        else { return nil }
        switch key {
        case "file": return fileCheck(value).map { .file($0) }
        case "window": return window(value).map { .window($0) }
        case "process": return processCheck(value, appIDs: appIDs).map { .process($0) }
        case "command": return commandCheck(value).map { .command($0) }
        case "clipboard": return clipboardMatch(value).map { .clipboard($0) }
        case "not":
            return value.fields(.condition).flatMap { condition($0, appIDs: appIDs) }
                .map { .not($0) }
        default: preconditionFailure("\(key) is a condition in the grammar and not here")
        }
    }

    private func fileCheck(_ value: YAMLValue) -> FileCheck? {
        guard let fields = value.fields(.file) else { return nil }
        let path = fields["path"].flatMap(checkedPath)
        let exists = fields["exists"]?.bool() ?? true
        let text = matches(fields)
        if !exists, let key = fields.keys.first(where: MapGrammar.text.keyNames.contains) {
            fields.fault(at: key, "\"\(key)\" cannot stand beside \"exists: false\"")
        }
        return path.map { FileCheck(path: $0, exists: exists, text: text) }
    }

    /// An absolute path, or one that stays in the scratch folder.
    private func checkedPath(_ value: YAMLValue) -> String? {
        guard let path = value.filledString() else { return nil }
        guard !path.hasPrefix("/") else { return path }
        guard let inside = FilePaths.inside(path) else {
            value.fault(
                "\(shown(path)) is no file in the scratch folder",
                hint: "a file elsewhere is named by its absolute path")
            return nil
        }
        return inside
    }

    private func processCheck(_ value: YAMLValue, appIDs: Set<String>) -> ProcessCheck? {
        guard value.kind == .map else { return value.filledString().map { ProcessCheck(name: $0) } }
        guard let fields = value.fields(.process) else { return nil }
        let name = fields["name"]?.filledString()
        let isRunning = fields["running"]?.bool()
        let exitCode = fields["exit"]?.int(in: 0...255)
        guard let name else { return nil }
        guard exitCode != nil else { return ProcessCheck(name: name, isRunning: isRunning ?? true) }
        guard isRunning != true else {
            fields.fault(at: "exit", "a process that runs has no exit code")
            return nil
        }
        guard appIDs.contains(name) else {
            fields["name"]?.fault(
                "\"exit\" needs an app's id, and no app has the id \(shown(name))",
                hint: appHint(name, appIDs))
            return nil
        }
        return ProcessCheck(name: name, isRunning: false, exitCode: exitCode)
    }

    private func commandCheck(_ value: YAMLValue) -> CommandCheck? {
        guard value.kind == .map else {
            return commandText(value).map { CommandCheck(command: $0) }
        }
        guard let fields = value.fields(.output) else { return nil }
        let command = fields["run"].flatMap(commandText)
        let exitCode = fields["exit"]?.int(in: 0...255) ?? 0
        let output = matches(fields)
        return command.map { CommandCheck(command: $0, exitCode: exitCode, output: output) }
    }

    private func clipboardMatch(_ value: YAMLValue) -> TextMatch? {
        guard value.kind == .map else {
            return value.secretBearingString().map { .equals($0) }
        }
        guard let fields = value.fields(.text), fields.onlyKey(of: MapGrammar.text.oneOf) != nil
        else { return nil }
        return matches(fields).first
    }

    /// The keys that every text check has.
    private func matches(_ fields: YAMLFields) -> [TextMatch] {
        let equals = fields["equals"]?.secretBearingString().map(TextMatch.equals)
        let contains = fields["contains"]?.secretBearingString().map(TextMatch.contains)
        let pattern = fields["matches"]?.pattern()
        return [equals, contains, pattern].compactMap { $0 }
    }
}
