import Core

/// Frames at another size.
public enum Scaling {
    /// Makes a frame smaller: each new pixel is the mean of the area of old pixels that it covers.
    ///
    /// Areas are exact, also where a new pixel covers a part of an old one. The new size is at most
    /// the frame's own on both axes. A Lanczos filter was measured beside it: a reader of text
    /// (Tesseract) read about as many words, and the files were 30 to 100 % larger.
    public static func downscale(_ frame: Frame, to size: Size) -> Frame {
        precondition(
            size.width <= frame.size.width && size.height <= frame.size.height,
            "downscale does not enlarge")
        if size == frame.size { return frame }
        let columns = spans(from: frame.size.width, to: size.width)
        let rows = spans(from: frame.size.height, to: size.height)
        let byteCount = 4 * size.width * size.height
        let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { bytes, count in
            let new = UnsafeMutableRawBufferPointer(bytes).bindMemory(to: Pixel.self)
            frame.bytes.withUnsafeBytes { old in
                scale(
                    old.bindMemory(to: Pixel.self), width: frame.size.width, to: new,
                    columns: columns, rows: rows)
            }
            count = byteCount
        }
        return Frame(size: size, bytes: bytes)
    }

    private typealias Pixel = SIMD4<UInt8>

    /// The old pixels that one new pixel covers, with their weights, which add up to 1.
    private struct Span {
        var first: Int
        var weights: [Float]
    }

    private static func spans(from old: Int, to new: Int) -> [Span] {
        let ratio = Double(old) / Double(new)
        return (0..<new).map { index in
            let start = Double(index) * ratio
            let end = Double(index + 1) * ratio
            let first = Int(start)
            let last = min(old, max(first + 1, Int(end.rounded(.up))))
            let weights = (first..<last).map { pixel in
                Float((min(end, Double(pixel + 1)) - max(start, Double(pixel))) / ratio)
            }
            return Span(first: first, weights: weights)
        }
    }

    /// One new row after the other: the old rows become one first, which stays in the cache, and
    /// then its columns.
    private static func scale(
        _ old: UnsafeBufferPointer<Pixel>, width: Int,
        to new: UnsafeMutableBufferPointer<Pixel>, columns: [Span], rows: [Span]
    ) {
        var row = [SIMD4<Float>](repeating: .zero, count: width)
        var target = 0
        for span in rows {
            mean(of: span, in: old, into: &row)
            for column in columns {
                var mean = SIMD4<Float>.zero
                for (offset, weight) in column.weights.enumerated() {
                    mean += row[column.first + offset] * weight
                }
                new[target] = opaque(mean)
                target += 1
            }
        }
    }

    private static func mean(
        of rows: Span, in old: UnsafeBufferPointer<Pixel>, into row: inout [SIMD4<Float>]
    ) {
        let width = row.count
        row.withUnsafeMutableBufferPointer { row in
            row.update(repeating: .zero)
            for (offset, weight) in rows.weights.enumerated() {
                let start = (rows.first + offset) * width
                for x in 0..<width { row[x] += SIMD4<Float>(old[start + x]) * weight }
            }
        }
    }

    /// A mean is never far outside of what it is made of, but its rounding error may be.
    private static func opaque(_ mean: SIMD4<Float>) -> Pixel {
        let limit = SIMD4<Float>(repeating: 255)
        var pixel = Pixel(
            mean.clamped(lowerBound: .zero, upperBound: limit).rounded(.toNearestOrAwayFromZero))
        pixel.w = 255
        return pixel
    }
}
