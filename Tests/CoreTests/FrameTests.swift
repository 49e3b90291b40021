import DeskwrightCore
import Testing

struct FrameTests {
    @Test(arguments: [1, 31, 32, 33, 64, 97])
    func bytesGoIntoBandsAndComeOutTheSame(height: Int) {
        let bytes = (0..<(4 * 3 * height)).map { $0 % 4 == 3 ? 255 : UInt8(truncatingIfNeeded: $0) }
        let frame = Frame(size: Size(width: 3, height: height), bytes: bytes)
        #expect(frame.bytes == bytes)
        #expect(frame.bands.count == (height + 31) / 32)
        for y in [0, height / 2, height - 1] {
            let start = 4 * (3 * y + 1)
            let color = Color(red: bytes[start + 2], green: bytes[start + 1], blue: bytes[start])
            #expect(frame[Point(x: 1, y: y)] == color)
        }
    }

    @Test func framesAreEqualByTheirPixels() {
        let size = Size(width: 2, height: 40)
        let white = Frame(size: size, filledWith: .white)
        var bytes = white.bytes
        #expect(Frame(size: size, bytes: bytes) == white)
        #expect(Set([Frame(size: size, bytes: bytes), white]).count == 1)
        bytes[bytes.count - 4] = 0
        #expect(Frame(size: size, bytes: bytes) != white)
        #expect(Frame(size: Size(width: 40, height: 2), filledWith: .white) != white)
    }
}
