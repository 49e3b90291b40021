import DeskwrightCore

/// An in-memory desktop as it is at the start: windows, what is in them, and what answers to what.
///
/// A plain value: the reader makes one of a YAML file, and a test can write one down in code.
public struct Scene: Sendable, Hashable {
    /// The screen's, in pixels.
    public var size: Size
    /// What shows where no window is.
    public var background: Color
    /// What somebody copied before the run began.
    public var clipboard: String?
    /// From the lowest to the topmost.
    public var windows: [SceneWindow]

    /// An empty screen of 1280x800, unless said.
    public init(
        size: Size = Size(width: 1280, height: 800), background: Color = Theme.desktop,
        clipboard: String? = nil, windows: [SceneWindow] = []
    ) {
        self.size = size
        self.background = background
        self.clipboard = clipboard
        self.windows = windows
    }
}

/// A window with a title bar, a close button, and a menu bar where it has menus.
public struct SceneWindow: Sendable, Hashable {
    /// The name by which reactions know it.
    public var id: String
    /// What its title bar shows at the start.
    public var title: String
    /// What `window: {class: …}` compares.
    public var className: String
    /// The part below the title bar, in screen pixels; the menu bar is its first `Theme.menuHeight`.
    public var frame: Rect
    /// Whether it is there at the start.
    public var isOpen: Bool
    /// The entries of its menu bar, from the left; without any it has no bar.
    public var menus: [SceneMenu]
    /// What is in it; the later ones lie on top.
    public var widgets: [Widget]

    /// A window that is open at the start, unless said.
    public init(
        id: String, title: String, className: String = "", frame: Rect, isOpen: Bool = true,
        menus: [SceneMenu] = [], widgets: [Widget] = []
    ) {
        self.id = id
        self.title = title
        self.className = className
        self.frame = frame
        self.isOpen = isOpen
        self.menus = menus
        self.widgets = widgets
    }
}

/// An entry of a menu bar and what drops down from it.
public struct SceneMenu: Sendable, Hashable {
    /// What the menu bar shows.
    public var title: String
    /// From the top down.
    public var items: [SceneMenuItem]

    /// A menu of these lines.
    public init(_ title: String, items: [SceneMenuItem]) {
        self.title = title
        self.items = items
    }
}

/// A line of a menu.
public struct SceneMenuItem: Sendable, Hashable {
    /// What the line shows.
    public var title: String
    /// The chord that does the same while the window is active, such as `[ctrl, s]`.
    public var shortcut: [Key]
    /// What picking it does.
    public var on: [Reaction]

    /// A line that does nothing, unless said.
    public init(_ title: String, shortcut: [Key] = [], on: [Reaction] = []) {
        self.title = title
        self.shortcut = shortcut
        self.on = on
    }
}

/// Something in a window that shows, or that can be worked.
public struct Widget: Sendable, Hashable {
    /// What it is, and what it holds at the start.
    public indirect enum Kind: Sendable, Hashable {
        /// Text that only shows.
        case label(String)
        /// Something to click, with its label.
        case button(String)
        /// Text that can be edited, in one line or in many.
        case field(String, isMultiline: Bool = false)
        /// Something to switch on and off, with its label.
        case checkBox(String, isChecked: Bool = false)
        /// Lines of which one can be selected, by its place from 0.
        case list([String], selected: Int? = nil)
        /// A part of the window that shows a part of something taller.
        case scrollArea([Widget])
    }

    /// The name by which reactions know it, where one has to.
    public var id: String?
    /// Pixels from the top-left corner of the window's frame, or of the scroll area's contents.
    public var frame: Rect
    /// What it is, and what it holds at the start.
    public var kind: Kind
    /// What clicking a button, switching a check box, selecting in a list, or Return in a field does.
    public var on: [Reaction]

    /// A widget that does nothing when it is worked, unless said.
    public init(_ kind: Kind, id: String? = nil, frame: Rect, on: [Reaction] = []) {
        self.kind = kind
        self.id = id
        self.frame = frame
        self.on = on
    }
}
