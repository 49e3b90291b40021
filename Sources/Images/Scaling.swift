import DeskwrightCShims
import DeskwrightCore
import Dispatch
import Synchronization

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
        let columns = Cells(from: frame.size.width, to: size.width)
        let rows = Cells(from: frame.size.height, to: size.height)
        let bands = Mutex([[UInt8]](repeating: [], count: Frame.bandCount(of: size)))
        DispatchQueue.concurrentPerform(iterations: Frame.bandCount(of: size)) { index in
            let band = band(Frame.rows(ofBand: index, in: size), of: frame, columns, rows)
            bands.withLock { $0[index] = band }
        }
        return Frame(size: size, bands: bands.withLock(\.self))
    }

    /// One new row after the other: the old rows become one first, and then its columns.
    private static func band(
        _ newRows: Range<Int>, of frame: Frame, _ columns: Cells, _ rows: Cells
    ) -> [UInt8] {
        let stride = 4 * columns.count
        let byteCount = stride * newRows.count
        var sums = [Float](repeating: 0, count: 4 * frame.size.width)
        return [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            guard var pixels = buffer.baseAddress else { return }
            for row in newRows {
                add(rows, row, of: frame, to: &sums)
                cshims_shrink_row(
                    pixels, columns.count, sums, columns.starts, columns.weights, columns.taps)
                pixels += stride
            }
            count = byteCount
        }
    }

    private static func add(
        _ rows: Cells, _ index: Int, of frame: Frame, to sums: inout [Float]
    ) {
        let byteCount = sums.count
        for tap in 0..<rows.taps {
            let weight = rows.weights[index * rows.taps + tap]
            // What no part of is covered counts nothing.
            guard weight > 0 || tap == 0 else { continue }
            let y = Int(rows.starts[index]) + tap
            frame.bands[y / Frame.bandHeight].withUnsafeBufferPointer { band in
                guard let start = band.baseAddress else { return }
                let row = start + y % Frame.bandHeight * byteCount
                cshims_add_row(&sums, row, byteCount, weight, tap == 0)
            }
        }
    }
}

/// How one axis is divided: each new pixel covers a cell of old ones, and of some only a part.
private struct Cells: Sendable {
    let count: Int
    /// The old pixels that count for a new one, as many for each; some may weigh nothing.
    let taps: Int
    /// The first of them, for each new pixel.
    private(set) var starts: [Int32] = []
    /// Their shares of the cell, which add up to 1, for one new pixel after the other.
    private(set) var weights: [Float] = []

    init(from old: Int, to new: Int) {
        count = new
        let ratio = Double(old) / Double(new)
        taps = min(old, Int(ratio.rounded(.up)) + 1)
        for index in 0..<new {
            let (start, end) = (Double(index) * ratio, Double(index + 1) * ratio)
            let first = min(Int(start), old - taps)
            starts.append(Int32(first))
            for pixel in first..<(first + taps) {
                let covered = min(end, Double(pixel + 1)) - max(start, Double(pixel))
                weights.append(Float(max(0, covered) / ratio))
            }
        }
    }
}
