import DeskwrightCShims
import DeskwrightCore

/// A place where a screen differs from the picture that it should look like.
package struct SnapshotDifference: Sendable, Hashable, Codable {
    /// The smallest rectangle around what differs there, in pixels.
    package var frame: Rect
    /// How many pixels differ.
    package var pixelCount: Int
    /// What decided: pixels that differ in the square of 16 pixels that has most of them, faint ones
    /// as a quarter of one.
    package var density: Double
}

/// A picture of a screen beside the one that it should look like.
///
/// A pixel differs faintly from 10 levels of grey on and plainly from 26, or what looks as far apart in
/// colour (YIQ, as in odiff and pixelmatch). One plain pixel or four faint ones in a square of 16 pixels are
/// too much, wherever they are: no share of the screen is free. Two things are passed over:
///
/// - A pixel at an edge that is nearly the same mixture of both colours in both pictures, at most 15 %
///   lighter or darker: edges are drawn a little differently between two pixels.
/// - A text cursor: a bar of one colour, 1 or 2 pixels wide and 10 to 24 high, with straight sides, that is in
///   one of the pictures only and reaches above and below all text beside it, as neither `l` nor `1` do.
///   Where there is none beside it only what is 14 pixels high at least. So what looks the same is passed
///   over, too: a large `l` that stands alone, a `|` among letters as low as `a`, a short line of a frame.
package struct SnapshotComparison: Sendable {
    /// Of the picture as it should be, in pixels.
    package let expectedSize: Size
    /// Of the picture as it is.
    package let actualSize: Size
    /// Where they differ too much, from the top left; empty when the sizes do.
    package let differences: [SnapshotDifference]
    /// How many pixels differ, without what is passed over or masked.
    package let pixelCount: Int
    private let expected: Frame
    /// What becomes of each pixel, as `CSHIMS_SAME` and so on; empty when the sizes differ.
    private let looks: [UInt8]

    /// Pixels in a square that are too many.
    private static let densityLimit = 1.0

    /// Compares all pixels outside the masks.
    ///
    /// - Parameters:
    ///   - expected: As it should be.
    ///   - actual: As it is.
    ///   - masks: Parts that are not compared, in the frames' pixels; they may reach beyond.
    package init(expected: Frame, actual: Frame, masks: [Rect] = []) {
        self.expected = expected
        expectedSize = expected.size
        actualSize = actual.size
        guard expected.size == actual.size else {
            (differences, pixelCount, looks) = ([], 0, [])
            return
        }
        var looks = SnapshotComparison.masked(masks, expected.size)
        let count = SnapshotComparison.compare(expected, actual, &looks)
        let all = count > 0 ? SnapshotComparison.areas(of: looks, expected.size) : []
        self.looks = looks
        pixelCount = all.map(\.pixelCount).reduce(0, +)
        differences = all.filter { $0.density >= SnapshotComparison.densityLimit }
    }

    /// Whether it looks as it should.
    package var passes: Bool { expectedSize == actualSize && differences.isEmpty }

    /// How many pixels look different, also those that are passed over.
    private static func compare(_ expected: Frame, _ actual: Frame, _ looks: inout [UInt8]) -> Int {
        // Most pairs are equal.
        guard expected != actual else { return 0 }
        return expected.bytes.withUnsafeBufferPointer { expected in
            actual.bytes.withUnsafeBufferPointer { actualBytes in
                let pair = cshims_pair(
                    expected: expected.baseAddress!, actual: actualBytes.baseAddress!,
                    width: Int32(actual.size.width), height: Int32(actual.size.height))
                let count = cshims_compare_pixels(pair, &looks)
                if count > 0 { cshims_find_cursors(pair, &looks) }
                return count
            }
        }
    }

    private static func masked(_ masks: [Rect], _ size: Size) -> [UInt8] {
        var looks = [UInt8](repeating: UInt8(CSHIMS_SAME), count: size.bounds.area)
        for mask in masks {
            let inside = mask.intersection(size.bounds)
            guard !inside.isEmpty else { continue }
            for y in inside.y..<inside.bottom {
                for x in inside.x..<inside.right {
                    looks[y * size.width + x] = UInt8(CSHIMS_MASKED)
                }
            }
        }
        return looks
    }

    /// All places with pixels that differ, whether they are too many or not.
    private static func areas(of looks: [UInt8], _ size: Size) -> [SnapshotDifference] {
        var tiles = ChangeTiles(size)
        for (index, look) in looks.enumerated()
        where look == UInt8(CSHIMS_FAINT) || look == UInt8(CSHIMS_PLAIN) {
            tiles.add(Point(x: index % size.width, y: index / size.width))
        }
        // Places are a tile apart at least, so that no square has pixels of two.
        return tiles.areas().map { area in
            let frame = area.frame
            let sum = cshims_densest_square(
                looks, Int32(size.width), Int32(frame.x), Int32(frame.y), Int32(frame.right),
                Int32(frame.bottom))
            return SnapshotDifference(
                frame: frame, pixelCount: area.pixelCount, density: Double(sum) / 4)
        }
    }

    /// The picture as it should be, dimmed, with what differs in red, what was passed over in yellow and
    /// the masks in blue; `nil` when the sizes differ.
    package func picture() -> Frame? {
        guard expectedSize == actualSize else { return nil }
        var bytes = expected.bytes
        for (index, look) in looks.enumerated() {
            let offset = 4 * index
            if let color = SnapshotComparison.color(of: look) {
                bytes[offset] = color.blue
                bytes[offset + 1] = color.green
                bytes[offset + 2] = color.red
            } else {
                let isMasked = look == UInt8(CSHIMS_MASKED)
                for channel in 0..<3 {
                    let light = isMasked && channel > 0 ? 190 : 255
                    bytes[offset + channel] = UInt8((Int(bytes[offset + channel]) + 3 * light) / 4)
                }
            }
        }
        return Frame(size: expectedSize, bytes: bytes)
    }

    private static func color(of look: UInt8) -> Color? {
        switch Int(look) {
        case CSHIMS_FAINT: Color(red: 255, green: 110, blue: 110)
        case CSHIMS_PLAIN: Color(red: 230, green: 0, blue: 0)
        case CSHIMS_EDGE, CSHIMS_CURSOR: Color(red: 240, green: 200, blue: 0)
        default: nil
        }
    }
}

extension SnapshotComparison: CustomStringConvertible {
    /// What is wrong, in a line: the sizes, or the places where it looks different.
    package var description: String {
        if expectedSize != actualSize {
            return "the size is \(actualSize) and should be \(expectedSize)"
        }
        if differences.isEmpty { return "looks as it should" }
        let places = differences.prefix(3).map { "\($0.frame), \($0.pixelCount) pixels" }
        let more = differences.count > 3 ? "; \(differences.count - 3) more" : ""
        return "looks different at " + places.joined(separator: "; ") + more
    }
}
