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

    /// A condition that stands by itself, as after `if`.
    func condition(of value: YAMLValue, _ appIDs: Set<String>) -> Check.Condition? {
        value.fields(.condition).flatMap { condition($0, appIDs: appIDs) }
    }

    private func condition(_ fields: YAMLFields, appIDs: Set<String>) -> Check.Condition? {
        guard let key = fields.onlyKey(of: MapGrammar.condition.oneOf), let value = fields[key]
        else { return nil }
        switch key {
        case "file": return fileCheck(value).map { .file($0) }
        case "window": return windowCheck(value)
        case "visible": return target(value).map { .visible($0) }
        case "hidden": return target(value).map { .hidden($0) }
        case "text": return textCheck(value).map { .text($0) }
        case "snapshot": return snapshotCheck(value).map { .snapshot($0) }
        case "process": return processCheck(value, appIDs: appIDs).map { .process($0) }
        case "command": return commandCheck(value).map { .command($0) }
        case "clipboard": return clipboardMatch(value).map { .clipboard($0) }
        case "not": return condition(of: value, appIDs).map { .not($0) }
        default: preconditionFailure("\(key) is a condition in the grammar and not here")
        }
    }

    /// A window, or how many of them there are.
    private func windowCheck(_ value: YAMLValue) -> Check.Condition? {
        guard value.kind == .map else { return window(value).map { .window($0) } }
        guard let fields = value.fields(.windowCheck) else { return nil }
        let match = window(fields)
        guard let count = fields["count"] else { return .window(match) }
        return count.int(in: 0...1000).map { .windows(match, count: $0) }
    }

    private func textCheck(_ value: YAMLValue) -> TextCheck? {
        guard let fields = value.fields(.textCheck) else { return nil }
        let target = fields["of"].flatMap(target)
        let text = matches(fields)
        guard fields.keys.contains(where: MapGrammar.text.keyNames.contains) else {
            value.fault("\(value.label) needs one of equals, contains, matches")
            return nil
        }
        return target.map { TextCheck(of: $0, text: text) }
    }

    private func snapshotCheck(_ value: YAMLValue) -> SnapshotCheck? {
        guard value.kind == .map else {
            return value.name(.identifier).map {
                SnapshotCheck(name: $0 + variantSuffix, folder: snapshotFolder)
            }
        }
        guard let fields = value.fields(.snapshot), let name = fields["name"] else { return nil }
        return snapshot(named: name, parts: fields)
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
