import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightImages

/// Every file is one that libpng has nothing to say about, and holds the frame's pixels.
struct PNGValidityTests {
    /// One row more and one less than bands have, single rows and columns, and the longest row.
    @Test(
        arguments: [
            (1, 1), (1, 33), (4097, 1), (7, 31), (640, 32), (641, 33), (3, 63), (3, 64), (3, 65),
            (3000, 33), (65_535, 2),
        ], [false, true])
    func aFileIsReadWithoutAWarning(size: (Int, Int), usesZlib: Bool) throws {
        for look in Look.allCases {
            try expectFaultless(
                look.frame(Size(width: size.0, height: size.1), seed: 1), usesZlib: usesZlib)
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func aFileOfAnySizeIsReadWithoutAWarning(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let size = Size(
            width: .random(in: 1...150, using: &random),
            height: .random(in: 1...150, using: &random))
        for look in Look.allCases {
            try expectFaultless(look.frame(size, seed: seed), usesZlib: seed % 2 == 1)
        }
    }

    private func expectFaultless(_ frame: Frame, usesZlib: Bool) throws {
        var encoder = PNGEncoder(usesZlib: usesZlib)
        let file = try encoder.encode(frame)
        #expect(try PNGDecoder.decode(file, isStrict: true) == frame)
    }
}

/// That the strict reader would say something.
struct StrictReadingTests {
    private let frame = Look.window.frame(Size(width: 40, height: 70), seed: 3)

    @Test func aChunkThatNobodyNeedsHasToBeWhole() throws {
        var file = try PNGEncoder.encode(frame)
        var comment = pngChunk("tEXt", Array("Comment\u{0}hello".utf8))
        comment[12] ^= 1
        file.insert(contentsOf: comment, at: 33)
        #expect(try PNGDecoder.decode(file) == frame)
        #expect(throws: ImageError.self) { try PNGDecoder.decode(file, isStrict: true) }
    }

    @Test func theSumOfThePixelsHasToBeRight() throws {
        var file = try PNGEncoder.encode(frame)
        // Before the last chunk, of 12 bytes, stands the one of the last block and the sum.
        let sum = pngChunk("IDAT", [0x03, 0x00, 1, 2, 3, 4])
        file.replaceSubrange((file.count - 12 - sum.count)..<(file.count - 12), with: sum)
        #expect(throws: ImageError.self) { try PNGDecoder.decode(file, isStrict: true) }
    }

    @Test func thePictureHasToEndWithItsLastRow() throws {
        var file = try PNGEncoder.encode(frame)
        // Height 69 in the header, of 25 bytes with its frame, and rows for 70.
        let header = pngChunk("IHDR", [0, 0, 0, 40, 0, 0, 0, 69, 8, 2, 0, 0, 0])
        file.replaceSubrange(8..<33, with: header)
        #expect(try PNGDecoder.decode(file).size.height == 69)
        #expect(throws: ImageError.self) { try PNGDecoder.decode(file, isStrict: true) }
    }

    @Test func nothingFollowsTheEnd() throws {
        let file = try PNGEncoder.encode(frame) + [0]
        #expect(try PNGDecoder.decode(file) == frame)
        #expect(throws: ImageError.cannotDecode(reason: "bytes follow the end")) {
            try PNGDecoder.decode(file, isStrict: true)
        }
    }
}
