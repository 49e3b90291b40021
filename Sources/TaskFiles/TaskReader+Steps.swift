import DeskwrightCore

/// The steps of a script.
extension TaskReader {
    func steps(_ value: YAMLValue, _ scope: inout StepScope) -> [ScriptStep] {
        var steps: [ScriptStep] = []
        for item in value.list() ?? [] {
            guard scope.takesAnother(item) else { break }
            if let step = step(item, &scope) { steps.append(step) }
        }
        return steps
    }

    private func step(_ value: YAMLValue, _ scope: inout StepScope) -> ScriptStep? {
        guard let fields = value.fields(.step),
            let key = fields.onlyKey(of: MapGrammar.step.oneOf)
        else { return nil }
        reportStrayOptions(key, fields)
        let condition = fields["if"].flatMap { self.condition(of: $0, scope.appIDs) }
        let action = action(key, fields, &scope)
        let id = fields["id"]?.name(.identifier)
        if let id { remember(id, of: key, fields, &scope) }
        guard let action else { return nil }
        var step = ScriptStep(action, place: "\(file):\(value.place.line)")
        step.id = id
        step.label = fields["label"]?.string()
        step.timeout = fields["timeout"]?.duration()
        step.isOptional = fields["optional"]?.bool() ?? false
        step.condition = condition
        return step
    }

    private func reportStrayOptions(_ key: String, _ fields: YAMLFields) {
        if ["use", "repeat"].contains(key) {
            for other in fields.keys where ["timeout", "optional"].contains(other) {
                fields.fault(
                    at: other, "\"\(other)\" does not go with \"\(key)\"",
                    hint: "give it to the steps in it")
            }
        }
        let own = MapGrammar.stepActions.first { $0.key.name == key }?.options ?? []
        for other in fields.keys where other != key && !own.contains(other) {
            guard !MapGrammar.commonStepKeys.contains(other) else { continue }
            let owners = MapGrammar.stepActions.filter { $0.options.contains(other) }
                .map(\.key.name).joined(separator: ", ")
            fields.fault(
                at: other, "\"\(other)\" does not go with \"\(key)\"",
                hint: "it goes with \(owners)"
            )
        }
    }

    private func remember(
        _ id: String, of key: String, _ fields: YAMLFields, _ scope: inout StepScope
    ) {
        guard key == "run" else {
            fields["id"]?.fault("only \"run\" has output to be called by an id")
            return
        }
        fields.map.reading.references?.runTimeNames.insert("steps.\(id).out")
        scope.runTimeNames.insert("steps.\(id).out")
    }

    private func action(
        _ key: String, _ fields: YAMLFields, _ scope: inout StepScope
    ) -> StepAction? {
        guard let value = fields[key] else { return nil }
        switch key {
        case "click", "double-click", "right-click", "hover":
            guard let kind = PointerStep.Kind(rawValue: key) else { return nil }
            let keys = held(fields)
            return scoped(value, fields).map { .point(PointerStep(kind, $0, holding: keys)) }
        case "drag": return drag(value, held(fields))
        case "scroll": return scroll(value, fields)
        case "type": return filledText(value).map { .type($0, into: into(fields)) }
        case "paste": return filledText(value).map { .paste($0, into: into(fields)) }
        case "press":
            let times = fields["times"]?.int(in: 1...1000) ?? 1
            return chord(value).map { .press($0, times: times, into: into(fields)) }
        case "launch": return launch(value, &scope).map { .launch($0) }
        case "close": return close(value, scope)
        case "focus": return windowOfStep(value).map { .focus($0) }
        case "wait": return wait(value, scope)
        case "expect": return expect(value, fields, scope)
        case "snapshot":
            return snapshot(named: value, parts: fields).map { .snapshot($0) }
        case "screenshot": return value.name(.identifier).map { .screenshot(name: $0) }
        case "run": return commandText(value).map { .run(command($0, fields)) }
        case "set": return set(value, &scope)
        case "use": return use(value, fields, &scope)
        case "repeat": return repetition(value, &scope)
        case "act":
            return filledText(value).map { goal in
                if isForReader { checkSentences(of: goal, value) }
                return .act(goal: goal)
            }
        case "note": return value.secretBearingString().map { .note($0) }
        case "pause": return value.secretBearingString().map { .pause($0) }
        default: preconditionFailure("\(key) is a step in the grammar and not here")
        }
    }
}

/// What steps know of those before them.
struct StepScope {
    /// Apps of the task, and those that a step before has launched.
    var appIDs: Set<String>
    var runTimeNames: Set<String> = []
    /// Files whose steps are being read, one used by the other; absolute paths.
    var files: [String]
    /// All of them that were read, each once.
    private(set) var usedFiles: [String] = []
    /// Steps that were read so far.
    var count = 0

    /// A file that uses another one ten times, which does the same, and so on, has no end.
    private static let countMax = 10_000

    init(appIDs: Set<String>, file: String) {
        self.appIDs = appIDs
        files = [file]
    }

    /// Begins with the steps of another file.
    mutating func enter(_ file: String) {
        files.append(file)
        if !usedFiles.contains(file) { usedFiles.append(file) }
    }

    /// Counts a step; a fault where there are too many.
    mutating func takesAnother(_ value: YAMLValue) -> Bool {
        count += 1
        if count == StepScope.countMax + 1 {
            value.fault("the task has more than \(StepScope.countMax) steps")
        }
        return count <= StepScope.countMax && !value.reading.isFull
    }
}
