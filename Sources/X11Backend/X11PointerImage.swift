import DeskwrightCX11
import DeskwrightCore

/// The pointer as the server draws it over the screen.
///
/// - SeeAlso: XFixes extension 5.0, section 7 (`GetCursorImage`).
struct X11PointerImage {
    /// Where its pixels are on the screen; the pointer's own point is somewhere inside.
    var area: Rect
    /// Alpha, red, green and blue from the highest byte; the colours are already times alpha.
    var pixels: [UInt32]

    init(area: Rect, pixels: [UInt32]) {
        precondition(pixels.count == area.area, "every pixel has a colour")
        self.area = area
        self.pixels = pixels
    }

    /// `nil` when the server shows no pointer.
    init?(of connection: X11Connection) throws(DesktopError) {
        var numbers: (Int32, Int32) = (0, 0)
        guard XFixesQueryExtension(connection.display, &numbers.0, &numbers.1) != 0 else {
            throw .missingExtension(name: "XFIXES")
        }
        let image = XFixesGetCursorImage(connection.display)
        try connection.alive("reading the pointer")
        guard let image else { return nil }
        defer { XFree(image) }
        let cursor = image.pointee
        area = Rect(
            x: Int(cursor.x) - Int(cursor.xhot), y: Int(cursor.y) - Int(cursor.yhot),
            width: Int(cursor.width), height: Int(cursor.height))
        // Xlib hands 32-bit items over as C longs.
        pixels = UnsafeBufferPointer(start: cursor.pixels, count: area.area).map {
            UInt32(truncatingIfNeeded: $0)
        }
    }

    /// A picture with the pointer on it, as far as it lies inside.
    ///
    /// - Parameters:
    ///   - frame: The picture.
    ///   - origin: Where its top left pixel is on the screen.
    /// - Returns: The same picture where the pointer lies outside.
    func drawn(on frame: Frame, at origin: Point) -> Frame {
        let place = Rect(
            x: area.x - origin.x, y: area.y - origin.y, width: area.width, height: area.height)
        let visible = place.intersection(frame.size.bounds)
        guard !visible.isEmpty else { return frame }
        var bands = frame.bands
        for y in visible.y..<visible.bottom {
            let row = 4 * (y % Frame.bandHeight) * frame.size.width
            for x in visible.x..<visible.right {
                let pixel = pixels[(y - place.y) * place.width + x - place.x]
                blend(pixel, into: &bands[y / Frame.bandHeight], at: row + 4 * x)
            }
        }
        return Frame(size: frame.size, bands: bands)
    }

    private func blend(_ pixel: UInt32, into band: inout [UInt8], at offset: Int) {
        let rest = 255 - pixel >> 24
        for channel in 0..<3 {
            let own = pixel >> (8 * UInt32(channel)) & 0xFF
            let under = (UInt32(band[offset + channel]) * rest + 127) / 255
            band[offset + channel] = UInt8(min(255, own + under))
        }
    }
}
