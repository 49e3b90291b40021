import DeskwrightCore

/// What a task runs on and with: screen, files, commands, apps.
extension TaskReader {
    func display(_ value: YAMLValue) -> DisplaySpec? {
        guard let fields = value.fields(.display) else { return nil }
        var display = DisplaySpec()
        if let attach = fields["attach"] {
            guard let name = attach.string().flatMap({ displayName($0, attach) }) else {
                return nil
            }
            display.place = .attached(name: name)
        } else if let mock = fields["mock"] {
            guard let scene = mock.existingFile(in: folder) else { return nil }
            display.place = .mock(scene: scene)
        }
        display.size = fields["size"]?.size(in: 64...8192) ?? display.size
        display.dotsPerInch = fields["dpi"]?.int(in: 24...960) ?? display.dotsPerInch
        if let program = fields["wm"]?.filledString() {
            display.windowManager = program == "none" ? nil : program
        }
        return display
    }

    /// - SeeAlso: X(7), section DISPLAY NAMES.
    private func displayName(_ name: String, _ value: YAMLValue) -> String? {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        let isHost = parts[0].allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-")
        }
        let numbers = parts.last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        let areNumbers = numbers.allSatisfy {
            !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber }
        }
        guard parts.count == 2, isHost, (1...2).contains(numbers.count), areNumbers else {
            return value.mismatch("a display such as \":1\"", text: name)
        }
        return name
    }

    func files(_ value: YAMLValue) -> [FixtureFile] {
        var files: [FixtureFile] = []
        for (key, value) in value.entries() ?? [] {
            guard let path = scratchPath(key) else { continue }
            if let other = files.first(where: { clash($0.path, path) }) {
                key.fault(
                    other.path == path
                        ? "\(shown(path)) is named twice"
                        : "\(shown(path)) and \(shown(other.path)) cannot both be files")
            } else if let source = fixture(value) {
                files.append(FixtureFile(path: path, source: source))
            }
        }
        return files
    }

    /// Whether two files cannot both be there: they are one, or one is the other's folder.
    private func clash(_ left: String, _ right: String) -> Bool {
        left == right || left.hasPrefix(right + "/") || right.hasPrefix(left + "/")
    }

    /// A key of `files`: a path that stays in the scratch folder.
    private func scratchPath(_ key: YAMLValue) -> String? {
        guard let path = key.string() else { return nil }
        guard let inside = FilePaths.inside(path) else {
            key.fault(
                "\(shown(path)) is no file in the scratch folder",
                hint: "name a file by a relative path without \"..\"")
            return nil
        }
        return inside
    }

    private func fixture(_ value: YAMLValue) -> FixtureFile.Source? {
        guard value.kind == .map else {
            return value.existingFile(in: folder).map { .copy(path: $0) }
        }
        return value.fields(.fixture)?["text"]?.secretBearingString().map { .text($0) }
    }

    /// A shell command: a text, or a map with its own timeout.
    func command(_ value: YAMLValue) -> CommandSpec? {
        guard value.kind == .map else { return commandText(value).map { CommandSpec(command: $0) } }
        return value.fields(.command).flatMap(command)
    }

    private func command(_ fields: YAMLFields) -> CommandSpec? {
        let text = fields["run"].flatMap(commandText)
        let timeout = fields["timeout"].map { $0.duration() }
        guard let text else { return nil }
        guard let given = timeout else { return CommandSpec(command: text) }
        return given.map { CommandSpec(command: text, timeout: $0) }
    }

    func commandText(_ value: YAMLValue) -> String? {
        guard let text = value.secretBearingString() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            value.fault("\(value.label) is empty", hint: "write a shell command")
            return nil
        }
        return text
    }

    func teardown(_ value: YAMLValue, appIDs: Set<String>) -> TeardownStep? {
        guard value.kind == .map else { return command(value).map { .run($0) } }
        guard let fields = value.fields(.teardown),
            let key = fields.onlyKey(of: MapGrammar.teardown.oneOf)
        else { return nil }
        guard key == "close" else { return command(fields).map { .run($0) } }
        guard let close = fields["close"], let id = close.string() else { return nil }
        guard appIDs.contains(id) else {
            close.fault("no app has the id \(shown(id))", hint: appHint(id, appIDs))
            return nil
        }
        return .close(app: id)
    }

    func appHint(_ id: String, _ appIDs: Set<String>) -> String? {
        appIDs.isEmpty ? "the task has no \"apps\"" : suggestion(for: id, among: appIDs.sorted())
    }
}
