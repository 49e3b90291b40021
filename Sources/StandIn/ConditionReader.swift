import DeskwrightCore
import DeskwrightTaskFiles

/// From YAML to conditions on a screenshot.
enum ConditionReader {
    /// One condition or a list of them.
    static func conditions(_ value: YAMLValue) -> [ScreenCondition] {
        guard value.kind == .list else { return condition(value).map { [$0] } ?? [] }
        return (value.list() ?? []).compactMap(condition)
    }

    private static func condition(_ value: YAMLValue) -> ScreenCondition? {
        let kinds = ["pixel", "region", "size", "changed", "told"]
        guard let fields = value.fields(kinds + ["is", "is-not", "within"]) else { return nil }
        guard let kind = fields.onlyKey(of: kinds), let chosen = fields[kind] else { return nil }
        if kind == "pixel" || kind == "region" { return color(chosen, kind: kind, fields) }
        for key in ["is", "is-not", "within"] where fields[key] != nil {
            fields.fault(at: key, "\"\(key)\" goes with \"pixel\" and \"region\" only")
        }
        switch kind {
        case "size": return chosen.size().map(ScreenCondition.size)
        case "changed": return chosen.bool().map(ScreenCondition.changed)
        default: return chosen.filledString().map(ScreenCondition.told)
        }
    }

    private static func color(
        _ place: YAMLValue, kind: String, _ fields: YAMLFields
    ) -> ScreenCondition? {
        let distance = fields["within"]?.int(in: 0...255) ?? 0
        guard let key = fields.onlyKey(of: ["is", "is-not"]), let value = fields[key],
            let text = value.string()
        else { return nil }
        guard let color = Color(hexadecimal: text) else {
            value.fault(
                "\(value.label) must be a colour such as \"#ff8000\", not \(quoted(text))")
            return nil
        }
        let negated = key == "is-not"
        if kind == "region" {
            return place.rect().map {
                .color($0, of: .region, is: color, within: distance, negated: negated)
            }
        }
        return place.point().map { .pixel($0, is: color, within: distance, negated: negated) }
    }
}
