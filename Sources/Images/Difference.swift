import DeskwrightCore
import Glibc

/// Where two frames of one size differ.
public struct Difference: Sendable, Hashable {
    /// The smallest rectangle around every pixel that differs; `nil` when none does.
    public var area: Rect?
    /// How many pixels differ.
    public var pixelCount: Int

    package init(area: Rect?, pixelCount: Int) {
        self.area = area
        self.pixelCount = pixelCount
    }

    /// Whether the frames look alike.
    public var isEmpty: Bool { pixelCount == 0 }

    /// Compares pixel by pixel, exactly. Frames of different sizes differ everywhere.
    public static func between(_ old: Frame, _ new: Frame) -> Difference {
        guard old.size == new.size else {
            return Difference(area: new.size.bounds, pixelCount: new.size.bounds.area)
        }
        let width = new.size.width
        var count = 0
        var left = width
        var right = 0
        var top: Int?
        var bottom = 0
        forEachDifferentRow(of: old, new) { y, oldPixels, newPixels in
            top = top ?? y
            bottom = y + 1
            for x in 0..<width where oldPixels[x] != newPixels[x] {
                count += 1
                left = min(left, x)
                right = max(right, x + 1)
            }
        }
        guard let top else { return Difference(area: nil, pixelCount: 0) }
        let area = Rect(x: left, y: top, width: right - left, height: bottom - top)
        return Difference(area: area, pixelCount: count)
    }

    /// Calls back with each row whose pixels differ, from the top down.
    static func forEachDifferentRow(
        of old: Frame, _ new: Frame,
        _ body: (Int, UnsafePointer<UInt32>, UnsafePointer<UInt32>) -> Void
    ) {
        let width = new.size.width
        for band in new.bands.indices where !new.hasBand(band, of: old) {
            old.bands[band].withUnsafeBytes { oldBytes in
                new.bands[band].withUnsafeBytes { newBytes in
                    var oldRow = oldBytes.bindMemory(to: UInt32.self).baseAddress!
                    var newRow = newBytes.bindMemory(to: UInt32.self).baseAddress!
                    for y in Frame.rows(ofBand: band, in: new.size) {
                        if memcmp(oldRow, newRow, 4 * width) != 0 { body(y, oldRow, newRow) }
                        oldRow += width
                        newRow += width
                    }
                }
            }
        }
    }
}
