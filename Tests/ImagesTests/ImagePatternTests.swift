import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightImages

struct ImagePatternTests {
    private let size = Size(width: 12, height: 12)

    private func ringScreen(_ ground: Color) -> Frame {
        Frame(size: Size(width: 40, height: 30), filledWith: ground)
            .changed(Rect(x: 20, y: 10, width: 6, height: 6).points) { _ in .black }
    }

    @Test(arguments: [Color.white, Color(red: 90, green: 20, blue: 200)])
    func transparentPixelsDoNotCount(ground: Color) throws {
        let inner = Rect(x: 3, y: 3, width: 6, height: 6)
        let picture = Frame(size: size, filledWith: .white)
            .changed(inner.points) { _ in .black }
        let screen = ringScreen(ground)
        let masked = try ImagePattern(
            png: transparentPNG(picture) { inner.contains($0) ? 128 : 127 })
        let found = ImageSearch.sightings(of: [masked], in: screen.size.bounds, of: screen)
        #expect(found.first?.frame == Rect(x: 17, y: 7, width: 12, height: 12))
        let whole = try ImagePattern(png: transparentPNG(picture) { _ in 255 })
        #expect(whole == ImagePattern(picture))
        #expect(
            ImageSearch.sightings(of: [whole], in: screen.size.bounds, of: screen).isEmpty
                == (ground != .white))
    }

    @Test func aPictureWithoutAnOpaquePixelIsRefused() throws {
        let picture = Frame(size: size, filledWith: .white)
        #expect(throws: ImageError.nothingToLookFor(size)) {
            try ImagePattern(png: transparentPNG(picture) { _ in 127 })
        }
        let error = ImageError.nothingToLookFor(size)
        #expect(
            error.description == """
                the picture to look for is transparent in all of its 12x12 pixels
                hint: transparent pixels are not compared: leave some opaque
                """)
        #expect(error.kind == .usage)
    }

    @Test func aPaletteMayBeTransparentToo() throws {
        let palette = pngChunk("PLTE", [0, 0, 0, 255, 0, 0]) + pngChunk("tRNS", [0])
        let file = pngFile(width: 2, height: 1, depth: 8, type: 3, more: palette, [0, 0, 1])
        let pattern = try ImagePattern(png: file)
        #expect(pattern.pixelCount == 1)
        #expect(Array(pattern.pixels.prefix(8)) == [0, 0, 0, 0, 0, 0, 255, 255])
    }

    @Test func damagedFilesAreErrorsOrPatterns() throws {
        let file = transparentPNG(Look.mixed.frame(Size(width: 20, height: 16), seed: 1)) {
            UInt8($0.x * 12)
        }
        let screen = Look.mixed.frame(Size(width: 50, height: 40), seed: 2)
        var random = SeededGenerator(seed: 3)
        var (patternCount, errorCount) = (0, 0)
        for turn in 0..<600 {
            var damaged =
                turn % 3 == 0
                ? (0..<Int.random(in: 0..<90, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                } : file
            if turn % 3 == 1, !damaged.isEmpty {
                damaged[.random(in: 0..<damaged.count, using: &random)] ^= 1 << UInt8(turn % 8)
            }
            do {
                let pattern = try ImagePattern(png: damaged)
                _ = ImageSearch.sightings(
                    of: [pattern], in: screen.size.bounds, of: screen, similarity: 0.5)
                patternCount += 1
            } catch {
                errorCount += 1
            }
        }
        #expect(patternCount >= 200 && errorCount >= 200)
    }
}

/// A PNG with the frame's colours and an opacity for each pixel.
func transparentPNG(_ frame: Frame, alpha: (Point) -> UInt8) -> [UInt8] {
    var lines: [UInt8] = []
    for y in 0..<frame.size.height {
        lines.append(0)
        for x in 0..<frame.size.width {
            let point = Point(x: x, y: y)
            let color = frame[point]
            lines += [color.red, color.green, color.blue, alpha(point)]
        }
    }
    return pngFile(
        width: UInt32(frame.size.width), height: UInt32(frame.size.height), depth: 8, type: 6,
        lines)
}
