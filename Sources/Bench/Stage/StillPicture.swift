import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// A window over the whole screen that shows one picture, as every contestant is to see it.
final class StillPicture {
    private let connection: X11Connection
    private let window: DeskwrightCX11.Window
    private let context: GC?

    init(_ frame: Frame, on connection: X11Connection) throws {
        let display = connection.display
        self.connection = connection
        var attributes = XSetWindowAttributes()
        // No window manager puts a frame around it.
        attributes.override_redirect = 1
        window = XCreateWindow(
            display, connection.root, 0, 0, UInt32(frame.size.width), UInt32(frame.size.height),
            0, Int32(CopyFromParent), UInt32(InputOutput), nil, UInt(CWOverrideRedirect),
            &attributes)
        context = XCreateGC(display, window, 0, nil)
        // As programs of today have it: others' clicks are kept half a second apart.
        var protocols = [connection.atom("_NET_WM_PING")]
        XSetWMProtocols(display, window, &protocols, 1)
        let pixmap = connection.pixmap(of: frame)
        XSetWindowBackgroundPixmap(display, window, pixmap)
        XFreePixmap(display, pixmap)
        XMapRaised(display, window)
        try connection.sync("showing a picture")
    }

    deinit {
        XFreeGC(connection.display, context)
        XDestroyWindow(connection.display, window)
        XSync(connection.display, 0)
    }

    /// Writes a line of text with its baseline at `y`, black on white.
    func writeLine(_ text: String, at y: Int) throws {
        XSetForeground(connection.display, context, 0)
        XSetBackground(connection.display, context, 0xFFFFFF)
        XDrawImageString(
            connection.display, window, context, 40, Int32(y), text, Int32(text.utf8.count))
        try connection.sync("writing a line")
    }

    /// Shows the picture again as it was, all of it drawn anew.
    func restore() throws {
        XClearWindow(connection.display, window)
        try connection.sync("restoring a picture")
    }
}

extension X11Connection {
    /// Shows a picture behind all windows.
    func setWallpaper(_ frame: Frame) throws {
        let pixmap = pixmap(of: frame)
        XSetWindowBackgroundPixmap(display, root, pixmap)
        XFreePixmap(display, pixmap)
        XClearWindow(display, root)
        try sync("setting a wallpaper")
    }

    /// A copy of the picture on the server; the caller frees it.
    fileprivate func pixmap(of frame: Frame) -> Pixmap {
        let (width, height) = (UInt32(frame.size.width), UInt32(frame.size.height))
        let depth = UInt32(XDefaultDepth(display, screen))
        let pixmap = XCreatePixmap(display, root, width, height, depth)
        let context = XCreateGC(display, pixmap, 0, nil)
        defer { XFreeGC(display, context) }
        var bytes = frame.bytes.map(CChar.init(bitPattern:))
        bytes.withUnsafeMutableBufferPointer { buffer in
            let image = XCreateImage(
                display, XDefaultVisual(display, screen), depth, ZPixmap, 0, buffer.baseAddress,
                width, height, 32, Int32(4 * width))
            guard let image else { return }
            XPutImage(display, pixmap, context, image, 0, 0, 0, 0, width, height)
            // The bytes stay Swift's.
            image.pointee.data = nil
            _ = cx11_destroy_image(image)
        }
        return pixmap
    }
}
