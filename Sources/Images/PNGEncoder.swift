import CShims
import Core
import Glibc

/// Frames as PNG files, lossless.
///
/// A frame is compressed in bands of rows, and an encoder keeps those of its last frame: of the next
/// one only the bands that changed are compressed.
public struct PNGEncoder: Sendable {
    private var lastFrame: Frame?
    private(set) var bands: [PNGBand] = []

    public init() {}

    /// Encodes a frame as an 8-bit RGB PNG without interlacing.
    ///
    /// - Returns: A whole PNG file; equal frames give equal bytes, whatever was encoded before.
    /// - Throws: ``ImageError/cannotEncode(reason:)`` when memory runs out.
    public static func encode(_ frame: Frame) throws(ImageError) -> [UInt8] {
        var encoder = PNGEncoder()
        return try encoder.encode(frame)
    }

    /// Encodes a frame, and compresses only what differs from the one before.
    ///
    /// - Returns: The same bytes as the static function.
    /// - Throws: ``ImageError/cannotEncode(reason:)`` when memory runs out.
    public mutating func encode(_ frame: Frame) throws(ImageError) -> [UInt8] {
        let old = lastFrame.flatMap { $0.size == frame.size ? $0 : nil }
        var newBands: [PNGBand] = []
        for top in stride(from: 0, to: frame.size.height, by: PNGBand.height) {
            let rows = top..<min(top + PNGBand.height, frame.size.height)
            if let old, isEqual(old, frame, rows) {
                newBands.append(bands[newBands.count])
            } else {
                newBands.append(try PNGBand(frame, rows: rows))
            }
        }
        lastFrame = frame
        bands = newBands
        return pngFile(frame.size, bands)
    }
}

private func isEqual(_ old: Frame, _ new: Frame, _ rows: Range<Int>) -> Bool {
    let stride = 4 * new.size.width
    return old.bytes.withUnsafeBufferPointer { oldBytes in
        new.bytes.withUnsafeBufferPointer { newBytes in
            let offset = rows.lowerBound * stride
            return memcmp(
                oldBytes.baseAddress! + offset, newBytes.baseAddress! + offset, rows.count * stride)
                == 0
        }
    }
}

/// Puts a file together: each band is an `IDAT` chunk of one zlib stream.
///
/// - SeeAlso: PNG specification, third edition, sections 10.1 and 11.2; RFC 1950, section 2.2.
private func pngFile(_ size: Size, _ bands: [PNGBand]) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file.reserveCapacity(bands.reduce(100) { $0 + $1.chunk.count })
    // 8 bits a sample, colour type 2 (RGB), and the only methods there are.
    let header = bigEndianBytes(UInt32(size.width)) + bigEndianBytes(UInt32(size.height))
    file += pngChunk("IHDR", header + [8, 2, 0, 0, 0])
    // zlib's own header: deflate with a window of 32 KiB.
    file += pngChunk("IDAT", [0x78, 0x01])
    var adler: UInt32 = 1
    for band in bands {
        file += band.chunk
        adler = cshims_adler_combine(adler, band.adler, band.lineByteCount)
    }
    // An empty last block ends the stream.
    file += pngChunk("IDAT", [0x03, 0x00] + bigEndianBytes(adler))
    file += pngChunk("IEND", [])
    return file
}

/// Why a picture cannot be written or read.
public enum ImageError: Failure, Hashable {
    case cannotEncode(reason: String)
    case cannotDecode(reason: String)

    public var kind: FailureKind { .environment }

    public var message: String {
        switch self {
        case .cannotEncode(let reason): "cannot write the picture as PNG: \(reason)"
        case .cannotDecode(let reason): "cannot read the PNG: \(reason)"
        }
    }

    public var hint: String? { nil }
}
