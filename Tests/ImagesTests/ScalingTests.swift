import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
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

    /// Beside the same in whole numbers, which is exact, for some pixels of each picture.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func everyNewPixelIsTheMeanOfItsCell(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let old = Size(
            width: .random(in: 1...120, using: &random),
            height: .random(in: 1...120, using: &random))
        let new = Size(
            width: .random(in: 1...old.width, using: &random),
            height: .random(in: 1...old.height, using: &random))
        let frame = noise(old, seed: seed)
        let small = Scaling.downscale(frame, to: new)
        for _ in 0..<50 {
            let point = Point(
                x: .random(in: 0..<new.width, using: &random),
                y: .random(in: 0..<new.height, using: &random))
            let mean = meanGreen(of: frame, cell: point, in: new)
            // Half of a step, and what floating-point numbers are off.
            #expect(abs(Double(small[point].green) - mean) < 0.501, "\(old) to \(new), \(point)")
        }
    }

    private func meanGreen(of frame: Frame, cell: Point, in new: Size) -> Double {
        var sum = 0
        for (y, height) in shares(of: cell.y, from: frame.size.height, to: new.height) {
            for (x, width) in shares(of: cell.x, from: frame.size.width, to: new.width) {
                sum += width * height * Int(frame[Point(x: x, y: y)].green)
            }
        }
        return Double(sum) / Double(frame.size.bounds.area)
    }

    /// The old pixels that a new one covers, and how much of each: `new` is a whole one.
    private func shares(of place: Int, from old: Int, to new: Int) -> [(Int, Int)] {
        (0..<old).compactMap { pixel in
            let end = min((place + 1) * old, (pixel + 1) * new)
            let share = end - max(place * old, pixel * new)
            return share > 0 ? (pixel, share) : nil
        }
    }

    @Test func theSameSizeIsTheSameFrame() {
        let frame = noise(Size(width: 9, height: 5), seed: 1)
        #expect(Scaling.downscale(frame, to: frame.size) == frame)
    }
}
