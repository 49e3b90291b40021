import DeskwrightCPNG
import DeskwrightCore

/// libpng itself, for the size that files are compared with.
enum LibpngReference {
    /// How many bytes libpng makes of a frame as an 8-bit RGB file, at zlib's `level` from 1 to 9.
    ///
    /// The `filters` are `PNG_FILTER_…`; without them the choice is libpng's.
    static func byteCount(_ frame: Frame, level: Int32, filters: Int32? = nil) throws -> Int {
        // Its errors would end the process: there are none while memory lasts.
        var png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nil, nil, nil)
        var info = png_create_info_struct(png)
        defer { png_destroy_write_struct(&png, &info) }
        guard png != nil, info != nil else { throw BenchError.noResult(of: "libpng") }
        var count = 0
        try withUnsafeMutablePointer(to: &count) { counter in
            png_set_write_fn(png, counter, countBytes, nil)
            png_set_IHDR(
                png, info, UInt32(frame.size.width), UInt32(frame.size.height), 8,
                PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
                PNG_FILTER_TYPE_BASE)
            png_set_compression_level(png, level)
            if let filters { png_set_filter(png, 0, filters) }
            png_write_info(png, info)
            png_set_bgr(png)
            png_set_filler(png, 0, PNG_FILLER_AFTER)
            try writeRows(of: frame, to: png)
            png_write_end(png, nil)
        }
        return count
    }

    private static func writeRows(of frame: Frame, to png: png_structp?) throws {
        try frame.bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { throw BenchError.noResult(of: "libpng") }
            for y in 0..<frame.size.height {
                png_write_row(png, start + 4 * frame.size.width * y)
            }
        }
    }
}

private func countBytes(
    _ png: png_structp?, _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int
) {
    png_get_io_ptr(png)?.assumingMemoryBound(to: Int.self).pointee += count
}
