import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightImages

/// The search beside its rule, written down as plainly as can be.
struct ImageSearchRuleTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func exactlyThePlacesOfTheRuleAreFound(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let screen = blocks(
            Size(
                width: .random(in: 1...44, using: &random),
                height: .random(in: 1...28, using: &random)), &random)
        let pattern = try masked(
            blocks(
                Size(
                    width: .random(in: 1...min(32, screen.size.width + 1), using: &random),
                    height: .random(in: 1...min(24, screen.size.height + 1), using: &random)),
                &random), &random)
        let similarity = Double.random(in: 0...1, using: &random)
        let found = ImageSearch.sightings(
            of: [pattern], in: screen.size.bounds, of: screen, similarity: similarity)
        let expected = places(of: pattern, on: screen, similarity)
        #expect(found.map(\.frame) == expected.map(\.frame))
        for (one, other) in zip(found, expected) {
            #expect(abs(one.similarity - other.similarity) < 1e-9)
        }
    }

    /// Few colours in blocks, so that some places are alike.
    private func blocks(_ size: Size, _ random: inout SeededGenerator) -> Frame {
        let levels: [UInt8] = [0, 2, 40, 100, 250]
        var frame = Frame(size: size, filledWith: .white)
        for _ in 0..<12 {
            let block = Rect(
                x: .random(in: -3..<size.width, using: &random),
                y: .random(in: -3..<size.height, using: &random),
                width: .random(in: 1...20, using: &random),
                height: .random(in: 1...12, using: &random)
            ).intersection(size.bounds)
            let color = Color(
                red: levels.randomElement(using: &random)!,
                green: levels.randomElement(using: &random)!, blue: 7)
            frame = frame.changed(block.points) { _ in color }
        }
        return frame
    }

    private func masked(
        _ frame: Frame, _ random: inout SeededGenerator
    ) throws -> ImagePattern {
        let isWhole = Bool.random(using: &random)
        return try ImagePattern(
            png: transparentPNG(frame) { point in
                isWhole || point.x == 0 && point.y == 0 ? 255 : .random(in: 0...255, using: &random)
            })
    }

    private func places(
        of pattern: ImagePattern, on screen: Frame, _ wanted: Double
    ) -> [ImageSighting] {
        guard pattern.size.width <= screen.size.width, pattern.size.height <= screen.size.height
        else { return [] }
        var all: [ImageSighting] = []
        for y in 0...(screen.size.height - pattern.size.height) {
            for x in 0...(screen.size.width - pattern.size.width) {
                let frame = Rect(
                    x: x, y: y, width: pattern.size.width, height: pattern.size.height)
                let similarity = similarity(of: pattern, to: screen, x, y)
                guard similarity >= wanted else { continue }
                all.append(ImageSighting(frame: frame, similarity: similarity, variant: 0))
            }
        }
        var kept: [ImageSighting] = []
        for sighting in all.enumerated().sorted(by: {
            ($1.element.similarity, $0.offset) < ($0.element.similarity, $1.offset)
        }).map(\.element)
        where kept.allSatisfy({ $0.frame.intersection(sighting.frame).isEmpty }) {
            kept.append(sighting)
        }
        return Array(kept.prefix(ImageSearch.sightingCountMax))
    }

    private func similarity(
        of pattern: ImagePattern, to screen: Frame, _ x: Int, _ y: Int
    ) -> Double {
        let size = pattern.size
        var (costs, count) = ([Int](repeating: 0, count: size.bounds.area), 0)
        for point in size.bounds.points {
            let index = point.y * size.width + point.x
            guard pattern.pixels[4 * index + 3] == 255 else { continue }
            count += 1
            let color = screen[Point(x: x + point.x, y: y + point.y)]
            let most = zip(
                [color.blue, color.green, color.red],
                pattern.pixels[(4 * index)..<(4 * index + 3)]
            ).map { abs(Int($0) - Int($1)) }.max()!
            costs[index] = most <= 3 ? 0 : min(most, 128) * min(most, 128)
        }
        var worst = 0
        for top in stride(from: 0, to: size.height, by: 4) {
            for left in stride(from: 0, to: size.width, by: 4) {
                let square = Rect(x: left, y: top, width: 16, height: 16)
                    .intersection(size.bounds)
                worst = max(
                    worst, square.points.reduce(0) { $0 + costs[$1.y * size.width + $1.x] })
            }
        }
        let whole = Double(max(4, min(256, count))) / 4
        return max(0, 1 - Double(worst) / 16384 / whole)
    }
}
