import DeskwrightCore
import DeskwrightImages
import Testing

struct DifferenceTests {
    let size = Size(width: 20, height: 10)

    @Test func equalFramesDifferNowhere() {
        let frame = noise(size, seed: 2)
        #expect(Difference.between(frame, frame) == Difference(area: nil, pixelCount: 0))
    }

    @Test func theAreaIsTheSmallestAroundAllChanges() {
        let frame = Frame(size: size, filledWith: .white)
        var bytes = frame.bytes
        bytes[4 * (2 * 20 + 3)] = 0
        bytes[4 * (7 * 20 + 11) + 2] = 0
        let difference = Difference.between(frame, Frame(size: size, bytes: bytes))
        #expect(difference.area == Rect(x: 3, y: 2, width: 9, height: 6))
        #expect(difference.pixelCount == 2)
    }

    @Test func anotherSizeDiffersEverywhere() {
        let old = Frame(size: size, filledWith: .white)
        let new = Frame(size: Size(width: 5, height: 4), filledWith: .white)
        #expect(Difference.between(old, new).pixelCount == 20)
    }
}
