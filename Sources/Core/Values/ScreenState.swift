/// What one look at the desktop showed.
public struct ScreenState: Sendable {
    public var frame: Frame
    /// From the lowest to the topmost; empty when the desktop cannot tell.
    public var windows: [WindowInfo]
    public var pointer: Point

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
    public var title: String
    /// The class part of `WM_CLASS`; empty when the program set none.
    public var className: String
    /// The part that the program draws, without the window manager's frame, in screen pixels.
    public var frame: Rect
    public var isActive: Bool
    /// The process that owns the window, where it says so (`_NET_WM_PID`).
    public var processID: Int32?

    public init(
        id: UInt64, title: String, className: String = "", frame: Rect, isActive: Bool = false,
        processID: Int32? = nil
    ) {
        self.id = id
        self.title = title
        self.className = className
        self.frame = frame
        self.isActive = isActive
        self.processID = processID
    }
}
