import DeskwrightCShims
import DeskwrightCore
import Dispatch
import Synchronization

/// Frames as PNG files, lossless.
///
/// A frame is compressed band by band, and an encoder keeps the bands of its last frame: of the next
/// one only those that changed are compressed.
public struct PNGEncoder: Sendable {
    private let usesZlib: Bool
    private var lastFrame: Frame?
    private(set) var bands: [PNGBand] = []

    /// An encoder that remembers no frame yet.
    public init() {
        self.init(usesZlib: false)
    }

    /// - Parameter usesZlib: Whether zlib compresses even where ISA-L could.
    init(usesZlib: Bool) {
        self.usesZlib = usesZlib
    }

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
        var newBands: [PNGBand?] = frame.bands.indices.map { index in
            old.flatMap { frame.hasBand(index, of: $0) ? bands[index] : nil }
        }
        compressMissing(of: frame, in: &newBands)
        let whole = newBands.compactMap(\.self)
        guard whole.count == newBands.count else { throw .cannotEncode(reason: "out of memory") }
        lastFrame = frame
        bands = whole
        return pngFile(frame.size, bands)
    }

    private func compressMissing(of frame: Frame, in bands: inout [PNGBand?]) {
        let missing = bands.indices.filter { bands[$0] == nil }
        // Waking other threads costs as much as a few bands.
        if missing.count < 8 {
            for index in missing { bands[index] = PNGBand(frame, index, usesZlib: usesZlib) }
            return
        }
        let done = Mutex<[PNGBand?]>(bands)
        DispatchQueue.concurrentPerform(iterations: missing.count) { turn in
            let index = missing[turn]
            let band = PNGBand(frame, index, usesZlib: usesZlib)
            done.withLock { $0[index] = band }
        }
        bands = done.withLock(\.self)
    }
}

/// Puts a file together: each band is an `IDAT` chunk of one zlib stream.
///
/// - SeeAlso: PNG specification, third edition, sections 10.1 and 11.2; RFC 1950, section 2.2.
func pngFile(_ size: Size, _ bands: [PNGBand]) -> [UInt8] {
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
    /// The picture does not become a PNG: there is no memory for it.
    case cannotEncode(reason: String)
    /// The bytes are no PNG that can be read, or a larger one than is taken.
    case cannotDecode(reason: String)
    /// A picture to look for has no pixel that counts.
    case nothingToLookFor(Size)

    /// The environment's: memory, or a damaged file. A picture to look for is a part of the task.
    public var kind: FailureKind {
        switch self {
        case .cannotEncode, .cannotDecode: .environment
        case .nothingToLookFor: .usage
        }
    }

    public var message: String {
        switch self {
        case .cannotEncode(let reason): "cannot write the picture as PNG: \(reason)"
        case .cannotDecode(let reason): "cannot read the PNG: \(reason)"
        case .nothingToLookFor(let size):
            "the picture to look for is transparent in all of its \(size) pixels"
        }
    }

    public var hint: String? {
        switch self {
        case .cannotEncode, .cannotDecode: nil
        case .nothingToLookFor: "transparent pixels are not compared: leave some opaque"
        }
    }
}
