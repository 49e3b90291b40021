import DeskwrightCShims
import DeskwrightCore

/// PNG files as frames.
public enum PNGDecoder {
    /// Decodes any PNG: every colour type and depth comes out as 8-bit colour, transparency dropped.
    ///
    /// What libpng only warns of, such as a damaged chunk that no pixel needs, is passed over.
    ///
    /// - Parameters:
    ///   - file: A whole PNG file, from anywhere: it is not trusted.
    ///   - pixelLimit: Larger pictures are refused before memory is taken for them.
    ///   - isStrict: Whether what libpng warns of is refused, and bytes behind the end.
    /// - Returns: The picture in a frame's layout.
    /// - Throws: ``ImageError/cannotDecode(reason:)``
    public static func decode(
        _ file: [UInt8], pixelLimit: Int = 64 << 20, isStrict: Bool = false
    ) throws(ImageError) -> Frame {
        let (size, bytes) = try pixels(file, pixelLimit, keepsAlpha: false, isStrict)
        return Frame(size: size, bytes: bytes)
    }

    /// Decodes as ``decode(_:pixelLimit:isStrict:)`` does, with the opacity of each pixel as its fourth
    /// byte, from 0 to 255.
    ///
    /// - Throws: ``ImageError/cannotDecode(reason:)``
    static func decodeWithAlpha(
        _ file: [UInt8], pixelLimit: Int
    ) throws(ImageError) -> (size: Size, pixels: [UInt8]) {
        try pixels(file, pixelLimit, keepsAlpha: true, false)
    }

    private static func pixels(
        _ file: [UInt8], _ pixelLimit: Int, keepsAlpha: Bool, _ isStrict: Bool
    ) throws(ImageError) -> (size: Size, pixels: [UInt8]) {
        var pixels: UnsafeMutablePointer<UInt8>?
        var width: UInt32 = 0
        var height: UInt32 = 0
        var error = [CChar](repeating: 0, count: Int(CSHIMS_ERROR_LENGTH))
        let code = cshims_png_decode(
            file, file.count, UInt64(pixelLimit), &pixels, &width, &height, keepsAlpha, isStrict,
            &error)
        guard code == 0, let pixels else {
            throw .cannotDecode(reason: text(of: error))
        }
        defer { cshims_free(pixels) }
        let size = Size(width: Int(width), height: Int(height))
        return (size, Array(UnsafeBufferPointer(start: pixels, count: 4 * size.bounds.area)))
    }
}

private func text(of error: [CChar]) -> String {
    String(decoding: error.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
