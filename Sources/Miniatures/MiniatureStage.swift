import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// A miniature program's windows, and the drawing in them.
final class MiniatureStage {
    enum Event {
        case shown, input
    }

    private let connection: X11Connection
    private let window: DeskwrightCX11.Window
    private var dialog: (window: DeskwrightCX11.Window, frame: Rect)?
    private let context: GC?

    init(_ connection: X11Connection) throws {
        self.connection = connection
        window = connection.window(Miniature.screen.bounds, isMenu: false)
        context = XCreateGC(connection.display, window, 0, nil)
        XSelectInput(
            connection.display, window,
            KeyPressMask | ButtonPressMask | ExposureMask | FocusChangeMask)
        XMapWindow(connection.display, window)
        try connection.sync("showing a miniature")
    }

    deinit {
        XFreeGC(connection.display, context)
    }

    func waitForInput(milliseconds: Int) {
        connection.waitForInput(milliseconds: milliseconds)
    }

    func takeEvents() throws -> [Event] {
        var events: [Event] = []
        while XPending(connection.display) > 0 {
            var event = XEvent()
            XNextEvent(connection.display, &event)
            switch event.type {
            case Expose:
                XSetInputFocus(
                    connection.display, window, RevertToParent, DeskwrightCX11.Time(CurrentTime))
            case FocusIn: events.append(.shown)
            case KeyPress, ButtonPress: events.append(.input)
            default: break
            }
        }
        try connection.alive("serving a miniature")
        return events
    }

    /// Paints, and returns when the server has drawn it: a point that has the colour then.
    func paint(_ place: Miniature.Paint.Place, _ color: Color) throws -> Point {
        switch place {
        case .part(let frame): fill(frame, in: window, color)
        case .menu(let frame):
            show(connection.window(frame, isMenu: true), frame, color)
        case .preparation(let frame): dialog = (connection.window(frame, isMenu: false), frame)
        case .dialog(let frame):
            let shown = dialog ?? (connection.window(frame, isMenu: false), frame)
            dialog = shown
            show(shown.window, frame, color)
        case .content(let frame):
            if let dialog { fill(frame, in: dialog.window, at: dialog.frame, color) }
        }
        try connection.sync("painting a miniature")
        return place.frame.center
    }

    private func show(_ window: DeskwrightCX11.Window, _ frame: Rect, _ color: Color) {
        XMapRaised(connection.display, window)
        fill(frame, in: window, at: frame, color)
    }

    /// Fills a part of the screen in a window that stands `at` a place of it.
    private func fill(
        _ frame: Rect, in window: DeskwrightCX11.Window, at corner: Rect = Miniature.screen.bounds,
        _ color: Color
    ) {
        let pixel = UInt(color.red) << 16 | UInt(color.green) << 8 | UInt(color.blue)
        XSetForeground(connection.display, context, pixel)
        XFillRectangle(
            connection.display, window, context, Int32(frame.x - corner.x),
            Int32(frame.y - corner.y), UInt32(frame.width), UInt32(frame.height))
    }
}

extension X11Connection {
    /// Makes a window; a menu's goes past the window manager, and says so from the start.
    fileprivate func window(_ frame: Rect, isMenu: Bool) -> DeskwrightCX11.Window {
        var attributes = XSetWindowAttributes()
        attributes.override_redirect = isMenu ? 1 : 0
        attributes.background_pixel = 0xF0F0F0
        return XCreateWindow(
            display, root, Int32(frame.x), Int32(frame.y), UInt32(frame.width),
            UInt32(frame.height), 0, 0, UInt32(InputOutput), nil,
            UInt(CWOverrideRedirect | CWBackPixel), &attributes)
    }
}
