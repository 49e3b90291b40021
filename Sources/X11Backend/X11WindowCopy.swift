import DeskwrightCX11
import DeskwrightCore

/// A copy of what a window and those inside it show, kept by the server.
final class X11WindowCopy {
    let source: X11PixelSource
    let size: Size
    /// Where the window's top left pixel is on the screen.
    let origin: Point
    /// Whether all of the window could be copied: nothing covers it, and the screen's edge is beyond it.
    private(set) var isComplete = false
    private let connection: X11Connection
    private let window: DeskwrightCX11.Window
    private let context: GC?

    /// More would fill the server's memory; no screen is near it.
    private static let mostPixels = 1 << 26

    /// Copies a window; its pixels, size and place are of one moment.
    static func make(
        of window: DeskwrightCX11.Window, _ connection: X11Connection
    ) throws(DesktopError) -> X11WindowCopy {
        try connection.alone { () throws(DesktopError) in
            let attributes = try connection.shownAttributes(of: UInt64(window))
            let size = Size(width: Int(attributes.width), height: Int(attributes.height))
            guard size.width * size.height <= mostPixels else {
                let operation = "reading a window of \(size)"
                throw .requestFailed(operation: operation, code: Int(BadAlloc))
            }
            let copy = X11WindowCopy(window, attributes, connection)
            try connection.checked("reading a window") { copy.fill() }
            copy.isComplete = copy.takeAnswer()
            return copy
        }
    }

    private init(
        _ window: DeskwrightCX11.Window, _ attributes: XWindowAttributes,
        _ connection: X11Connection
    ) {
        let display = connection.display
        let (width, height) = (attributes.width, attributes.height)
        let pixmap = XCreatePixmap(
            display, window, UInt32(width), UInt32(height), UInt32(attributes.depth))
        source = X11PixelSource(
            drawable: pixmap,
            visual: X11Visual(
                pointer: attributes.visual, depth: attributes.depth, colormap: attributes.colormap))
        size = Size(width: Int(width), height: Int(height))
        var values = XGCValues()
        values.subwindow_mode = IncludeInferiors
        context = XCreateGC(display, pixmap, UInt(GCSubwindowMode), &values)
        var place: (x: Int32, y: Int32) = (0, 0)
        var child: DeskwrightCX11.Window = 0
        XTranslateCoordinates(
            display, window, connection.root, 0, 0, &place.x, &place.y, &child)
        origin = Point(x: Int(place.x), y: Int(place.y))
        self.connection = connection
        self.window = window
    }

    deinit {
        XFreeGC(connection.display, context)
        XFreePixmap(connection.display, source.drawable)
    }

    private func fill() {
        let (display, pixmap) = (connection.display, source.drawable)
        let (width, height) = (UInt32(size.width), UInt32(size.height))
        // What cannot be copied is black.
        XFillRectangle(display, pixmap, context, 0, 0, width, height)
        XCopyArea(display, window, pixmap, context, 0, 0, width, height, 0, 0)
    }

    /// The server answers a copy with the parts that it could not make, or that there are none.
    private func takeAnswer() -> Bool {
        var isComplete = false
        var event = XEvent()
        let (display, pixmap) = (connection.display, source.drawable)
        while XCheckTypedWindowEvent(display, pixmap, NoExpose, &event) != 0 { isComplete = true }
        while XCheckTypedWindowEvent(display, pixmap, GraphicsExpose, &event) != 0 {}
        return isComplete
    }
}
