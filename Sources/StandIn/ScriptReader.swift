import DeskwrightCore
import DeskwrightTaskFiles

extension ModelScript {
    /// Reads a script from a YAML file.
    ///
    /// - Throws: All faults of the file, each with its place.
    package static func read(path: String) throws(FileFaults) -> ModelScript {
        try YAMLFile.read(path: path, ScriptReader.script)
    }

    /// Reads a script that stands, or might stand, at a path.
    package static func parse(_ text: String, path: String) throws(FileFaults) -> ModelScript {
        try YAMLFile.parse(text: text, path: path, ScriptReader.script)
    }
}

/// From YAML to a script; each function returns `nil` after it reported a fault.
enum ScriptReader {
    static func script(_ root: YAMLValue) -> ModelScript? {
        guard let fields = root.fields(["version", "patience", "answer", "turns"]) else {
            return nil
        }
        if let version = fields.required("version"), let number = version.int(), number != 1 {
            version.fault("this reader knows version 1, not \(number)")
        }
        let patience = fields["patience"]?.int(in: 0...10_000) ?? defaultPatience
        let answer = fields["answer"]?.filledString()
        guard let list = fields.required("turns"), let entries = list.list() else { return nil }
        var turns: [ScriptTurn] = []
        var faults: [ScriptedFault] = []
        for entry in entries {
            guard
                let fields = entry.fields([
                    "for", "when", "patience", "say", "actions", "safety-check", "final", "refuse",
                    "incomplete", "fault",
                ])
            else { continue }
            if fields.keys.contains("fault") {
                if let fault = fault(alone: fields) { faults.append(fault) }
            } else if let turn = turn(fields, patience: patience, faults: faults) {
                turns.append(turn)
                faults = []
            }
        }
        if entries.isEmpty { list.fault("a script has at least one turn") }
        if !faults.isEmpty {
            entries.last?.fault(
                "no turn comes after this fault", hint: "a fault goes before the turn it spoils")
        }
        guard !turns.isEmpty else { return nil }
        return ModelScript(turns: turns, answer: answer)
    }

    private static let defaultPatience = ModelScript.defaultPatience

    private static func turn(
        _ fields: YAMLFields, patience: Int, faults: [ScriptedFault]
    ) -> ScriptTurn? {
        let conditions = fields["when"].map(ConditionReader.conditions) ?? []
        let patience = fields["patience"]?.int(in: 0...10_000) ?? patience
        let say = fields["say"]?.filledString()
        if fields.keys.contains("safety-check"), !fields.keys.contains("actions") {
            fields.fault(at: "safety-check", "a safety check needs actions that it is about")
        }
        guard let step = step(fields) else { return nil }
        var turn = ScriptTurn(
            step, say: say, when: conditions, patience: patience, faults: faults)
        turn.model = fields["for"]?.filledString()
        return turn
    }

    private static func step(_ fields: YAMLFields) -> ScriptStep? {
        let kinds = ["actions", "final", "refuse", "incomplete"]
        guard let kind = fields.onlyKey(of: kinds), let value = fields[kind] else { return nil }
        switch kind {
        case "actions":
            let check = fields["safety-check"].flatMap(check)
            guard let entries = value.list() else { return nil }
            guard !entries.isEmpty else {
                value.fault("a turn has at least one action", hint: "wait does nothing")
                return nil
            }
            return .act(entries.compactMap(ActionReader.action), safetyCheck: check)
        case "final": return value.filledString().map(ScriptStep.finish)
        case "refuse": return value.filledString().map(ScriptStep.refuse)
        default: return value.filledString().map(ScriptStep.breakOff)
        }
    }

    private static func check(_ value: YAMLValue) -> ScriptedCheck? {
        guard let fields = value.fields(["code", "message"]) else { return nil }
        let code = fields.required("code")?.filledString()
        let message = fields["message"]?.filledString()
        return code.map { ScriptedCheck(code: $0, message: message ?? $0) }
    }
}

extension ScriptReader {
    private static func fault(alone fields: YAMLFields) -> ScriptedFault? {
        for key in fields.keys where key != "fault" {
            fields.fault(
                at: key, "\"\(key)\" cannot stand beside \"fault\"",
                hint: "a fault is an entry of its own, before the turn it spoils")
        }
        guard let value = fields["fault"] else { return nil }
        if value.kind == .scalar {
            switch value.choice(of: ["truncate", "html"]) {
            case "truncate": return ScriptedFault(.truncate)
            case "html": return ScriptedFault(.html)
            case _: return nil
            }
        }
        return fault(value)
    }

    private static func fault(_ value: YAMLValue) -> ScriptedFault? {
        let keys = [
            "status", "code", "message", "retry-after", "body", "truncate", "html", "times",
        ]
        guard let fields = value.fields(keys) else { return nil }
        let times = fields["times"]?.int(in: 1...1000) ?? 1
        let kinds = ["status", "body", "truncate", "html"]
        guard let kind = fields.onlyKey(of: kinds), let chosen = fields[kind] else { return nil }
        for key in ["code", "message", "retry-after"] where kind != "status" {
            if fields[key] != nil { fields.fault(at: key, "\"\(key)\" goes with \"status\" only") }
        }
        switch kind {
        case "body": return chosen.string().map { ScriptedFault(.body($0), times: times) }
        case "truncate": return chosen.isTrue ? ScriptedFault(.truncate, times: times) : nil
        case "html": return chosen.isTrue ? ScriptedFault(.html, times: times) : nil
        default:
            let status = chosen.int(in: 400...599)
            let code = fields["code"]?.filledString()
            let message = fields["message"]?.filledString()
            let delay = fields["retry-after"]?.int(in: 0...3600)
            return status.map {
                ScriptedFault(
                    .status($0, code: code, message: message, retryAfterSeconds: delay),
                    times: times)
            }
        }
    }
}

extension YAMLValue {
    /// A key that is there to be true; anything else is a fault.
    fileprivate var isTrue: Bool {
        guard let value = bool() else { return false }
        if !value { fault("\(label) can only be true", hint: "take it out") }
        return value
    }
}
