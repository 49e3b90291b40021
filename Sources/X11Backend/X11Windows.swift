import DeskwrightCX11
import DeskwrightCore

/// The top-level windows, as the window manager or, without one, the window tree knows them.
///
/// A window may go at any moment between two requests: then it is left out, which is no error.
///
/// - SeeAlso: Extended Window Manager Hints 1.5; ICCCM 2.0, section 4.1.
extension X11Connection {
    /// The windows, lowest first; without a window manager those that are not shown are none.
    func windows(alsoHidden: Bool = false) throws(DesktopError) -> [WindowInfo] {
        let managed = hasWindowManager() ? managedWindows() : nil
        let known = managed ?? plainTopLevels()
        let active = managed == nil ? focusedWindows().last : activeWindow()
        let withHidden = alsoHidden && managed != nil
        let result = known.compactMap { describe($0, active: active, alsoHidden: withHidden) }
        try alive("listing the windows")
        return result
    }

    /// The numbers of the programs' windows.
    func windowIDs() -> [DeskwrightCX11.Window] {
        (hasWindowManager() ? managedWindows() : nil) ?? plainTopLevels()
    }

    /// Whether a living window manager speaks EWMH: its check window must name itself.
    func hasWindowManager() -> Bool {
        let check = "_NET_SUPPORTING_WM_CHECK"
        guard let window = property(check, of: root)?.numbers.first else { return false }
        return property(check, of: window)?.numbers.first == window
    }

    /// The windows that the window manager knows, lowest first.
    func managedWindows() -> [DeskwrightCX11.Window]? {
        let stacked = property("_NET_CLIENT_LIST_STACKING", of: root)
        guard let known = (stacked ?? property("_NET_CLIENT_LIST", of: root))?.numbers
        else { return nil }
        return inOrderOfTree(known)
    }

    /// By the tree, lowest first: jwm's own list has its frames' order of before the last change.
    ///
    /// What is gone, or in no frame that is shown, stays where it is.
    private func inOrderOfTree(_ known: [DeskwrightCX11.Window]) -> [DeskwrightCX11.Window] {
        let places = Dictionary(
            children(of: root).enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
        let placed = known.map { window in
            (window: window, place: windows(around: window).last.flatMap { places[$0] })
        }
        var ordered = placed.filter { $0.place != nil }.sorted { $0.place! < $1.place! }[...]
        return placed.map { $0.place == nil ? $0.window : ordered.removeFirst().window }
    }

    private func activeWindow() -> DeskwrightCX11.Window? {
        property("_NET_ACTIVE_WINDOW", of: root)?.numbers.first
    }

    /// Children of the root, lowest first, without menus and tips (override-redirect).
    func plainTopLevels() -> [DeskwrightCX11.Window] {
        children(of: root).filter { attributes(of: $0)?.override_redirect == 0 }
    }

    /// The window with the keyboard and those around it, the outermost last, without the root.
    func focusedWindows() -> [DeskwrightCX11.Window] {
        var focus: DeskwrightCX11.Window = 0
        var revert: Int32 = 0
        XGetInputFocus(display, &focus, &revert)
        return windows(
            around: isWholeScreen(focus) ? windowsUnderPointer(in: root).last ?? root : focus)
    }

    /// The windows that may get the next keys, one of each program.
    ///
    /// That is the one with the keyboard; but keys go to a window in it when the pointer is there,
    /// which may be another program's: a terminal in a frame.
    ///
    /// - SeeAlso: X Window System Protocol, `SetInputFocus`.
    func keyReceivers() -> [DeskwrightCX11.Window] {
        var focus: DeskwrightCX11.Window = 0
        var revert: Int32 = 0
        XGetInputFocus(display, &focus, &revert)
        if focus == 0 { return [] }
        let outer = isWholeScreen(focus) ? root : focus
        var receivers = outer == root ? [] : [outer]
        // The innermost first: it gets them, unless it wants none.
        for window in windowsUnderPointer(in: outer).reversed()
        where !receivers.contains(where: { haveOneOwner($0, window) }) {
            receivers.append(window)
        }
        return receivers
    }

    /// Whether the keys go to the window under the pointer, wherever that is.
    private func isWholeScreen(_ focus: DeskwrightCX11.Window) -> Bool {
        focus == PointerRoot || focus == root
    }

    /// A window and those around it, the outermost last, without the root; empty when it is gone.
    func windows(around window: DeskwrightCX11.Window) -> [DeskwrightCX11.Window] {
        var windows: [DeskwrightCX11.Window] = []
        var next = window
        while next != 0, next != root, let parent = parent(of: next) {
            windows.append(next)
            next = parent
        }
        return windows
    }

    /// A window of our own that is never shown, to put properties on.
    ///
    /// No window manager is to see it, nor our own watch for windows that are to come.
    func makeHiddenWindow() -> DeskwrightCX11.Window {
        var attributes = XSetWindowAttributes()
        attributes.override_redirect = 1
        return XCreateWindow(
            display, root, -1, -1, 1, 1, 0, 0, UInt32(InputOnly), nil, UInt(CWOverrideRedirect),
            &attributes)
    }

    /// The windows at a point, from the outermost to the innermost, without the root.
    func windows(at point: Point) -> [DeskwrightCX11.Window] {
        var windows: [DeskwrightCX11.Window] = []
        var inner = root
        repeat {
            var place: (Int32, Int32) = (0, 0)
            let outer = inner
            inner = 0
            XTranslateCoordinates(
                display, root, outer, Int32(clamping: point.x), Int32(clamping: point.y),
                &place.0, &place.1, &inner)
            if inner != 0 { windows.append(inner) }
        } while inner != 0
        return windows
    }

    /// The windows under the pointer that a window holds, the innermost last.
    private func windowsUnderPointer(in window: DeskwrightCX11.Window) -> [DeskwrightCX11.Window] {
        var windows: [DeskwrightCX11.Window] = []
        var inner = window
        repeat {
            inner = childUnderPointer(of: inner)
            if inner != 0 { windows.append(inner) }
        } while inner != 0
        return windows
    }

    private func childUnderPointer(of window: DeskwrightCX11.Window) -> DeskwrightCX11.Window {
        var root: DeskwrightCX11.Window = 0
        var child: DeskwrightCX11.Window = 0
        var place: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        var mask: UInt32 = 0
        XQueryPointer(
            display, window, &root, &child, &place.0, &place.1, &place.2, &place.3, &mask)
        return child
    }

    private func describe(
        _ window: DeskwrightCX11.Window, active: DeskwrightCX11.Window?, alsoHidden: Bool
    ) -> WindowInfo? {
        guard let attributes = attributes(of: window),
            alsoHidden || attributes.map_state == IsViewable,
            attributes.class == InputOutput, let frame = frame(of: window, attributes)
        else { return nil }
        let title = text("_NET_WM_NAME", of: window) ?? text("WM_NAME", of: window) ?? ""
        let process = property("_NET_WM_PID", of: window)?.numbers.first
        return WindowInfo(
            id: UInt64(window), title: title, className: className(of: window), frame: frame,
            isActive: window == active, processID: process.flatMap(Int32.init(exactly:)),
            state: state(of: window, attributes))
    }

    /// - SeeAlso: EWMH 1.5, `_NET_WM_STATE_HIDDEN`.
    private func state(of window: DeskwrightCX11.Window, _ attributes: XWindowAttributes)
        -> WindowState
    {
        if attributes.map_state == IsViewable { return .shown }
        return has("_NET_WM_STATE_HIDDEN", in: "_NET_WM_STATE", of: window) ? .minimized : .hidden
    }

    /// Whether a property that lists names has one of them.
    func has(_ name: String, in list: String, of window: DeskwrightCX11.Window) -> Bool {
        property(list, of: window)?.numbers.contains(atom(name)) ?? false
    }

    /// Where a window is on the screen, without its border.
    func frame(of window: DeskwrightCX11.Window) -> Rect? {
        attributes(of: window).flatMap { frame(of: window, $0) }
    }

    private func frame(of window: DeskwrightCX11.Window, _ attributes: XWindowAttributes) -> Rect? {
        var x: Int32 = 0
        var y: Int32 = 0
        var child: DeskwrightCX11.Window = 0
        guard XTranslateCoordinates(display, window, root, 0, 0, &x, &y, &child) != 0 else {
            return nil
        }
        return Rect(
            x: Int(x), y: Int(y), width: Int(attributes.width), height: Int(attributes.height))
    }

    /// `WM_CLASS` holds two texts, each ended by a zero: the instance, then the class.
    private func className(of window: DeskwrightCX11.Window) -> String {
        guard let bytes = property("WM_CLASS", of: window)?.bytes else { return "" }
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        return parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    }

    func attributes(of window: DeskwrightCX11.Window) -> XWindowAttributes? {
        var attributes = XWindowAttributes()
        return XGetWindowAttributes(display, window, &attributes) == 0 ? nil : attributes
    }

    private func children(of window: DeskwrightCX11.Window) -> [DeskwrightCX11.Window] {
        tree(window)?.children ?? []
    }

    func parent(of window: DeskwrightCX11.Window) -> DeskwrightCX11.Window? { tree(window)?.parent }

    private func tree(
        _ window: DeskwrightCX11.Window
    ) -> (parent: DeskwrightCX11.Window, children: [DeskwrightCX11.Window])? {
        var root: DeskwrightCX11.Window = 0
        var parent: DeskwrightCX11.Window = 0
        var list: UnsafeMutablePointer<DeskwrightCX11.Window>?
        var count: UInt32 = 0
        guard XQueryTree(display, window, &root, &parent, &list, &count) != 0 else { return nil }
        defer { if let list { XFree(list) } }
        return (parent, Array(UnsafeBufferPointer(start: list, count: Int(count))))
    }
}
