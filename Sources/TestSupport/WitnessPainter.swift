import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// Draws the witness: blocks of known colours, and one that changes with every left press.
final class WitnessPainter {
    private let connection: X11Connection
    private let window: DeskwrightCX11.Window
    private let context: GC?
    private var isToggled = false

    /// Places in the window and their colours; red, green and blue apart show a swapped order.
    private static let blocks: [(Rect, Color)] = [
        (Rect(x: 0, y: 0, width: 20, height: 10), Color(red: 250, green: 20, blue: 3)),
        (Rect(x: 20, y: 0, width: 20, height: 10), Color(red: 4, green: 251, blue: 21)),
        (Rect(x: 40, y: 0, width: 20, height: 10), Color(red: 22, green: 5, blue: 252)),
    ]
    private static let toggled = Rect(x: 60, y: 0, width: 40, height: 10)

    init(_ connection: X11Connection, _ window: DeskwrightCX11.Window) {
        self.connection = connection
        self.window = window
        context = XCreateGC(connection.display, window, 0, nil)
    }

    deinit {
        XFreeGC(connection.display, context)
    }

    /// The corners of every block, in screen pixels.
    static func knownPixels(in area: Rect) -> [Point: Color] {
        var pixels: [Point: Color] = [:]
        for (block, color) in blocks {
            for x in [block.x, block.right - 1] {
                for y in [block.y, block.bottom - 1] {
                    pixels[Point(x: area.x + x, y: area.y + y)] = color
                }
            }
        }
        pixels[Point(x: area.right - 1, y: area.bottom - 1)] = .white
        return pixels
    }

    func paint() {
        for (block, color) in WitnessPainter.blocks { fill(block, color) }
        fill(WitnessPainter.toggled, isToggled ? .black : Color(red: 128, green: 128, blue: 128))
    }

    func toggle() {
        isToggled.toggle()
        paint()
        XFlush(connection.display)
    }

    private func fill(_ block: Rect, _ color: Color) {
        let pixel = UInt(color.red) << 16 | UInt(color.green) << 8 | UInt(color.blue)
        XSetForeground(connection.display, context, pixel)
        XFillRectangle(
            connection.display, window, context, Int32(block.x), Int32(block.y),
            UInt32(block.width), UInt32(block.height))
    }
}
