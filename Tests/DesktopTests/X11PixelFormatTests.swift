import DeskwrightCX11
import DeskwrightCore
import Testing

@testable import DeskwrightX11Backend

@Suite struct X11PixelFormatTests {
    /// One pixel of red 1, green 2, blue 3, as servers of all kinds store it.
    static let stored: [(Bool, [UInt], [UInt8])] = [
        (true, [0xFF0000, 0xFF00, 0xFF], [3, 2, 1, 77]),
        (false, [0xFF0000, 0xFF00, 0xFF], [77, 1, 2, 3]),
        (true, [0xFF, 0xFF00, 0xFF0000], [1, 2, 3, 77]),
        (false, [0xFF, 0xFF00, 0xFF0000], [77, 3, 2, 1]),
        (true, [0xFF00_0000, 0xFF0000, 0xFF00], [77, 3, 2, 1]),
        (true, [0xFF0000, 0xFF00, 0xFF], [3, 2, 1]),
        (false, [0xFF0000, 0xFF00, 0xFF], [1, 2, 3]),
        // 10 bits a colour: 4, 8 and 12 of 1023.
        (true, [0x3FF0_0000, 0xFFC00, 0x3FF], [0x0C, 0x20, 0x40, 0]),
        (false, [0x3FF0_0000, 0xFFC00, 0x3FF], [0, 0x40, 0x20, 0x0C]),
    ]

    @Test(arguments: stored.indices)
    func everyOrderOfBytesBecomesAFrames(_ index: Int) throws {
        let (isLittleEndian, masks, bytes) = X11PixelFormatTests.stored[index]
        let format = try X11PixelFormat(
            bitsPerPixel: 8 * bytes.count, isLittleEndian: isLittleEndian, masks: masks,
            shades: X11PixelFormat.evenShades(of: masks))
        // Three rows of two pixels, with four bytes of padding; the first row is not wanted.
        let row = bytes + bytes + [9, 9, 9, 9]
        let copy = rows(1..<3, of: row + row + row, width: 2, bytesPerRow: row.count, format)
        #expect(copy == Array(repeating: [3, 2, 1, 255], count: 4).flatMap(\.self))
    }

    @Test func aNarrowChannelReachesFromBlackToFullInEvenSteps() throws {
        let masks: [UInt] = [0xF800, 0x7E0, 0x1F]
        let format = try X11PixelFormat(
            bitsPerPixel: 16, isLittleEndian: true, masks: masks,
            shades: X11PixelFormat.evenShades(of: masks))
        for (red, green, blue) in [(0, 0, 0), (31, 63, 31), (3, 1, 15), (16, 32, 1)] {
            let pixel = red << 11 | green << 5 | blue
            let bytes = [UInt8(pixel & 0xFF), UInt8(pixel >> 8)]
            let nearest = [(blue, 31.0), (green, 63), (red, 31)].map { value, last in
                UInt8((Double(value) * 255 / last).rounded())
            }
            #expect(
                rows(0..<1, of: bytes, width: 1, bytesPerRow: 2, format) == nearest + [255])
        }
    }

    @Test func aPixelOfAPaletteIsItsColour() throws {
        var palette = [UInt32](repeating: 0, count: 256)
        palette[7] = 0x010203
        let format = try X11PixelFormat(
            bitsPerPixel: 8, isLittleEndian: true, masks: [0xFF], shades: palette)
        #expect(
            rows(0..<1, of: [7, 8], width: 2, bytesPerRow: 4, format) == [
                3, 2, 1, 255, 0, 0, 0, 255,
            ])
    }

    @Test(arguments: [
        (1, [UInt(1)]), (4, [0xF]), (24, [0xFF00_0000, 0xFF00, 0xFF]), (32, [0, 0, 0]),
        (32, [0xF0F00, 0xFF00, 0xFF]), (32, [0xFFFFF000, 0xF0, 0xF]),
    ])
    func otherFormatsAreNotSupported(_ bits: Int, _ masks: [UInt]) {
        let error = #expect(throws: DesktopError.self) {
            try X11PixelFormat(bitsPerPixel: bits, isLittleEndian: true, masks: masks, shades: [])
        }
        guard case .unsupportedScreen(let description)? = error else {
            Issue.record("not unsupportedScreen: \(String(describing: error))")
            return
        }
        #expect(description.hasPrefix("\(bits) bits per pixel"))
        #expect(error?.hint?.contains("depth of 24") == true)
    }

    private func rows(
        _ range: Range<Int>, of bytes: [UInt8], width: Int, bytesPerRow: Int,
        _ format: X11PixelFormat
    ) -> [UInt8] {
        var bytes = bytes.map(CChar.init(bitPattern:))
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var image = XImage()
            image.width = Int32(width)
            image.bytes_per_line = Int32(bytesPerRow)
            image.data = buffer.baseAddress
            return format.rows(range, of: image)
        }
    }
}
