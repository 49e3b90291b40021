import DeskwrightCore

/// The pixels of a part of a frame in one piece of memory, for loops in C.
struct PixelArea {
    /// Which part, in the frame's pixels.
    let frame: Rect
    /// Four bytes a pixel, rows from the top without padding.
    let pixels: [UInt8]

    /// The part of an area that lies inside the frame; `nil` when none does.
    init?(_ area: Rect, of picture: Frame) {
        let frame = area.intersection(picture.size.bounds)
        guard !frame.isEmpty else { return nil }
        self.frame = frame
        let length = 4 * frame.width
        pixels = [UInt8](unsafeUninitializedCapacity: length * frame.height) { buffer, count in
            for row in 0..<frame.height {
                let y = frame.y + row
                picture.bands[y / Frame.bandHeight].withUnsafeBytes { band in
                    let start = 4 * (y % Frame.bandHeight * picture.size.width + frame.x)
                    UnsafeMutableRawBufferPointer(buffer)
                        .baseAddress?.advanced(by: row * length)
                        .copyMemory(from: band.baseAddress! + start, byteCount: length)
                }
            }
            count = length * frame.height
        }
    }

    var size: Size { frame.size }
}
