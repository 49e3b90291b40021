import DeskwrightCore

/// The scene as it is now, and how it answers: a plain value that neither waits nor touches files.
///
/// What reaches past the screen is left in `effects` for the desktop to carry out.
struct Stage: Sendable {
    /// What a reaction asks of the world outside.
    enum Effect: Sendable, Hashable {
        /// What follows is done only if the file could be written.
        case write(file: String, text: String, then: [Reaction])
        case later(ReactionDelay, [Reaction])
    }

    let size: Size
    let background: Color
    var clipboard: String?
    var pointer: Point

    var windows: [LiveWindow] = []
    var widgets: [LiveWidget] = []
    /// The open windows, lowest first; the last is the active one.
    var order: [Int] = []
    var openMenu: OpenMenu?
    /// What the left button holds.
    var grip: Grip?
    /// The left presses of the present action at one place: two are a double click.
    var presses: (point: Point, count: Int)?

    var keysDown: [Key] = []
    var buttonsDown: [MouseButton] = []

    /// What has come in or happened since the desktop last took it away.
    var events: [MockEvent] = []
    var effects: [Effect] = []
    /// Goes up whenever the picture may look different.
    private(set) var revision = 0

    private var names: [String: Target] = [:]
    private var noticeCount = 0

    init(_ scene: Scene) {
        size = scene.size
        background = scene.background
        clipboard = scene.clipboard
        pointer = scene.size.bounds.center
        for window in scene.windows { add(window) }
        order = windows.indices.filter { windows[$0].spec.isOpen }
    }

    var activeWindow: Int? { order.last }

    mutating func changed() {
        revision += 1
    }

    /// What an id in the scene stands for.
    func target(_ id: String) -> Target {
        guard let target = names[id] else {
            preconditionFailure("the scene has neither a window nor a widget \(quoted(id))")
        }
        return target
    }

    func hasTarget(_ id: String) -> Bool { names[id] != nil }

    func window(_ id: String) -> Int {
        guard case .window(let index) = target(id) else {
            preconditionFailure("\(quoted(id)) in the scene is not a window")
        }
        return index
    }
}

/// Building.
extension Stage {
    @discardableResult
    private mutating func add(_ window: SceneWindow) -> Int {
        let index = windows.count
        precondition(names[window.id] == nil, "two things are called \(quoted(window.id))")
        names[window.id] = .window(index)
        windows.append(LiveWindow(window))
        windows[index].children = window.widgets.map { add($0, to: index, in: nil) }
        windows[index].focus = focusable(in: index).first { widgets[$0].isField }
        return index
    }

    private mutating func add(_ widget: Widget, to window: Int, in area: Int?) -> Int {
        let index = widgets.count
        if let id = widget.id {
            precondition(names[id] == nil, "two things are called \(quoted(id))")
            names[id] = .widget(index)
        }
        widgets.append(LiveWidget(widget, window: window, area: area))
        if case .scrollArea(let inner) = widget.kind {
            widgets[index].children = inner.map { add($0, to: window, in: index) }
        }
        return index
    }

    /// Shows a message in a dialog of its own, as a program does that could not do something.
    mutating func showNotice(title: String, text: String) {
        noticeCount += 1
        // A scene's own ids hold no space.
        let id = "notice \(noticeCount)"
        let frame = Rect(
            x: (size.width - 560) / 2, y: (size.height - 160) / 2, width: 560, height: 160)
        let window = SceneWindow(
            id: id, title: title, frame: frame, isOpen: false,
            widgets: [
                Widget(.label(text), frame: Rect(x: 16, y: 16, width: 528, height: 80)),
                Widget(
                    .button("OK"), frame: Rect(x: 440, y: 112, width: 104, height: 36),
                    on: [.close(window: id)]),
            ])
        open(add(window))
    }
}

/// What stands behind an id.
enum Target: Sendable, Hashable {
    case window(Int)
    case widget(Int)
}

/// A menu that has dropped down, and its line that is marked.
struct OpenMenu: Sendable, Hashable {
    var window: Int
    var menu: Int
    var item: Int?
}

/// What the left button took hold of when it went down.
enum Grip: Sendable, Hashable {
    /// A title bar; the offset is from the window's corner to the pointer.
    case window(Int, offset: Point)
    case closeButton(Int)
    /// A button or a check box.
    case widget(Int)
    /// The text of a field, being selected.
    case text(Int)
    /// The thumb of a scroll bar; the offset is from its top to the pointer.
    case thumb(Int, offset: Int)
}

struct LiveWindow: Sendable {
    let spec: SceneWindow
    var title: String
    var frame: Rect
    var children: [Int] = []
    /// The widget that keys go to.
    var focus: Int?

    init(_ spec: SceneWindow) {
        self.spec = spec
        title = spec.title
        frame = spec.frame
    }
}

struct LiveWidget: Sendable {
    let spec: Widget
    let window: Int
    /// The scroll area that it is in.
    let area: Int?
    var children: [Int] = []
    /// The text of a label, button, check box or field.
    var buffer = TextBuffer("")
    var isChecked = false
    var selected: Int?
    /// How many pixels of the contents are above the visible part.
    var scroll = 0

    init(_ spec: Widget, window: Int, area: Int?) {
        self.spec = spec
        self.window = window
        self.area = area
        switch spec.kind {
        case .label(let text), .button(let text): buffer = TextBuffer(text)
        case .field(let text, _): buffer = TextBuffer(accepted(text))
        case .checkBox(let text, let isChecked):
            buffer = TextBuffer(text)
            self.isChecked = isChecked
        case .list(_, let selected): self.selected = selected
        case .scrollArea: break
        }
    }

    var isField: Bool {
        if case .field = spec.kind { true } else { false }
    }

    var isMultiline: Bool {
        if case .field(_, true) = spec.kind { true } else { false }
    }

    /// The text as the widget can hold it: a field of one line has no line ends.
    func accepted(_ text: String) -> String {
        isField && !isMultiline ? String(text.map { $0.isNewline ? " " : $0 }) : text
    }

    var items: [String] {
        if case .list(let items, _) = spec.kind { items } else { [] }
    }

    var takesFocus: Bool {
        switch spec.kind {
        case .label, .scrollArea: false
        case .button, .field, .checkBox, .list: true
        }
    }
}
