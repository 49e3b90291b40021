import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Testing

struct ChangedAreaTests {
    private static let size = Size(width: 100, height: 70)

    private func areas(painting frames: [Rect]) -> [ChangedArea] {
        let old = Frame(size: Self.size, filledWith: .white)
        return Difference.areas(between: old, and: old.painted(frames))
    }

    static let apart: [[Rect]] = [
        [], [Rect(x: 0, y: 0, width: 1, height: 1)], [Rect(x: 99, y: 69, width: 1, height: 1)],
        [Rect(x: 10, y: 10, width: 50, height: 40)],
        [Rect(x: 0, y: 0, width: 3, height: 3), Rect(x: 40, y: 0, width: 3, height: 3)],
        [Rect(x: 2, y: 2, width: 2, height: 16), Rect(x: 60, y: 50, width: 30, height: 20)],
    ]

    @Test(arguments: apart)
    func placesFarFromEachOtherAreApart(_ frames: [Rect]) {
        #expect(
            areas(painting: frames)
                == frames.map { ChangedArea(frame: $0, pixelCount: $0.area) })
    }

    @Test func placesCloseTogetherAreOne() {
        let areas = areas(painting: [
            Rect(x: 4, y: 4, width: 2, height: 2), Rect(x: 20, y: 20, width: 2, height: 2),
        ])
        #expect(
            areas == [ChangedArea(frame: Rect(x: 4, y: 4, width: 18, height: 18), pixelCount: 8)])
    }

    @Test func aChangeOfSizeIsOneOfAll() {
        let old = Frame(size: Size(width: 9, height: 9), filledWith: .white)
        let new = Frame(size: Self.size, filledWith: .white)
        #expect(
            Difference.areas(between: old, and: new)
                == [ChangedArea(frame: Self.size.bounds, pixelCount: 7_000)])
    }

    /// Together the areas say the same as the comparison of the whole.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func theAreasHoldEveryChangeOnce(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let frames = (0..<Int.random(in: 0...8, using: &random)).map { _ in
            let x = Int.random(in: 0..<100, using: &random)
            let y = Int.random(in: 0..<70, using: &random)
            return Rect(
                x: x, y: y, width: Int.random(in: 1...(100 - x), using: &random) / 3 + 1,
                height: Int.random(in: 1...(70 - y), using: &random) / 3 + 1
            ).intersection(Self.size.bounds)
        }
        let old = Frame(size: Self.size, filledWith: .white)
        let new = old.painted(frames)
        let whole = Difference.between(old, new)
        let areas = Difference.areas(between: old, and: new)
        #expect(areas.reduce(0) { $0 + $1.pixelCount } == whole.pixelCount)
        let empty = Rect(x: 0, y: 0, width: 0, height: 0)
        #expect(areas.reduce(empty) { $0.union($1.frame) } == whole.area ?? empty)
    }
}

extension Frame {
    fileprivate func painted(_ frames: [Rect]) -> Frame {
        var bytes = bytes
        for frame in frames {
            for y in frame.y..<frame.bottom {
                for x in frame.x..<frame.right { bytes[4 * (y * size.width + x)] = 7 }
            }
        }
        return Frame(size: size, bytes: bytes)
    }
}
