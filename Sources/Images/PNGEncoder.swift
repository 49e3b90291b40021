import CShims
import Core

/// Frames as PNG files, lossless.
public enum PNGEncoder {
    /// Encodes a frame as an 8-bit RGB PNG without interlacing.
    ///
    /// - Returns: A whole PNG file; equal frames give equal bytes.
    /// - Throws: ``ImageError/cannotEncode(reason:)`` when memory runs out.
    /// - SeeAlso: PNG specification, third edition; libpng-manual.txt, section IV.
    public static func encode(_ frame: Frame) throws(ImageError) -> [UInt8] {
        var file: UnsafeMutablePointer<UInt8>?
        var count = 0
        var error = [CChar](repeating: 0, count: Int(CSHIMS_ERROR_LENGTH))
        // Level 1 with the Up filter: a third of the time of libpng's defaults at the same size.
        let code = cshims_png_encode(
            frame.bytes, UInt32(frame.size.width), UInt32(frame.size.height), 1, &file, &count,
            &error)
        guard code == 0, let file else {
            throw .cannotEncode(reason: text(of: error))
        }
        defer { cshims_free(file) }
        return Array(UnsafeBufferPointer(start: file, count: count))
    }
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

func text(of error: [CChar]) -> String {
    String(decoding: error.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
