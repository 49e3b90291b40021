import DeskwrightCore
import DeskwrightTaskFiles

extension SceneReader {
    private static let reactionKeys = ["set", "open", "close", "write", "copy", "after"]

    /// What stands under `on:`.
    func reactions(of fields: YAMLFields) -> [Reaction] {
        fields["on"].map(reactions) ?? []
    }

    private func reactions(_ list: YAMLValue) -> [Reaction] {
        list.list()?.flatMap(reaction) ?? []
    }

    private func reaction(_ value: YAMLValue) -> [Reaction] {
        guard let fields = value.fields(SceneReader.reactionKeys + ["do"]),
            let name = fields.onlyKey(of: SceneReader.reactionKeys), let value = fields[name]
        else { return [] }
        if name != "after", fields.keys.contains("do") {
            fields.fault(at: "do", "\"do\" goes with \"after\" only")
        }
        switch name {
        case "set": return settings(value)
        case "open": return value.choice(of: ids.windows).map { [.open(window: $0)] } ?? []
        case "close": return value.choice(of: ids.windows).map { [.close(window: $0)] } ?? []
        case "write": return write(value).map { [$0] } ?? []
        case "copy": return text(value).map { [.copy($0)] } ?? []
        default:
            let delay = delay(value)
            let later = fields.required("do").map(reactions) ?? []
            return delay.map { [.after($0, later)] } ?? []
        }
    }

    private func settings(_ value: YAMLValue) -> [Reaction] {
        (value.entries() ?? []).compactMap { entry in
            let id = entry.key.choice(of: ids.all)
            let text = text(entry.value)
            guard let id, let text else { return nil }
            return .set(id: id, to: text)
        }
    }

    private func write(_ value: YAMLValue) -> Reaction? {
        guard let fields = value.fields(["file", "text"]) else { return nil }
        let file = fields.required("file").flatMap(text)
        let content = fields.required("text").flatMap(text)
        if let file, file.references.isEmpty, let problem = ScratchFile.problem(with: file.source) {
            fields["file"]?.fault(
                problem, hint: "files are written into the run's scratch folder, such as out.txt")
        }
        guard let file, let content else { return nil }
        return .write(file: file, text: content)
    }

    /// A text whose references are all known.
    private func text(_ value: YAMLValue) -> SceneText? {
        guard let source = value.string() else { return nil }
        let text = SceneText(source)
        for id in text.references where !ids.all.contains(id) {
            value.fault(
                "nothing in the scene is called \(quoted(id))",
                hint: "known here: " + ids.all.joined(separator: ", "))
        }
        return text
    }

    /// `300ms`, or `2 captures`.
    private func delay(_ value: YAMLValue) -> ReactionDelay? {
        guard let text = value.string() else { return nil }
        let words = text.split(separator: " ")
        guard words.count == 2, words[1] == "capture" || words[1] == "captures" else {
            return value.duration().map { .time($0) }
        }
        guard let count = Int(words[0]), (1...1000).contains(count) else {
            value.fault("\(value.label) must be 1 to 1000 captures, not \(quoted(text))")
            return nil
        }
        return .captures(count)
    }
}
