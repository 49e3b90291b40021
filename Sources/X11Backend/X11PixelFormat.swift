import CX11
import Core

/// How the server lays a pixel out in memory.
struct X11PixelFormat: Equatable {
    var bitsPerPixel: Int
    /// Whether the first byte in memory is the lowest of the four.
    var isLittleEndian: Bool
    var redMask: UInt32
    var greenMask: UInt32
    var blueMask: UInt32

    /// - Throws: ``DesktopError/unsupportedScreen(description:)`` unless a pixel has 32 bits with
    ///   8 bits each of red, green and blue.
    init(
        bitsPerPixel: Int, isLittleEndian: Bool, masks: (red: UInt, green: UInt, blue: UInt)
    ) throws(DesktopError) {
        self.bitsPerPixel = bitsPerPixel
        self.isLittleEndian = isLittleEndian
        redMask = UInt32(truncatingIfNeeded: masks.red)
        greenMask = UInt32(truncatingIfNeeded: masks.green)
        blueMask = UInt32(truncatingIfNeeded: masks.blue)
        let eightBits = [redMask, greenMask, blueMask].allSatisfy {
            $0.nonzeroBitCount == 8 && $0 >> $0.trailingZeroBitCount == 0xFF
        }
        guard bitsPerPixel == 32, eightBits else {
            let hex = [masks.red, masks.green, masks.blue].map { String($0, radix: 16) }
            throw .unsupportedScreen(
                description: "\(bitsPerPixel) bits per pixel, masks \(hex.joined(separator: " "))")
        }
    }

    /// The format of a screen's own pixels.
    init(of connection: X11Connection) throws(DesktopError) {
        let visual = XDefaultVisual(connection.display, connection.screen)
        let depth = XDefaultDepth(connection.display, connection.screen)
        guard let visual = visual?.pointee, visual.class == TrueColor, depth == 24 || depth == 32
        else { throw .unsupportedScreen(description: "depth \(depth) without TrueColor 8-8-8") }
        try self.init(
            bitsPerPixel: X11PixelFormat.bitsPerPixel(depth: depth, of: connection),
            isLittleEndian: XImageByteOrder(connection.display) == LSBFirst,
            masks: (visual.red_mask, visual.green_mask, visual.blue_mask))
    }

    private static func bitsPerPixel(depth: Int32, of connection: X11Connection) -> Int {
        var count: Int32 = 0
        guard let formats = XListPixmapFormats(connection.display, &count) else { return 0 }
        defer { XFree(formats) }
        let list = UnsafeBufferPointer(start: formats, count: Int(count))
        return list.first { $0.depth == depth }.map { Int($0.bits_per_pixel) } ?? 0
    }

    /// Whether the bytes already stand as blue, green, red and one that means nothing.
    private var isFrameOrder: Bool {
        isLittleEndian && redMask == 0xFF0000 && greenMask == 0xFF00 && blueMask == 0xFF
    }

    /// Copies rows of pixels into a frame's layout, and makes each fourth byte 255.
    func rows(
        _ rowCount: Int, ofWidth width: Int, from start: UnsafeRawPointer, bytesPerRow: Int
    ) -> [UInt8] {
        let byteCount = 4 * width * rowCount
        return [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            let target = UnsafeMutableRawPointer(buffer.baseAddress!)
            for row in 0..<rowCount {
                let from = start + row * bytesPerRow
                let to = target + row * 4 * width
                if isFrameOrder {
                    cx11_copy_opaque(to, from, width)
                } else {
                    copyRow(from, to, pixelCount: width)
                }
            }
            count = byteCount
        }
    }

    private func copyRow(
        _ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer, pixelCount: Int
    ) {
        for index in 0..<pixelCount {
            let stored = from.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
            let pixel = isLittleEndian ? UInt32(littleEndian: stored) : UInt32(bigEndian: stored)
            let red = (pixel & redMask) >> redMask.trailingZeroBitCount
            let green = (pixel & greenMask) >> greenMask.trailingZeroBitCount
            let blue = (pixel & blueMask) >> blueMask.trailingZeroBitCount
            let opaque = blue | green << 8 | red << 16 | 0xFF00_0000
            to.storeBytes(of: opaque.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }
}
