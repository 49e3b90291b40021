import DeskwrightCore

/// What is looked for on the screen.
extension TaskReader {
    /// A text that is shown, or a map.
    func target(_ value: YAMLValue) -> Target? {
        guard value.kind == .map else { return targetText(value).map { Target(text: $0) } }
        guard let fields = value.fields(.target), !fields.keys.isEmpty else { return nil }
        guard fields["any"] == nil else { return choices(fields) }
        var target = Target()
        target.text = fields["text"].flatMap(targetText)
        target.images = fields["image"].map(images) ?? []
        target.window = fields["window"].flatMap(window)
        target.at = fields["at"].flatMap(offset)
        target.nth = fields["nth"]?.int(in: 1...1000)
        target.similarity = fields["similarity"]?.number(in: 0.5...1)
        target.margin = fields["margin"]?.int(in: 0...10_000)
        target.relations = Target.Relation.Kind.allCases.compactMap { kind in
            fields[kind.rawValue].flatMap(self.target).map { Target.Relation(kind, $0) }
        }
        reportMismatches(fields)
        return target
    }

    private func choices(_ fields: YAMLFields) -> Target? {
        guard let list = fields["any"] else { return nil }
        let choices = items(of: list, target)
        if list.list()?.isEmpty ?? false {
            list.fault("\(list.label) is empty", hint: "give it targets")
        }
        return choices.isEmpty ? nil : Target(anyOf: choices)
    }

    /// A text that some line can have.
    private func targetText(_ value: YAMLValue) -> String? {
        guard let text = value.secretBearingString() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            value.fault("\(value.label) is empty", hint: "write the words that are shown")
            return nil
        }
        if text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
            return value.compiled(String(text.dropFirst().dropLast())).map { _ in text }
        }
        guard !text.contains(where: \.isNewline) else {
            value.fault(
                "\(value.label) has several lines, and a text is looked for in one line",
                hint: "name the words of one of them")
            return nil
        }
        return text
    }

    /// PNG files, absolute paths.
    private func images(_ value: YAMLValue) -> [String] {
        let items = value.kind == .list ? value.list() ?? [] : [value]
        if items.isEmpty { value.fault("\(value.label) is empty", hint: "name a PNG file") }
        return items.compactMap { item in
            guard let path = item.existingFile(in: folder) else { return nil }
            guard FilePaths.isPNG(path) else {
                item.fault("\(shown(path)) is no PNG file", hint: "save the picture as PNG")
                return nil
            }
            return path
        }
    }

    private func offset(_ value: YAMLValue) -> Target.Offset? {
        guard let items = value.list() else { return nil }
        guard items.count == 2 else { return value.mismatch("a point such as [40, 60]") }
        guard let x = distance(items[0]), let y = distance(items[1]) else { return nil }
        return Target.Offset(x: x, y: y)
    }

    /// Whole numbers are pixels; with a decimal point it is a fraction.
    private func distance(_ value: YAMLValue) -> Target.Distance? {
        guard let text = value.scalar("pixels, or a fraction such as 0.5") else { return nil }
        guard text.contains(".") else {
            return value.int(in: -65_535...65_535).map { .pixels($0) }
        }
        return value.number(in: 0...1).map { .fraction($0) }
    }

    /// Keys that mean nothing without another one, and points that no screen of the task has.
    private func reportMismatches(_ fields: YAMLFields) {
        let needs = [("of", ["at"]), ("similarity", ["image"]), ("margin", ["image"])]
        for (key, others) in needs where fields[key] != nil {
            guard !others.contains(where: { fields[$0] != nil }) else { continue }
            fields.fault(at: key, "\"\(key)\" needs \"\(others[0])\" beside it")
        }
        if fields["margin"] != nil, fields["image"] != nil, fields["at"] == nil {
            fields.fault(at: "margin", "\"margin\" needs \"at\" beside it")
        }
        let whats = [
            "text", "image", "window", "at", "near", "left-of", "right-of", "above", "below",
        ]
        if !fields.keys.contains(where: whats.contains) {
            fields.map.fault(
                "\(fields.map.label) says only where it is", hint: "name its text, image or window")
        }
        if let nth = fields["nth"], fields["text"] == nil, fields["image"] == nil,
            fields["window"] == nil
        {
            nth.fault("\"nth\" needs a text, an image or a window to count")
        }
        guard let at = fields["at"], fields["of"] == nil, fields["in"] == nil,
            let offset = offset(at),
            let screen = screenSize
        else { return }
        let point = offset.point(in: screen.bounds)
        if !screen.bounds.contains(point) {
            at.fault("the point \(offset) is not on the screen, which is \(screen)")
        }
    }
}
