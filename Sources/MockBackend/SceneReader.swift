import DeskwrightCore
import DeskwrightTaskFiles

extension Scene {
    /// Reads a scene from a YAML file; `fixtures/scenes` has examples.
    ///
    /// - Throws: All faults of the file, each with its place.
    public static func read(path: String) throws(FileFaults) -> Scene {
        try YAMLFile.read(path: path, SceneReader.scene)
    }

    /// Reads a scene that stands, or might stand, at a path.
    ///
    /// - Throws: All faults of the text, each with its place.
    public static func parse(_ text: String, path: String) throws(FileFaults) -> Scene {
        try YAMLFile.parse(text: text, path: path, SceneReader.scene)
    }
}

/// From YAML to a scene; what cannot be read is reported, and left out of what is returned.
struct SceneReader {
    static let sceneKeys = ["version", "size", "background", "clipboard", "windows"]
    static let windowKeys = ["id", "title", "class", "at", "open", "menus", "widgets"]

    let ids: SceneIDs
    let screen: Size

    static func scene(_ root: YAMLValue) -> Scene? {
        guard let fields = root.fields(sceneKeys) else { return nil }
        if let version = fields.required("version"), let number = version.int(), number != 1 {
            version.fault("this reader knows version 1, not \(number)")
        }
        var scene = Scene()
        scene.size = fields["size"]?.size(in: 64...8192) ?? scene.size
        scene.background = fields["background"].flatMap(color) ?? scene.background
        scene.clipboard = fields["clipboard"]?.string()
        let reader = SceneReader(ids: SceneIDs(in: root), screen: scene.size)
        _ = fields.required("windows")
        scene.windows = items("windows", in: root, sceneKeys).compactMap(reader.window)
        return scene
    }

    /// The maps of a list that is a key's value; whatever is none of these has been reported.
    static func items(_ key: String, in map: YAMLValue, _ keys: [String]) -> [YAMLFields] {
        let itemKeys =
            switch key {
            case "windows": windowKeys
            case "menus": ["menu", "items"]
            case "items": ["item", "key", "on"]
            default: widgetKeys
            }
        return map.fields(keys)?[key]?.list()?.compactMap { $0.fields(itemKeys) } ?? []
    }

    private static func color(_ value: YAMLValue) -> Color? {
        guard let text = value.string() else { return nil }
        guard text.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit),
            let hex = UInt32(text.dropFirst(), radix: 16)
        else {
            value.fault("\(value.label) must be a colour such as \"#3d6b86\", in quotes")
            return nil
        }
        return Color(hex)
    }

    private func window(_ fields: YAMLFields) -> SceneWindow? {
        let id = fields.required("id")?.string()
        let title = fields.required("title")?.string()
        let className = fields["class"]?.string() ?? ""
        let frame = fields.required("at").flatMap(windowFrame)
        let isOpen = fields["open"]?.bool() ?? true
        let menus = menus(of: fields, width: frame?.width)
        let top = menus.isEmpty ? 0 : Theme.menuHeight
        let room = frame.map {
            Rect(x: 0, y: top, width: $0.width, height: $0.height - top)
        }
        let widgets = widgets("widgets", of: fields.map, SceneReader.windowKeys, in: room)
        guard let id, let title, let frame else { return nil }
        return SceneWindow(
            id: id, title: title, className: className, frame: frame, isOpen: isOpen, menus: menus,
            widgets: widgets)
    }

    private func windowFrame(_ value: YAMLValue) -> Rect? {
        guard let frame = value.rect() else { return nil }
        let least = Size(width: 160, height: 60)
        guard frame.width >= least.width, frame.height >= least.height else {
            value.fault("a window of \(frame.size) is too small", hint: "the least is \(least)")
            return nil
        }
        let outer = Rect(
            x: frame.x, y: frame.y - Theme.titleHeight, width: frame.width,
            height: frame.height + Theme.titleHeight)
        guard screen.bounds.intersection(outer) == outer else {
            value.fault(
                "the window reaches out of the screen of \(screen)",
                hint: "its title bar takes \(Theme.titleHeight) pixels above it")
            return nil
        }
        return frame
    }

    private func menus(of window: YAMLFields, width: Int?) -> [SceneMenu] {
        let menus = SceneReader.items("menus", in: window.map, SceneReader.windowKeys)
            .compactMap(menu)
        let needed = menus.reduce(0) { $0 + Stage.menuEntryWidth($1) }
        if let width, needed > width {
            window.fault(at: "menus", "the menu bar is \(needed) pixels wide, the window \(width)")
        }
        return menus
    }

    private func menu(_ fields: YAMLFields) -> SceneMenu? {
        guard let title = fields.required("menu")?.filledString() else { return nil }
        let items = SceneReader.items("items", in: fields.map, ["menu", "items"]).compactMap {
            item -> SceneMenuItem? in
            let title = item.required("item")?.filledString()
            let shortcut = item["key"].flatMap(chord) ?? []
            let on = reactions(of: item)
            return title.map { SceneMenuItem($0, shortcut: shortcut, on: on) }
        }
        if items.isEmpty { fields.map.fault("the menu \(quoted(title)) has no items") }
        return SceneMenu(title, items: items)
    }

    /// Keys joined by `+`, the last of which is no modifier.
    private func chord(_ value: YAMLValue) -> [Key]? {
        guard let text = value.filledString() else { return nil }
        let keys = text.split(separator: "+", omittingEmptySubsequences: false).map {
            Key(String($0))
        }
        if let unknown = keys.first(where: { $0.keysym == nil }) {
            value.fault(
                "there is no key \(quoted(unknown.name))",
                hint: "write a chord as ctrl+s, and the key + as plus")
            return nil
        }
        guard let last = keys.last, Stage.modifier(last) == nil else {
            value.fault("\(quoted(text)) holds modifiers only", hint: "add a key, such as ctrl+s")
            return nil
        }
        return keys
    }
}
