import DeskwrightCore

/// What the steps of a script are about.
extension TaskReader {
    /// A target, with what the step's own `in` says.
    func scoped(_ value: YAMLValue, _ fields: YAMLFields) -> Target? {
        guard var target = target(value) else { return nil }
        guard let area = fields["in"].flatMap(self.target) else { return target }
        guard target[.in] == nil else {
            fields.fault(at: "in", "the target has an \"in\" of its own", hint: "keep one")
            return nil
        }
        target.relations.append(Target.Relation(.in, area))
        return target
    }

    func into(_ fields: YAMLFields) -> Target? { fields["into"].flatMap(target) }

    func held(_ fields: YAMLFields) -> [Key] { fields["holding"].flatMap(chord) ?? [] }

    /// Keys that are known, such as `ctrl+s`.
    func chord(_ value: YAMLValue) -> [Key]? {
        guard let text = value.filledString() else { return nil }
        let keys: [Key]
        do {
            keys = try ActionText.parseChord(text)
        } catch {
            value.fault("\(value.label) is no chord: \(error.reason)", hint: error.hint)
            return nil
        }
        for key in keys where key.keysym == nil && !key.name.hasPrefix("XF86") {
            value.fault(
                "there is no key \(shown(key.name))",
                hint: suggestion(for: key.name, among: Key.commonNames))
            return nil
        }
        return keys
    }

    func filledText(_ value: YAMLValue) -> String? {
        guard let text = value.secretBearingString() else { return nil }
        guard !text.isEmpty else {
            value.fault("\(value.label) is empty", hint: "take the step out")
            return nil
        }
        return text
    }

    func drag(_ value: YAMLValue, _ keys: [Key]) -> StepAction? {
        guard let fields = value.fields(.drag) else { return nil }
        let from = fields["from"].flatMap(target)
        let to = fields["to"].flatMap(target)
        guard let from, let to else { return nil }
        return .drag(from: from, to: to, holding: keys)
    }

    func scroll(_ value: YAMLValue, _ fields: YAMLFields) -> StepAction? {
        let target = scoped(value, fields)
        func notches(_ more: String, _ less: String) -> Int? {
            if fields[more] != nil, fields[less] != nil {
                fields.fault(at: less, "\"\(less)\" cannot stand beside \"\(more)\"")
            }
            return fields[more]?.int(in: 1...100) ?? fields[less]?.int(in: 1...100).map { -$0 }
        }
        let right = notches("right", "left")
        let down = notches("down", "up")
        guard right != nil || down != nil else {
            fields.map.fault(
                "\"scroll\" needs one of up, down, left, right", hint: "add \"down: 3\" to it")
            return nil
        }
        let keys = held(fields)
        return target.map { .scroll($0, right: right ?? 0, down: down ?? 0, holding: keys) }
    }

    /// A program as in `apps`, or its name alone.
    func launch(_ value: YAMLValue, _ scope: inout StepScope) -> AppSpec? {
        let app: AppSpec?
        if value.kind == .map {
            app = value.fields(.app).flatMap(self.app)
        } else {
            app = value.name(.identifier).map { AppSpec(id: $0, program: $0) }
        }
        if let app { scope.appIDs.insert(app.id) }
        return app
    }

    func close(_ value: YAMLValue, _ scope: StepScope) -> StepAction? {
        if value.kind == .map { return windowOfStep(value).map { .closeWindow($0) } }
        guard let id = value.string() else { return nil }
        guard scope.appIDs.contains(id) else {
            value.fault(
                "no app has the id \(shown(id))",
                hint: appHint(id, scope.appIDs) ?? "close a window by {window: …}")
            return nil
        }
        return .closeApp(id: id)
    }

    /// A title, or a map with a window.
    func windowOfStep(_ value: YAMLValue) -> WindowMatch? {
        guard value.kind == .map else { return window(value) }
        return value.fields(.closing)?["window"].flatMap(window)
    }

    func wait(_ value: YAMLValue, _ scope: StepScope) -> StepAction? {
        if value.kind == .map { return condition(of: value, scope.appIDs).map { .wait($0) } }
        if let text = value.string(), case .duration = DurationText.parse(text) {
            value.fault(
                "\"wait\" takes what to wait for, not how long",
                hint: "name what the screen shows then, such as \"wait: Saved\"")
            return nil
        }
        return target(value).map { .wait(.visible($0)) }
    }

    func expect(_ value: YAMLValue, _ fields: YAMLFields, _ scope: StepScope) -> StepAction? {
        let isSoft = fields["soft"]?.bool() ?? false
        let checks: [Check]
        switch value.kind {
        case .list: checks = items(of: value) { check($0, appIDs: scope.appIDs) }
        case .map: checks = [check(value, appIDs: scope.appIDs)].compactMap { $0 }
        case .scalar, .nothing, nil:
            checks = [target(value).map { Check(.visible($0)) }].compactMap { $0 }
        }
        reportEmpty(value, "name what has to hold")
        return checks.isEmpty ? nil : .expect(checks, isSoft: isSoft)
    }

    private func reportEmpty(_ value: YAMLValue, _ hint: String) {
        guard value.kind == .list, value.list()?.isEmpty ?? false else { return }
        value.fault("\(value.label) is empty", hint: hint)
    }

    func snapshot(named value: YAMLValue, parts fields: YAMLFields) -> SnapshotCheck? {
        let target = fields["in"].flatMap(target)
        let region = fields["region"]?.rect()
        let masks = items(of: fields["mask"], self.target)
        return value.name(.identifier).map {
            SnapshotCheck(
                name: $0 + variantSuffix, in: target, region: region, masks: masks,
                folder: snapshotFolder)
        }
    }

    func command(_ text: String, _ fields: YAMLFields) -> CommandSpec {
        fields["timeout"]?.duration().map { CommandSpec(command: text, timeout: $0) }
            ?? CommandSpec(command: text)
    }

    func set(_ value: YAMLValue, _ scope: inout StepScope) -> StepAction? {
        var variables: [Variable] = []
        for (key, value) in value.entries() ?? [] {
            guard let name = key.name(.variable), let text = value.secretBearingString() else {
                continue
            }
            variables.append(Variable(name: name, value: text))
        }
        for variable in variables {
            value.reading.references?.runTimeNames.insert("vars.\(variable.name)")
            scope.runTimeNames.insert("vars.\(variable.name)")
        }
        if value.entries()?.isEmpty ?? false {
            value.fault("\(value.label) is empty", hint: "write names and their texts")
        }
        return variables.isEmpty ? nil : .set(variables)
    }

    func repetition(_ value: YAMLValue, _ scope: inout StepScope) -> StepAction? {
        guard let fields = value.fields(.repetition),
            let key = fields.onlyKey(of: MapGrammar.repetition.oneOf), let how = fields[key]
        else { return nil }
        let steps = fields["steps"].map { self.steps($0, &scope) } ?? []
        if let list = fields["steps"] { reportEmpty(list, "name what is done") }
        let max = fields["max"]?.int(in: 1...1000) ?? 20
        if key == "times", fields["max"] != nil {
            fields.fault(at: "max", "\"max\" cannot stand beside \"times\"")
        }
        let repetition: Repetition?
        switch key {
        case "times": repetition = how.int(in: 1...1000).map { .times($0) }
        case "while":
            repetition = condition(of: how, scope.appIDs).map { .whileHolds($0, max: max) }
        default: repetition = condition(of: how, scope.appIDs).map { .until($0, max: max) }
        }
        guard let repetition, !steps.isEmpty else { return nil }
        return .repeat(repetition, steps)
    }
}
