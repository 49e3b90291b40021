import Core

/// Frames at another size.
public enum Scaling {
    /// Makes a frame smaller: each new pixel is the mean of the area of old pixels that it covers.
    ///
    /// Areas are exact, also where a new pixel covers a part of an old one. The new size is at most
    /// the frame's own on both axes.
    public static func downscale(_ frame: Frame, to size: Size) -> Frame {
        precondition(
            size.width <= frame.size.width && size.height <= frame.size.height,
            "downscale does not enlarge")
        if size == frame.size { return frame }
        let columns = spans(from: frame.size.width, to: size.width)
        let rows = spans(from: frame.size.height, to: size.height)
        let narrow = scaleRows(frame, columns: columns)
        let bytes = scaleColumns(narrow, width: size.width, rows: rows)
        return Frame(size: size, bytes: bytes)
    }

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

    /// Every row at the new width: 4 floats a pixel, the old height.
    private static func scaleRows(_ frame: Frame, columns: [Span]) -> [Float] {
        let stride = 4 * frame.size.width
        var result = [Float](repeating: 0, count: 4 * columns.count * frame.size.height)
        frame.bytes.withUnsafeBufferPointer { bytes in
            var target = 0
            for y in 0..<frame.size.height {
                for span in columns {
                    var offset = y * stride + 4 * span.first
                    var sum = SIMD4<Float>.zero
                    for weight in span.weights {
                        let pixel = SIMD4<UInt8>(
                            bytes[offset], bytes[offset + 1], bytes[offset + 2], 255)
                        sum += SIMD4<Float>(pixel) * weight
                        offset += 4
                    }
                    for channel in 0..<4 { result[target + channel] = sum[channel] }
                    target += 4
                }
            }
        }
        return result
    }

    private static func scaleColumns(_ pixels: [Float], width: Int, rows: [Span]) -> [UInt8] {
        let stride = 4 * width
        var bytes = [UInt8](repeating: 255, count: stride * rows.count)
        var sums = [Float](repeating: 0, count: stride)
        for (y, span) in rows.enumerated() {
            for index in 0..<stride { sums[index] = 0 }
            for (row, weight) in span.weights.enumerated() {
                let start = (span.first + row) * stride
                for index in 0..<stride { sums[index] += pixels[start + index] * weight }
            }
            for index in 0..<stride where index & 3 != 3 {
                bytes[y * stride + index] = UInt8(min(255, max(0, sums[index].rounded())))
            }
        }
        return bytes
    }
}
