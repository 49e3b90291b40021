import DeskwrightCore
import DeskwrightTaskFiles

/// The names that a scene file gives out, known before any reference to one is read.
struct SceneIDs {
    private(set) var windows: [String] = []
    private(set) var widgets: [String] = []

    var all: [String] { windows + widgets }

    /// Collects them, and reports those that are malformed or given out twice.
    init(in root: YAMLValue) {
        for window in SceneReader.items("windows", in: root, SceneReader.sceneKeys) {
            if let id = window["id"], let name = add(id) { windows.append(name) }
            for widget in SceneReader.items("widgets", in: window.map, SceneReader.windowKeys) {
                collect(widget)
            }
        }
    }

    private mutating func collect(_ widget: YAMLFields) {
        if let id = widget["id"], let name = add(id) { widgets.append(name) }
        for inner in SceneReader.items("scroll-area", in: widget.map, SceneReader.widgetKeys) {
            collect(inner)
        }
    }

    private func add(_ id: YAMLValue) -> String? {
        guard let name = id.string() else { return nil }
        guard let first = name.first, first.isLetter, name.allSatisfy(SceneIDs.isAllowed) else {
            id.fault(
                "\(quoted(name)) is no name",
                hint: "a name is letters, digits and hyphens, and begins with a letter")
            return nil
        }
        guard !all.contains(name) else {
            id.fault(
                "two things are called \(quoted(name))", hint: "windows and widgets share names")
            return nil
        }
        return name
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
}
