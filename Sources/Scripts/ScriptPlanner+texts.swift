import DeskwrightCore

/// Texts with what earlier steps made known.
extension ScriptPlanner {
    /// - Throws: ``StepMiss`` where a text refers to what no step has made known: it was passed over.
    func expanded(_ text: String) throws -> String {
        try expanding { $0(text) }
    }

    func expanded(_ condition: Check.Condition) throws -> Check.Condition {
        try expanding { condition.mapTexts($0) }
    }

    func expanded(_ target: Target) throws -> Target {
        try expanding { target.mapTexts($0) }
    }

    func expanded(_ match: WindowMatch) throws -> WindowMatch {
        try expanding { match.mapTexts($0) }
    }

    /// For people: what is not known stays a reference.
    func shown(_ text: String) -> String {
        var missing: [String] = []
        return RunTimeText.expand(text, values, missing: &missing)
    }

    private func expanding<Value>(_ change: ((String) -> String) -> Value) throws -> Value {
        var missing: [String] = []
        let value = change { RunTimeText.expand($0, values, missing: &missing) }
        guard let name = missing.first else { return value }
        throw StepMiss(
            CheckResult(
                verdict: .unsatisfied, expected: "a value of \(name)",
                found: "the step that makes it known was passed over"))
    }
}
