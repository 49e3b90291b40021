import DeskwrightCore

/// A step as it is written into a task file.
struct RecordedStep: Sendable, Hashable {
    var action: StepAction
    /// Lines above it, for people.
    var remarks: [String] = []
}

extension RecordedStep {
    /// Its lines, as an item of `steps`.
    func written(indent: String) -> String {
        RecordedStep.comments(remarks, indent: indent) + action.yaml.item(indent: indent)
    }

    static func comments(_ texts: [String], indent: String) -> String {
        texts.map { text in
            let words = text.split(whereSeparator: { $0.isWhitespace || $0.isNewline })
            let line = words.joined(separator: " ").unicodeScalars.filter {
                $0.properties.generalCategory != .control
            }
            let shown = String(String.UnicodeScalarView(line))
            return "\(indent)# \(shown.count > 100 ? shown.prefix(99) + "…" : shown)\n"
        }
        .joined()
    }
}

extension StepAction {
    /// The step's map; only for those that recordings have.
    fileprivate var yaml: YAMLText {
        switch self {
        case .point(let step):
            return .map([.init(step.kind.rawValue, step.target.yaml)] + held(step.holding))
        case .drag(let from, let to, let keys):
            let ends = YAMLText.map([.init("from", from.yaml), .init("to", to.yaml)])
            return .map([.init("drag", ends)] + held(keys))
        case .scroll(let target, let right, let down, let keys):
            var entries = [YAMLText.Entry("scroll", target?.yaml ?? .map([]))]
            if down != 0 { entries.append(.init(down > 0 ? "down" : "up", .number(abs(down)))) }
            if right != 0 {
                entries.append(.init(right > 0 ? "right" : "left", .number(abs(right))))
            }
            return .map(entries + held(keys))
        case .type(let text, let target):
            return .map([.init("type", .text(text))] + into(target))
        case .press(let keys, let times, let target):
            let count = times == 1 ? [] : [YAMLText.Entry("times", .number(times))]
            return .map([.init("press", .text(keys.chord))] + count + into(target))
        case .wait(let condition): return .map([.init("wait", condition.yaml)])
        case .paste, .launch, .closeApp, .closeWindow, .focus, .expect, .snapshot, .screenshot,
            .run, .set, .repeat, .use, .act, .note, .pause:
            preconditionFailure("a recording has no such step: \(words)")
        }
    }

    private func held(_ keys: [Key]) -> [YAMLText.Entry] {
        keys.isEmpty ? [] : [.init("holding", .text(keys.chord))]
    }

    private func into(_ target: Target?) -> [YAMLText.Entry] {
        target.map { [.init("into", $0.yaml)] } ?? []
    }
}

extension [Key] {
    /// As `ctrl+s`; keys of programming interfaces shout.
    fileprivate var chord: String {
        map { key in
            let isShouted = key.name.count > 1 && key.name == key.name.uppercased()
            let name = isShouted ? key.name.lowercased() : key.name
            let written = Key(name).keysym == key.keysym ? name : key.name
            return written == " " ? "space" : written
        }
        .joined(separator: "+")
    }
}

extension Check.Condition {
    /// Only for conditions that recordings wait for.
    fileprivate var yaml: YAMLText {
        switch self {
        case .window(let match): .map([.init("window", match.yaml)])
        case .visible(let target): .map([.init("visible", target.yaml)])
        case .not(let condition): .map([.init("not", condition.yaml)])
        case .file, .windows, .process, .command, .clipboard, .hidden, .text, .snapshot:
            preconditionFailure("no recording waits until \(self)")
        }
    }
}

extension Target {
    /// A text alone, or a map.
    var yaml: YAMLText {
        if let text, self == Target(text: text) { return .text(text) }
        if !anyOf.isEmpty { return .map([.init("any", .list(anyOf.map(\.yaml)))]) }
        var entries: [YAMLText.Entry] = []
        if let text { entries.append(.init("text", .text(text))) }
        if let image = images.first { entries.append(.init("image", .text(image))) }
        if let window { entries.append(.init("window", window.yaml)) }
        if let at { entries.append(.init("at", .list([at.x.yaml, at.y.yaml]))) }
        if let nth { entries.append(.init("nth", .number(nth))) }
        let related = relations.filter { $0.kind != .in } + relations.filter { $0.kind == .in }
        return .map(entries + related.map { .init($0.kind.rawValue, $0.target.yaml) })
    }
}

extension Target.Distance {
    fileprivate var yaml: YAMLText {
        switch self {
        case .pixels(let count): .number(count)
        case .fraction(let part): .text("\(part)")
        }
    }
}

extension WindowMatch {
    /// A part of the title alone, or a map.
    fileprivate var yaml: YAMLText {
        if let title, self == WindowMatch(title: title) { return .text(title.words) }
        var entries: [YAMLText.Entry] = []
        if let title { entries.append(.init("title", .text(title.words))) }
        if let className { entries.append(.init("class", .text(className.words))) }
        return .map(entries)
    }
}

extension TextMatch {
    /// A text that is contained, or an expression between slashes.
    fileprivate var words: String {
        switch self {
        case .equals(let text), .contains(let text): text
        case .matches(let pattern): "/\(pattern)/"
        }
    }
}
