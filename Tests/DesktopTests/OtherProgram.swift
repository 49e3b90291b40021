import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// Another program that draws on the screen and opens windows, over a connection of its own.
///
/// What it does is done when its calls return.
final class OtherProgram {
    let connection: X11Connection
    private let context: GC?

    init(_ display: String, authority: String? = nil) throws {
        connection = try X11Connection(display: display, authority: authority)
        context = XCreateGC(connection.display, connection.root, 0, nil)
    }

    deinit { XFreeGC(connection.display, context) }

    func fill(_ area: Rect, with pixel: UInt, in window: DeskwrightCX11.Window? = nil) throws {
        XSetForeground(connection.display, context, pixel)
        XFillRectangle(
            connection.display, window ?? connection.root, context, Int32(area.x), Int32(area.y),
            UInt32(area.width), UInt32(area.height))
        try connection.sync("drawing")
    }

    /// Draws on and on without waiting for the server, until told to stop.
    func flood(until isOver: () -> Bool) {
        while !isOver() {
            for _ in 0..<1000 {
                XFillRectangle(connection.display, connection.root, context, 0, 0, 600, 400)
            }
        }
    }

    /// Opens a window of one colour on top of all, which no window manager touches.
    func open(_ area: Rect, _ pixel: UInt) throws -> DeskwrightCX11.Window {
        var settings = XSetWindowAttributes()
        settings.override_redirect = 1
        settings.background_pixel = pixel
        let window = XCreateWindow(
            connection.display, connection.root, Int32(area.x), Int32(area.y), UInt32(area.width),
            UInt32(area.height), 0, 0, UInt32(InputOutput), nil,
            UInt(CWOverrideRedirect | CWBackPixel), &settings)
        XMapWindow(connection.display, window)
        try connection.sync("opening")
        return window
    }

    func move(_ window: DeskwrightCX11.Window, to place: Point) throws {
        XMoveWindow(connection.display, window, Int32(place.x), Int32(place.y))
        try connection.sync("moving")
    }

    func hide(_ window: DeskwrightCX11.Window) throws {
        XUnmapWindow(connection.display, window)
        try connection.sync("hiding")
    }

    func close(_ window: DeskwrightCX11.Window) throws {
        XDestroyWindow(connection.display, window)
        try connection.sync("closing")
    }
}
