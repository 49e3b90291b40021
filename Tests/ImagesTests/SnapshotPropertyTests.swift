import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Foundation
import Testing

/// Changes of real screens by chance.
struct SnapshotPropertyTests {
    private static let part = Rect(x: 20, y: 20, width: 300, height: 150)

    @Test(arguments: ScreenPicture.allCases)
    func noiseThatNobodySeesPasses(screen: ScreenPicture) throws {
        let frame = try screen.frame().part(Self.part)
        var random = SeededGenerator(seed: 1)
        for levels in [1, 3, 8] {
            let noisy = frame.changed(frame.points) {
                $0.moved { .random(in: -levels...levels, using: &random) }
            }
            let comparison = SnapshotComparison(expected: frame, actual: noisy)
            #expect(comparison.passes, "\(levels): \(comparison)")
        }
    }

    @Test(arguments: ScreenPicture.allCases)
    func everyGlyphThatIsMissingFails(screen: ScreenPicture) throws {
        let frame = try screen.frame().part(Self.part)
        let glyphs = patches(of: frame)
        #expect(glyphs.count > 10)
        for glyph in glyphs.prefix(40) {
            let without = frame.changed(glyph.points) { _ in glyph.ground }
            for (one, other) in [(frame, without), (without, frame)] {
                let comparison = SnapshotComparison(expected: one, actual: other)
                #expect(!comparison.passes, "\(glyph.frame)")
            }
        }
    }

    private struct Patch {
        var points: [Point]
        var frame: Rect
        var ground: Color
    }

    /// What stands by itself on the most frequent colour around it and is as large as a letter.
    private func patches(of frame: Frame) -> [Patch] {
        let ground = Dictionary(grouping: frame.points) { frame[$0] }
            .max { $0.value.count < $1.value.count }!.key
        var open = Set(frame.points.filter { frame[$0] != ground })
        var patches: [Patch] = []
        for start in frame.points where open.contains(start) {
            open.remove(start)
            var (points, waiting) = ([start], [start])
            while let point = waiting.popLast() {
                for near in Rect(x: point.x - 1, y: point.y - 1, width: 3, height: 3).points
                where open.remove(near) != nil {
                    points.append(near)
                    waiting.append(near)
                }
            }
            let box = points.reduce(Rect(x: 0, y: 0, width: 0, height: 0)) {
                $0.union(Rect(x: $1.x, y: $1.y, width: 1, height: 1))
            }
            guard points.count >= 5, box.width <= 14, box.height <= 14 else { continue }
            patches.append(Patch(points: points, frame: box, ground: ground))
        }
        return patches
    }
}
