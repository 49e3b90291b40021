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

extension LinePixels {
    /// Whether it has other colours than those between the background's and one more, as icons have and text has not.
    var hasManyColours: Bool {
        func change(_ pixel: Int) -> [Double] {
            (0..<3).map { Double(pixels[4 * pixel + $0]) - Double(pixels[$0]) }
        }
        func product(_ one: [Double], _ other: [Double]) -> Double {
            zip(one, other).map { $0 * $1 }.reduce(0, +)
        }
        let inside = (letters.y..<letters.bottom).flatMap { y in
            (letters.x..<letters.right).map { y * outerSize.width + $0 }
        }
        let changes = inside.map(change).filter { product($0, $0) > 40 * 40 }
        guard let main = changes.max(by: { product($0, $0) < product($1, $1) }) else {
            return false
        }
        let others = changes.count { change in
            let alike =
                product(change, main) / (product(change, change) * product(main, main)).squareRoot()
            return abs(alike) < 0.9
        }
        return 8 * others > changes.count
    }
}
