import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightImages

/// PNG files that we do not write ourselves.
struct PNGFormatsTests {
    @Test(arguments: foreignPictures)
    func everyFormatComesOutAsEightBitColour(picture: ForeignPicture) throws {
        let frame = try PNGDecoder.decode(picture.file, isStrict: true)
        #expect(frame.size == Size(width: 2, height: 1))
        #expect(frame[Point(x: 0, y: 0)] == picture.first)
        #expect(frame[Point(x: 1, y: 0)] == picture.second)
        let opaque = stride(from: 3, to: frame.bytes.count, by: 4).map { frame.bytes[$0] }
        #expect(opaque == [255, 255])
    }

    @Test func anInterlacedPictureIsPutInOrder() throws {
        let colors: [[UInt8]] = [[1, 2, 3], [40, 50, 60], [70, 80, 90], [200, 210, 220]]
        // Adam7's passes of 2x2 pixels: the first, the one on its right, and the row below.
        let lines = [0] + colors[0] + [0] + colors[1] + [0] + colors[2] + colors[3]
        let file = pngFile(width: 2, height: 2, depth: 8, type: 2, isInterlaced: true, lines)
        var bytes: [UInt8] = []
        for color in colors { bytes += color.reversed() + [255] }
        #expect(
            try PNGDecoder.decode(file, isStrict: true)
                == Frame(size: Size(width: 2, height: 2), bytes: bytes))
    }

    /// With sums that are right, so that the damage gets further than to the sums.
    @Test func noDamageBehindRightSumsCrashesTheDecoder() throws {
        let files =
            foreignPictures.map(\.file) + [
                try PNGEncoder.encode(Look.window.frame(Size(width: 30, height: 40), seed: 1))
            ]
        var random = SeededGenerator(seed: 21)
        var (readCount, refusedCount) = (0, 0)
        for turn in 0..<3_000 {
            let file = damaged(files[turn % files.count], &random)
            do {
                let frame = try PNGDecoder.decode(
                    file, pixelLimit: 1 << 16, isStrict: turn % 4 == 0)
                #expect(frame.bytes.count == 4 * frame.size.bounds.area)
                readCount += 1
            } catch {
                refusedCount += 1
            }
        }
        #expect(readCount > 300 && refusedCount > 300)
    }

    private func damaged(_ file: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result = Array(file[0..<8])
        var place = 8
        while place < file.count {
            let count = file[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            let type = String(decoding: file[(place + 4)..<(place + 8)], as: UTF8.self)
            var data = Array(file[(place + 8)..<(place + 8 + count)])
            if !data.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                data[Int.random(in: 0..<data.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            result += pngChunk(type, data)
            place += 12 + count
        }
        return result
    }
}

/// Two pixels in one of PNG's formats, and the colours that they are.
struct ForeignPicture: CustomTestStringConvertible {
    var testDescription: String
    var file: [UInt8]
    var first: Color
    var second: Color

    fileprivate init(
        _ name: String, depth: UInt8, type: UInt8, more: [UInt8] = [], _ samples: [UInt8],
        _ first: Color, _ second: Color
    ) {
        testDescription = name
        file = pngFile(width: 2, height: 1, depth: depth, type: type, more: more, [0] + samples)
        self.first = first
        self.second = second
    }
}

private func gray(_ level: UInt8) -> Color { Color(red: level, green: level, blue: level) }

private let foreignPictures: [ForeignPicture] = {
    let (pink, blue) = (
        Color(red: 250, green: 120, blue: 130), Color(red: 10, green: 20, blue: 200)
    )
    let palette = pngChunk("PLTE", [0, 0, 0, 250, 120, 130, 10, 20, 200])
    let clear = pngChunk("tRNS", [255, 128, 0])
    return [
        .init("1-bit gray", depth: 1, type: 0, [0b0100_0000], gray(0), gray(255)),
        .init("2-bit gray", depth: 2, type: 0, [0b0111_0000], gray(85), gray(255)),
        .init("4-bit gray", depth: 4, type: 0, [0x3C], gray(0x33), gray(0xCC)),
        .init("8-bit gray", depth: 8, type: 0, [7, 200], gray(7), gray(200)),
        .init(
            "8-bit gray, one level clear", depth: 8, type: 0, more: pngChunk("tRNS", [0, 7]),
            [7, 200], gray(7), gray(200)),
        .init("16-bit gray", depth: 16, type: 0, [7, 7, 200, 200], gray(7), gray(200)),
        .init("8-bit colour", depth: 8, type: 2, [250, 120, 130, 10, 20, 200], pink, blue),
        .init(
            "16-bit colour", depth: 16, type: 2,
            [250, 250, 120, 120, 130, 130, 10, 10, 20, 20, 200, 200], pink, blue),
        .init("2-bit palette", depth: 2, type: 3, more: palette, [0b0110_0000], pink, blue),
        .init("8-bit palette", depth: 8, type: 3, more: palette, [1, 2], pink, blue),
        .init("clear palette", depth: 8, type: 3, more: palette + clear, [1, 2], pink, blue),
        .init("8-bit gray, alpha", depth: 8, type: 4, [7, 0, 200, 9], gray(7), gray(200)),
        .init(
            "8-bit colour, alpha", depth: 8, type: 6, [250, 120, 130, 0, 10, 20, 200, 77], pink,
            blue),
        .init(
            "16-bit colour, alpha", depth: 16, type: 6,
            [250, 250, 120, 120, 130, 130, 0, 0, 10, 10, 20, 20, 200, 200, 5, 5], pink, blue),
    ]
}()

/// A file with its scan lines, at most 65,535 bytes of them, in one stored block.
func pngFile(
    width: UInt32, height: UInt32, depth: UInt8, type: UInt8, more: [UInt8] = [],
    isInterlaced: Bool = false, _ lines: [UInt8]
) -> [UInt8] {
    let size = bigEndianBytes(width) + bigEndianBytes(height)
    let header = size + [depth, type, 0, 0, isInterlaced ? 1 : 0]
    let count = bigEndianBytes(UInt32(lines.count))
    let stream: [UInt8] =
        [0x78, 0x01, 1, count[3], count[2], ~count[3], ~count[2]] + lines
    var sums = (low: 1, high: 0)
    for byte in lines {
        sums.low = (sums.low + Int(byte)) % 65_521
        sums.high = (sums.high + sums.low) % 65_521
    }
    let adler = bigEndianBytes(UInt32(sums.high << 16 | sums.low))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + pngChunk("IHDR", header) + more
        + pngChunk("IDAT", stream + adler) + pngChunk("IEND", [])
}
