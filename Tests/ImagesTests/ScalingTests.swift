import Core
import Images
import Testing

struct ScalingTests {
    @Test func aNewPixelIsTheMeanOfWhatItCovers() {
        let bytes: [UInt8] = [0, 0, 0, 255, 100, 40, 200, 255]
        let frame = Frame(size: Size(width: 2, height: 1), bytes: bytes)
        let small = Scaling.downscale(frame, to: Size(width: 1, height: 1))
        #expect(small.bytes == [50, 20, 100, 255])
    }

    @Test func partsOfPixelsCountByTheirArea() {
        // Three columns into two: each new one is two thirds of a side and a third of the middle.
        let bytes: [UInt8] = [0, 0, 0, 255, 90, 90, 90, 255, 180, 180, 180, 255]
        let frame = Frame(size: Size(width: 3, height: 1), bytes: bytes)
        let small = Scaling.downscale(frame, to: Size(width: 2, height: 1))
        #expect(small.bytes == [30, 30, 30, 255, 150, 150, 150, 255])
    }

    @Test(arguments: [
        (Size(width: 100, height: 50), Size(width: 99, height: 49)),
        (Size(width: 100, height: 50), Size(width: 7, height: 50)),
        (Size(width: 3840, height: 2), Size(width: 1649, height: 1)),
    ])
    func aFlatColourStaysAsItIs(old: Size, new: Size) {
        let color = Color(red: 13, green: 255, blue: 128)
        let frame = Frame(size: old, filledWith: color)
        #expect(Scaling.downscale(frame, to: new) == Frame(size: new, filledWith: color))
    }

    @Test func theSameSizeIsTheSameFrame() {
        let frame = noise(Size(width: 9, height: 5), seed: 1)
        #expect(Scaling.downscale(frame, to: frame.size) == frame)
    }
}
