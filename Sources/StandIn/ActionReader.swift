import DeskwrightCore
import DeskwrightTaskFiles

/// From YAML to actions, written as one line or as a map.
enum ActionReader {
    static func action(_ value: YAMLValue) -> ScriptedAction? {
        value.kind == .map ? fromMap(value) : fromLine(value).map(ScriptedAction.action)
    }

    private static func fromLine(_ value: YAMLValue) -> Action? {
        guard let text = value.filledString() else { return nil }
        do {
            let action = try ActionText.parse(text)
            if case .tripleClick = action {
                value.fault("the service has no triple-click", hint: noTripleClick)
            }
            return action
        } catch {
            value.fault(error.message, hint: error.hint)
            return nil
        }
    }

    private static let noTripleClick =
        "a model selects a line by home, then shift+end; to send what no service sends, use raw"

    private static func fromMap(_ value: YAMLValue) -> ScriptedAction? {
        let kinds = ["click", "double-click", "drag", "move", "press", "scroll", "type", "raw"]
        let options = ["button", "holding", "dx", "dy"]
        guard let fields = value.fields(kinds + options) else { return nil }
        guard let kind = fields.onlyKey(of: kinds), let chosen = fields[kind] else { return nil }
        for key in options where fields[key] != nil && !self.options(of: kind).contains(key) {
            fields.fault(at: key, "\"\(key)\" does not go with \"\(kind)\"")
        }
        if kind == "raw" { return raw(chosen) }
        return action(kind, chosen, fields).map(ScriptedAction.action)
    }

    private static func options(of kind: String) -> [String] {
        switch kind {
        case "click": ["button", "holding"]
        case "double-click", "drag", "move": ["holding"]
        case "scroll": ["dx", "dy", "holding"]
        default: []
        }
    }

    private static func action(_ kind: String, _ value: YAMLValue, _ fields: YAMLFields) -> Action?
    {
        let held = fields["holding"].map(keys) ?? []
        switch kind {
        case "click":
            let button = fields["button"]?.choice(of: MouseButton.self) ?? .left
            return value.point().map { .click(at: $0, button: button, holding: held) }
        case "double-click": return value.point().map { .doubleClick(at: $0, holding: held) }
        case "move": return value.point().map { .move(to: $0, holding: held) }
        case "drag": return path(value).map { .drag(path: $0, holding: held) }
        case "press":
            let chord = keys(value)
            return chord.isEmpty ? nil : .press(chord)
        case "scroll":
            let distance = -100_000...100_000
            let dx = fields["dx"]?.int(in: distance) ?? 0
            let dy = fields["dy"]?.int(in: distance) ?? 0
            return value.point().map { .scroll(at: $0, dx: dx, dy: dy, holding: held) }
        default: return value.string().map(Action.type)
        }
    }

    private static func path(_ value: YAMLValue) -> [Point]? {
        guard let list = value.list() else { return nil }
        guard list.count >= 2 else {
            value.fault("a drag needs at least two points")
            return nil
        }
        let points = list.compactMap { $0.point() }
        return points.count == list.count ? points : nil
    }

    /// A chord such as `ctrl+s`, or a list of names; empty after a fault.
    private static func keys(_ value: YAMLValue) -> [Key] {
        if value.kind == .list {
            let names = (value.list() ?? []).compactMap { $0.filledString() }
            if names.isEmpty { value.fault("\(value.label) names no key") }
            return names.map { Key($0) }
        }
        guard let text = value.filledString() else { return [] }
        do {
            return try ActionText.parseChord(text)
        } catch {
            value.fault("\(value.label): \(error.reason)", hint: error.hint)
            return []
        }
    }

    private static func raw(_ value: YAMLValue) -> ScriptedAction? {
        guard let text = value.filledString() else { return nil }
        do {
            guard case .object = try JSONReader.read(Array(text.utf8)) else {
                value.fault("\(value.label) must be a JSON object, written as a text")
                return nil
            }
        } catch {
            value.fault("\(value.label) is no JSON from its byte \(error.offset + 1) on")
            return nil
        }
        return .raw(json: text)
    }
}
