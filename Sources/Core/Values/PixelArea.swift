/// The pixels of a part of a frame in one piece of memory, for loops in C.
package struct PixelArea {
    /// Which part, in the frame's pixels.
    package let frame: Rect
    /// Four bytes a pixel, rows from the top without padding; then as many bytes more as were asked for.
    package let pixels: [UInt8]

    /// The part of an area that lies inside the frame; `nil` when none does.
    ///
    /// - Parameters:
    ///   - area: In the frame's pixels; it may reach beyond the frame.
    ///   - picture: The frame.
    ///   - slack: How many bytes may be read behind the last pixel.
    package init?(_ area: Rect, of picture: Frame, slack: Int = 0) {
        let frame = area.intersection(picture.size.bounds)
        guard !frame.isEmpty else { return nil }
        self.frame = frame
        let length = 4 * frame.width
        let byteCount = length * frame.height + slack
        pixels = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            for row in 0..<frame.height {
                let y = frame.y + row
                picture.bands[y / Frame.bandHeight].withUnsafeBytes { band in
                    let start = 4 * (y % Frame.bandHeight * picture.size.width + frame.x)
                    UnsafeMutableRawBufferPointer(buffer)
                        .baseAddress?.advanced(by: row * length)
                        .copyMemory(from: band.baseAddress! + start, byteCount: length)
                }
            }
            for offset in (byteCount - slack)..<byteCount { buffer[offset] = 0 }
            count = byteCount
        }
    }

    package var size: Size { frame.size }
}
