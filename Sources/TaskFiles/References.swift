import DeskwrightCore

/// What `${{ env.X }}`, `${{ secrets.X }}` and the like in a task file stand for.
///
/// The form is that of GitHub Actions. A lone `$` means nothing here; shells get it as it is.
struct References {
    let environment: [String: String]
    /// The names that the file declares.
    var secretNames: Set<String> = []
    /// The values of this one of the task's combinations.
    var matrix: [String: String] = [:]
    /// What a file of shared steps was given; `nil` in the task itself.
    var inputs: [String: String]?
    /// What is known only when the steps run: `vars.NAME` and `steps.ID.out`.
    var runTimeNames: Set<String> = []

    /// What a text holds, piece by piece.
    private enum Piece {
        case text(Substring)
        case reference(Substring)
        case unclosed
    }

    /// The text with `env` replaced; `nil` after a fault.
    ///
    /// References to secrets stay, in the one form that is looked for when they are revealed. Where
    /// nobody reveals them (`keepingSecrets` is false) they are faults.
    func expand(_ text: String, of value: YAMLValue, keepingSecrets: Bool) -> String? {
        guard text.contains("${{") else { return text }
        var result = ""
        var isGood = true
        for (number, piece) in References.pieces(of: text).enumerated() {
            switch piece {
            case .text(let plain): result += plain
            case .unclosed:
                value.fault(atReference: number / 2, "\"${{\" without \"}}\"")
                isGood = false
            case .reference(let inner):
                switch resolve(inner, keepingSecrets: keepingSecrets) {
                case .text(let replacement): result += replacement
                case .fault(let message, let hint):
                    value.fault(atReference: number / 2, message, hint: hint)
                    isGood = false
                }
            }
        }
        return isGood ? result : nil
    }

    /// Text and references by turns, beginning with text.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let opening = rest.firstRange(of: "${{") {
            pieces.append(.text(rest[..<opening.lowerBound]))
            let after = rest[opening.upperBound...]
            guard let closing = after.firstRange(of: "}}") else { return pieces + [.unclosed] }
            pieces.append(.reference(after[..<closing.lowerBound]))
            rest = after[closing.upperBound...]
        }
        return pieces + [.text(rest)]
    }

    private enum Resolution {
        case text(String)
        case fault(String, hint: String?)
    }

    private func resolve(_ inner: Substring, keepingSecrets: Bool) -> Resolution {
        let words = inner.split(separator: " ")
        let word = words.count == 1 ? words[0] : inner
        let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if ["vars", "steps"].contains(parts[0]) {
            return runTimeValue(String(word), isKept: keepingSecrets)
        }
        guard parts.count == 2, NameForm.variable.accepts(String(parts[1])) else {
            return .fault(
                "\(shown("${{\(inner)}}")) is no reference", hint: "write ${{ env.NAME }}")
        }
        let name = String(parts[1])
        switch parts[0] {
        case "env": return environmentValue(name)
        case "secrets": return secret(name, isKept: keepingSecrets)
        case "matrix": return value(of: name, in: matrix, "matrix")
        case "inputs" where inputs != nil: return value(of: name, in: inputs ?? [:], "inputs")
        default:
            return .fault(
                "unknown reference \(shown(String(word)))",
                hint: suggestion(
                    for: String(parts[0]),
                    among: ["env", "secrets", "matrix", "vars", "steps"]
                        + (inputs == nil ? [] : ["inputs"])))
        }
    }

    private func value(
        of name: String, in values: [String: String], _ kind: String
    ) -> Resolution {
        if let text = values[name] { return .text(text) }
        return .fault(
            "there is no \(shown(name)) in \"\(kind)\"",
            hint: values.isEmpty
                ? "name it under \"\(kind)\"" : suggestion(for: name, among: values.keys.sorted()))
    }

    /// What a step makes known is left as it is, in the one form that is looked for.
    private func runTimeValue(_ name: String, isKept: Bool) -> Resolution {
        guard runTimeNames.contains(name) else {
            return .fault(
                "nothing before this makes \(shown(name)) known",
                hint: "\"set\" makes vars.NAME known, and \"run\" with an id steps.ID.out")
        }
        guard isKept else {
            return .fault(
                "\(shown(name)) cannot be used here",
                hint: "it is known when the steps run, and goes into texts that they use")
        }
        return .text(RunTimeText.reference(to: name))
    }

    private func environmentValue(_ name: String) -> Resolution {
        if let text = environment[name] { return .text(text) }
        return .fault(
            "the environment has no \(shown(name))", hint: "set it, or pass -e \(name)=VALUE")
    }

    private func secret(_ name: String, isKept: Bool) -> Resolution {
        guard secretNames.contains(name) else {
            return .fault(
                "the secret \(shown(name)) is not declared", hint: "add it to \"secrets\"")
        }
        guard isKept else {
            return .fault(
                "a secret cannot be used here",
                hint: "secrets go into env, args, commands, files' text, goal, equals and contains")
        }
        return .text(Secrets.reference(to: name))
    }
}

extension YAMLValue {
    /// A text that may refer to secrets, since whoever uses it reveals them.
    func secretBearingString() -> String? {
        guard kind == .scalar, case .text(let text, _) = node.content else {
            return mismatch("a text")
        }
        guard let references = reading.references else { return text }
        return references.expand(text, of: self, keepingSecrets: true)
    }

    /// Reports a fault of the text's n-th reference, from 0, where the file has it.
    func fault(atReference number: Int, _ message: String, hint: String? = nil) {
        let place = reading.source.place(of: "${{", skipping: number, after: place)
        reading.report(at: place ?? self.place, message, hint: hint)
    }
}
