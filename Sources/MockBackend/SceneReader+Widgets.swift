import DeskwrightCore
import DeskwrightTaskFiles

extension SceneReader {
    static let widgetKinds = ["label", "button", "field", "check-box", "list", "scroll-area"]
    static let widgetKeys = widgetKinds + ["id", "at", "on", "multiline", "checked", "selected"]

    /// What only some kinds have.
    private static let ownKeys = [
        "multiline": ["field"], "checked": ["check-box"], "selected": ["list"],
        "on": ["button", "field", "check-box", "list"],
    ]

    /// The widgets in a part of a window: a list in a map that may hold these keys.
    ///
    /// They have to be inside `room`, unless that could not be read, and beside each other.
    func widgets(
        _ key: String, of map: YAMLValue, _ keys: [String], in room: Rect?
    ) -> [Widget] {
        var found: [Widget] = []
        for fields in SceneReader.items(key, in: map, keys) {
            guard let widget = widget(fields, in: room) else { continue }
            let other = found.first { !$0.frame.intersection(widget.frame).isEmpty }
            if let other {
                fields["at"]?.fault("the widget overlaps the one at \(other.frame.listed)")
            }
            found.append(widget)
        }
        return found
    }

    private func widget(_ fields: YAMLFields, in room: Rect?) -> Widget? {
        let frame = fields.required("at").flatMap { place($0, in: room) }
        guard let name = fields.onlyKey(of: SceneReader.widgetKinds), let value = fields[name]
        else { return nil }
        for key in fields.keys {
            guard let owners = SceneReader.ownKeys[key], !owners.contains(name) else { continue }
            fields.fault(at: key, "\"\(key)\" goes with \(owners.joined(separator: ", ")) only")
        }
        let kind = kind(name, value, fields, width: frame?.width)
        let on = reactions(of: fields)
        if case .field(_, isMultiline: true) = kind, !on.isEmpty {
            fields.fault(
                at: "on", "Return in a field of many lines starts a line, and runs nothing")
        }
        guard let frame, let kind else { return nil }
        return Widget(kind, id: fields["id"]?.string(), frame: frame, on: on)
    }

    private func place(_ value: YAMLValue, in room: Rect?) -> Rect? {
        guard let frame = value.rect() else { return nil }
        let least = Size(width: 24, height: 24)
        guard frame.width >= least.width, frame.height >= least.height else {
            value.fault("a widget of \(frame.size) is too small", hint: "the least is \(least)")
            return nil
        }
        if let room, room.intersection(frame) != frame {
            value.fault(
                "the widget is not inside \(room.listed)",
                hint: "places count from the corner of the window's frame or of the scroll area")
            return nil
        }
        return frame
    }

    private func kind(
        _ name: String, _ value: YAMLValue, _ fields: YAMLFields, width: Int?
    ) -> Widget.Kind? {
        switch name {
        case "label": return value.string().map { .label($0) }
        case "button": return value.filledString().map { .button($0) }
        case "field":
            let isMultiline = fields["multiline"]?.bool() ?? false
            return value.string().map { .field($0, isMultiline: isMultiline) }
        case "check-box":
            let isChecked = fields["checked"]?.bool() ?? false
            return value.string().map { .checkBox($0, isChecked: isChecked) }
        case "list":
            guard let items = value.list()?.compactMap({ $0.filledString() }) else { return nil }
            let selected = fields["selected"]?.choice(of: items)
            return .list(items, selected: selected.flatMap(items.firstIndex(of:)))
        default:
            // Taller than any scene needs, and far from where sums of pixels overflow.
            let room = width.map {
                Rect(x: 0, y: 0, width: $0 - 2 - Theme.scrollBarWidth, height: 100_000)
            }
            return .scrollArea(
                widgets("scroll-area", of: fields.map, SceneReader.widgetKeys, in: room))
        }
    }
}

extension Rect {
    /// As files write it.
    fileprivate var listed: String { "[\(x), \(y), \(width), \(height)]" }
}
