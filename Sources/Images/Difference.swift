import Core
import Glibc

/// Where two frames of one size differ.
public struct Difference: Sendable, Hashable {
    /// The smallest rectangle around every pixel that differs; `nil` when none does.
    public var area: Rect?
    public var pixelCount: Int

    public init(area: Rect?, pixelCount: Int) {
        self.area = area
        self.pixelCount = pixelCount
    }

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
        old.bytes.withUnsafeBytes { oldBytes in
            new.bytes.withUnsafeBytes { newBytes in
                let oldPixels = oldBytes.bindMemory(to: UInt32.self)
                let newPixels = newBytes.bindMemory(to: UInt32.self)
                for y in 0..<new.size.height {
                    let start = y * width
                    let row = start..<(start + width)
                    guard !isEqual(oldPixels, newPixels, row) else { continue }
                    top = top ?? y
                    bottom = y + 1
                    for index in row where oldPixels[index] != newPixels[index] {
                        count += 1
                        left = min(left, index - start)
                        right = max(right, index - start + 1)
                    }
                }
            }
        }
        guard let top else { return Difference(area: nil, pixelCount: 0) }
        let area = Rect(x: left, y: top, width: right - left, height: bottom - top)
        return Difference(area: area, pixelCount: count)
    }

    private static func isEqual(
        _ old: UnsafeBufferPointer<UInt32>, _ new: UnsafeBufferPointer<UInt32>, _ row: Range<Int>
    ) -> Bool {
        memcmp(old.baseAddress! + row.lowerBound, new.baseAddress! + row.lowerBound, 4 * row.count)
            == 0
    }
}
