import DeskwrightCShims
import DeskwrightCore

/// Some rows of a picture as a PNG chunk that can be put behind any other.
package struct PNGBand: Sendable {
    /// A whole `IDAT` chunk.
    let chunk: [UInt8]
    /// The Adler-32 of the scan lines, and how many bytes they are.
    let adler: UInt32
    let lineByteCount: Int

    /// Compresses one band of a frame; `nil` when memory runs out.
    ///
    /// - Parameters:
    ///   - frame: The picture.
    ///   - index: Its band, counted from the top.
    ///   - usesZlib: Whether zlib compresses even where ISA-L could.
    init?(_ frame: Frame, _ index: Int, usesZlib: Bool) {
        let rows = Frame.rows(ofBand: index, in: frame.size)
        let width = UInt32(frame.size.width)
        let height = UInt32(rows.count)
        var adler: UInt32 = 0
        let bound = cshims_band_bound(width, height)
        let data = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = cshims_band_compress(
                frame.bands[index], width, height, usesZlib, buffer.baseAddress!, bound, &adler)
        }
        guard !data.isEmpty else { return nil }
        chunk = pngChunk("IDAT", data)
        self.adler = adler
        lineByteCount = rows.count * (3 * frame.size.width + 1)
    }
}

/// A chunk: length, type, data and CRC-32, numbers with the high byte first.
///
/// - SeeAlso: PNG specification, third edition, section 5.3.
func pngChunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    var chunk: [UInt8] = []
    chunk.reserveCapacity(data.count + 12)
    chunk += bigEndianBytes(UInt32(data.count))
    chunk += type.utf8
    chunk += data
    let crc = chunk.withUnsafeBufferPointer { cshims_crc($0.baseAddress! + 4, $0.count - 4) }
    chunk += bigEndianBytes(crc)
    return chunk
}

func bigEndianBytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}
