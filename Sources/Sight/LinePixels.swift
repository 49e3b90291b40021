import DeskwrightCore

/// A line of text, wherever it is: its pixels, and those around, which are mostly background.
struct LinePixels: Hashable {
    /// Four bytes a pixel, rows from the top, with the rim.
    let pixels: [UInt8]
    /// With the rim.
    let outerSize: Size
    /// Where the letters are, from the corner of the rim.
    let letters: Rect
    /// Of the pixels, so that they are gone through once only.
    private let fingerprint: Int

    /// Pixels on each side, where the frame has them.
    private static let rim = 2

    /// The letters' own width and height.
    var size: Size { letters.size }

    /// A line that lies inside the frame.
    init?(_ line: Rect, of frame: Frame) {
        guard let area = PixelArea(line.inset(by: -LinePixels.rim), of: frame) else { return nil }
        pixels = area.pixels
        outerSize = area.frame.size
        letters = Rect(
            x: line.x - area.frame.x, y: line.y - area.frame.y, width: line.width,
            height: line.height)
        var hasher = Hasher()
        pixels.withUnsafeBytes { hasher.combine(bytes: $0) }
        fingerprint = hasher.finalize()
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }
}
