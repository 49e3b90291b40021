/// What one look at the desktop showed.
public struct ScreenState: Sendable {
    /// The whole screen, pixel by pixel.
    public var frame: Frame
    /// From the lowest to the topmost; empty when the desktop cannot tell.
    public var windows: [WindowInfo]
    /// Where the pointer is, in screen pixels.
    public var pointer: Point

    /// A screen as it is at one moment.
    public init(frame: Frame, windows: [WindowInfo], pointer: Point) {
        self.frame = frame
        self.windows = windows
        self.pointer = pointer
    }
}

/// A top-level window.
public struct WindowInfo: Sendable, Hashable, Codable {
    /// The window's X11 id, or the scene's own number on the mock.
    public var id: UInt64
    /// As its title bar shows it (`_NET_WM_NAME`, else `WM_NAME`); may be empty.
    public var title: String
    /// The class part of `WM_CLASS`; empty when the program set none.
    public var className: String
    /// The part that the program draws, without the window manager's frame, in screen pixels.
    public var frame: Rect
    /// Whether it has the keyboard.
    public var isActive: Bool
    /// The process that owns the window, where it says so (`_NET_WM_PID`).
    public var processID: Int32?
    /// Whether it is shown, minimised or elsewhere.
    public var state: WindowState

    /// A window that is shown and does not have the keyboard, unless said.
    public init(
        id: UInt64, title: String, className: String = "", frame: Rect, isActive: Bool = false,
        processID: Int32? = nil, state: WindowState = .shown
    ) {
        self.id = id
        self.title = title
        self.className = className
        self.frame = frame
        self.isActive = isActive
        self.processID = processID
        self.state = state
    }

    /// Journals of earlier versions know shown windows only, and do not say so.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(UInt64.self, forKey: .id),
            title: try values.decode(String.self, forKey: .title),
            className: try values.decode(String.self, forKey: .className),
            frame: try values.decode(Rect.self, forKey: .frame),
            isActive: try values.decode(Bool.self, forKey: .isActive),
            processID: try values.decodeIfPresent(Int32.self, forKey: .processID),
            state: try values.decodeIfPresent(WindowState.self, forKey: .state) ?? .shown)
    }
}

/// Whether a top-level window can be seen.
public enum WindowState: String, Sendable, Hashable, Codable {
    /// On the screen, though others may cover it.
    case shown
    /// An icon, or an entry of a taskbar alone.
    case minimized
    /// On another workspace, or for some other reason not on the screen.
    case hidden
}

extension [WindowInfo] {
    /// The window with this title, else the topmost one with these words in its title.
    ///
    /// - Throws: ``DesktopError/noSuchWindow(title:known:)``
    public func titled(_ title: String) throws(DesktopError) -> WindowInfo {
        if let exact = last(where: { $0.title == title }) { return exact }
        if !title.isEmpty, let near = last(where: { $0.title.contains(title) }) { return near }
        throw .noSuchWindow(
            title: title, known: map { "0x\(String($0.id, radix: 16)) \(quoted($0.title))" })
    }
}
