import DeskwrightCX11
import DeskwrightCore

/// How the server lays a pixel out in memory, and which colour it means.
struct X11PixelFormat: Equatable {
    private let bytesPerPixel: Int
    /// Whether the first byte in memory is the lowest of a pixel.
    private let isLittleEndian: Bool
    /// The bits that choose a shade: of red, of green and of blue, or all as one for a colour.
    private let masks: [UInt32]
    /// For each mask, for each of its values, what it adds to a frame's pixel, blue lowest.
    private let shades: [UInt32]
    /// Whether the bytes already stand as blue, green, red and one that means nothing.
    private let isFrameOrder: Bool

    /// - Parameters:
    ///   - bitsPerPixel: As they lie in memory: 8, 16, 24 or 32.
    ///   - isLittleEndian: Whether the lowest byte comes first.
    ///   - masks: Of red, green and blue, or one of all bits, each without a gap.
    ///   - shades: What each mask's values mean, one after the other.
    /// - Throws: ``DesktopError/unsupportedScreen(description:)`` for other pixels.
    init(
        bitsPerPixel: Int, isLittleEndian: Bool, masks: [UInt], shades: [UInt32]
    ) throws(DesktopError) {
        let known = masks.allSatisfy { mask in
            let values = mask >> mask.trailingZeroBitCount
            return mask != 0 && mask >> bitsPerPixel == 0 && values & (values + 1) == 0
                && values.nonzeroBitCount <= X11PixelFormat.mostBitsOfAChannel
        }
        guard [8, 16, 24, 32].contains(bitsPerPixel), known else {
            let hex = masks.map { String($0, radix: 16) }.joined(separator: " ")
            throw .unsupportedScreen(
                description: "\(bitsPerPixel) bits per pixel, masks \(hex)")
        }
        precondition(
            shades.count == masks.reduce(0) { $0 + (1 << $1.nonzeroBitCount) },
            "every value has a shade")
        bytesPerPixel = bitsPerPixel / 8
        self.isLittleEndian = isLittleEndian
        self.masks = masks.map { UInt32(truncatingIfNeeded: $0) }
        self.shades = shades
        isFrameOrder =
            bitsPerPixel == 32 && isLittleEndian && masks == [0xFF0000, 0xFF00, 0xFF]
            && shades == X11PixelFormat.evenShades(of: masks)
    }

    /// More would be tables that no screen needs.
    private static let mostBitsOfAChannel = 16

    /// Shades that rise evenly from none to full.
    static func evenShades(of masks: [UInt]) -> [UInt32] {
        zip(masks, [16, 8, 0]).flatMap { mask, place in
            let last = UInt32(truncatingIfNeeded: mask >> mask.trailingZeroBitCount)
            return (0...last).map { (($0 * 510 + last) / max(1, 2 * last)) << place }
        }
    }

    /// Copies rows of an image into a frame's layout, and makes each fourth byte 255.
    func rows(_ rows: Range<Int>, of image: XImage) -> [UInt8] {
        let width = Int(image.width)
        let byteCount = 4 * width * rows.count
        return [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            let target = UnsafeMutableRawPointer(buffer.baseAddress!)
            for (index, row) in rows.enumerated() {
                copyRow(
                    UnsafeRawPointer(image.data + row * Int(image.bytes_per_line)),
                    target + index * 4 * width, pixelCount: width)
            }
            count = byteCount
        }
    }

    private func copyRow(
        _ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer, pixelCount: Int
    ) {
        if isFrameOrder {
            cx11_copy_opaque(to, from, pixelCount)
        } else {
            cx11_copy_mapped(
                to, from, pixelCount, Int32(bytesPerPixel), isLittleEndian, masks, masks.count,
                shades)
        }
    }
}
