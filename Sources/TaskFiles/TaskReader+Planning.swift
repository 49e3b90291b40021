import DeskwrightCore

/// Who plans a task, at what cost and with whose leave.
extension TaskReader {
    func model(_ value: YAMLValue) -> ModelSpec? {
        if value.kind == .scalar {
            guard let text = value.string() else { return nil }
            if text == readerModel { return .reader }
            value.fault(
                "\"model\" must be \(readerModel) or a map, not \(shown(text))",
                hint: "write {name: \(text)}")
            return nil
        }
        guard let fields = value.fields(.model) else { return nil }
        var model = ModelSpec()
        model.name = fields["name"]?.filledString()
        model.effort = fields["effort"]?.choice(of: ReasoningEffort.self)
        model.api = fields["api"]?.choice(of: ModelAPI.self)
        model.isStateless = fields["stateless"]?.bool() ?? false
        model.context = fields["context"].flatMap { TaskReader.context($0) } ?? ContextRule()
        model.streams = fields["stream"]?.bool()
        if model.name == readerModel { model.source = .reader }
        if let script = fields["script"]?.existingFile(in: folder) {
            model.source = .script(path: script)
        }
        return model
    }

    /// The reader takes nothing but sentences that it knows.
    func checkSentences(of goal: String, _ value: YAMLValue) {
        do {
            _ = try PlainGoal(goal)
        } catch {
            for fault in error.faults {
                let place = value.reading.source.place(
                    ofCharacter: fault.offset, in: goal, after: value.place)
                value.reading.report(
                    at: place ?? value.place, fault.message, hint: fault.hint)
            }
        }
    }

    /// A rule for the context that takes the place of another one where it says something.
    static func context(_ value: YAMLValue, onTopOf other: ContextRule = ContextRule())
        -> ContextRule?
    {
        guard let fields = value.fields(.context) else { return nil }
        var rule = other
        rule.limit = fields["limit"].flatMap(tokens) ?? rule.limit
        rule.then = fields["then"]?.choice(of: ContextRule.Then.self) ?? rule.then
        return rule
    }

    /// A budget whose limits take the place of those in another one.
    static func budget(_ value: YAMLValue, onTopOf other: Budget = Budget()) -> Budget? {
        guard let fields = value.fields(.budget) else { return nil }
        var budget = other
        budget.steps = fields["steps"]?.int(in: 1...1_000_000) ?? budget.steps
        budget.requests = fields["requests"]?.int(in: 1...1_000_000) ?? budget.requests
        budget.time =
            fields["seconds"].flatMap { positive($0, atMost: 86_400) }
            .map { .milliseconds(Int(($0 * 1000).rounded(.up))) } ?? budget.time
        budget.dollars =
            fields["usd"].flatMap { positive($0, atMost: 1_000_000) } ?? budget.dollars
        budget.tokens = fields["tokens"].flatMap(tokens) ?? budget.tokens
        budget.inputTokens = fields["input-tokens"].flatMap(tokens) ?? budget.inputTokens
        return budget
    }

    private static func positive(_ value: YAMLValue, atMost most: Int) -> Double? {
        guard let number = value.number() else { return nil }
        guard number > 0, number <= Double(most) else {
            value.fault(
                "\(value.label) is \(number.inDigits); it must be more than 0 and at most \(most)")
            return nil
        }
        return number
    }

    /// A count of tokens: `2000`, `300k`, `1.5M`.
    private static func tokens(_ value: YAMLValue) -> Int? {
        let form = "a count such as 300k or 1.5M"
        guard let text = value.scalar(form) else { return nil }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let factors = ["": 1, "k": 1000, "M": 1_000_000]
        guard let number = Double(String(digits)),
            let factor = factors[String(text.dropFirst(digits.count))]
        else { return value.mismatch(form, text: text) }
        let count = number * Double(factor)
        guard count >= 1, count <= Double(MapGrammar.tokenLimit), count == count.rounded() else {
            return value.mismatch("a whole count of at least 1", text: text)
        }
        return Int(count)
    }

    func approval(_ value: YAMLValue) -> ApprovalPolicy? {
        guard let fields = value.fields(.approval) else { return nil }
        var policy = ApprovalPolicy()
        policy.mode = fields["mode"]?.choice(of: ApprovalPolicy.Mode.self) ?? policy.mode
        policy.allowedSafetyChecks = fields["safety-checks"].map(safetyChecks) ?? []
        policy.ask = rules(fields["ask"])
        policy.deny = rules(fields["deny"])
        if let rule = policy.deny.first(where: policy.ask.contains) {
            fields["deny"]?.fault("\(shown("\(rule)")) is both asked about and denied")
        }
        return policy
    }

    private func rules(_ list: YAMLValue?) -> [ActionRule] {
        var rules: [ActionRule] = []
        for item in list?.list() ?? [] {
            guard let rule = rule(item) else { continue }
            if rules.contains(rule) {
                item.fault("\(shown("\(rule)")) is in the list twice", hint: "keep one of the two")
            } else {
                rules.append(rule)
            }
        }
        return rules
    }

    /// An action's name, or a map of what it has to be besides.
    private func rule(_ value: YAMLValue) -> ActionRule? {
        guard value.kind == .map else {
            return value.choice(of: MapGrammar.actionNames).map { ActionRule(name: $0) }
        }
        guard let fields = value.fields(.actionRule) else { return nil }
        return ActionRule(
            name: fields["action"]?.choice(of: MapGrammar.actionNames),
            window: fields["window"].flatMap(window), region: fields["region"]?.rect(),
            text: fields["text"]?.textMatch(plain: TextMatch.contains))
    }

    /// Codes that are allowed; the service may send codes that nobody knows today.
    private func safetyChecks(_ value: YAMLValue) -> [String] {
        guard value.kind != .list else { return distinct(value) { $0.filledString() } }
        guard let word = value.scalar("deny, allow or a list of codes") else { return [] }
        guard ["deny", "allow"].contains(word) else {
            value.fault(
                "\(value.label) cannot be \(shown(word))",
                hint: "write deny, allow, or a list of the codes that are allowed: [\(word)]")
            return []
        }
        return word == "allow" ? ["*"] : []
    }
}
