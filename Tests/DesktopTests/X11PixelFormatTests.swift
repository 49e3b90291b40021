import Core
import Testing

@testable import X11Backend

@Suite struct X11PixelFormatTests {
    /// One pixel of red 1, green 2, blue 3, as servers of all kinds store it.
    static let stored: [(Bool, (red: UInt, green: UInt, blue: UInt), [UInt8])] = [
        (true, (0xFF0000, 0xFF00, 0xFF), [3, 2, 1, 77]),
        (false, (0xFF0000, 0xFF00, 0xFF), [77, 1, 2, 3]),
        (true, (0xFF, 0xFF00, 0xFF0000), [1, 2, 3, 77]),
        (false, (0xFF, 0xFF00, 0xFF0000), [77, 3, 2, 1]),
        (true, (0xFF00_0000, 0xFF0000, 0xFF00), [77, 3, 2, 1]),
    ]

    @Test(arguments: stored.indices)
    func everyOrderOfBytesBecomesAFrames(_ index: Int) throws {
        let (isLittleEndian, masks, bytes) = X11PixelFormatTests.stored[index]
        let format = try X11PixelFormat(
            bitsPerPixel: 32, isLittleEndian: isLittleEndian, masks: masks)
        // Two rows of two pixels, with four bytes of padding.
        let row = bytes + bytes + [9, 9, 9, 9]
        let copy = (row + row).withUnsafeBytes {
            format.rows(2, ofWidth: 2, from: $0.baseAddress!, bytesPerRow: row.count)
        }
        #expect(copy == Array(repeating: [3, 2, 1, 255], count: 4).flatMap(\.self))
    }

    @Test(arguments: [
        (24, UInt(0xFF0000), UInt(0xFF00), UInt(0xFF)), (16, 0xF800, 0x7E0, 0x1F),
        (32, 0x3FF0_0000, 0xFFC00, 0x3FF), (32, 0, 0, 0), (32, 0xF0F00, 0xFF00, 0xFF),
    ])
    func otherFormatsAreNotSupported(_ bits: Int, _ red: UInt, _ green: UInt, _ blue: UInt) {
        #expect(throws: DesktopError.self) {
            try X11PixelFormat(
                bitsPerPixel: bits, isLittleEndian: true, masks: (red, green, blue))
        }
    }
}
