import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightImages

struct PNGTests {
    @Test(arguments: [
        Size(width: 1, height: 1), Size(width: 7, height: 3), Size(width: 640, height: 401),
    ])
    func aFrameSurvivesTheFileExactly(size: Size) throws {
        let frame = noise(size, seed: 7)
        #expect(try PNGDecoder.decode(PNGEncoder.encode(frame)) == frame)
    }

    @Test func equalFramesGiveEqualBytes() throws {
        let size = Size(width: 64, height: 64)
        #expect(
            try PNGEncoder.encode(noise(size, seed: 3)) == PNGEncoder.encode(noise(size, seed: 3)))
    }

    /// Rows at the edges of bands, the first and the last among them.
    @Test(arguments: [[0], [31], [32], [31, 32], [63, 64, 99], [99], Array(0..<100)])
    func anEncoderThatKeptBandsWritesTheSameFile(rows: [Int]) throws {
        let old = noise(Size(width: 33, height: 100), seed: 1)
        var bytes = old.bytes
        for row in rows { bytes[4 * (33 * row + 16)] ^= 0xFF }
        let new = Frame(size: old.size, bytes: bytes)
        var encoder = PNGEncoder()
        #expect(try encoder.encode(old) == PNGEncoder.encode(old))
        #expect(try encoder.encode(new) == PNGEncoder.encode(new))
        #expect(try PNGDecoder.decode(encoder.encode(new)) == new)
        #expect(try PNGDecoder.decode(encoder.encode(old)) == old)
    }

    @Test func onlyTheBandThatChangedIsCompressed() throws {
        let old = noise(Size(width: 33, height: 100), seed: 1)
        var bytes = old.bytes
        bytes[4 * 33 * 40] ^= 0xFF
        var encoder = PNGEncoder()
        _ = try encoder.encode(old)
        let before = encoder.bands
        _ = try encoder.encode(Frame(size: old.size, bytes: bytes))
        let isKept = zip(before, encoder.bands).map { $0.chunk.isSameMemory(as: $1.chunk) }
        #expect(isKept == [true, false, true, true])
    }

    /// Noise is stored as it is; these are really compressed.
    @Test(arguments: [1, 2, 3, 50, 641])
    func stripesAndFlatColoursSurviveTheFile(width: Int) throws {
        let size = Size(width: width, height: 70)
        var bytes = [UInt8](repeating: 255, count: 4 * size.bounds.area)
        for index in bytes.indices where index & 3 != 3 {
            bytes[index] = UInt8(truncatingIfNeeded: index / 160 % 7 * 36)
        }
        let frame = Frame(size: size, bytes: bytes)
        let file = try PNGEncoder.encode(frame)
        #expect(try PNGDecoder.decode(file) == frame)
        if width > 3 { #expect(file.count < bytes.count / 4) }
    }

    @Test func anEncoderTakesFramesOfOtherSizes() throws {
        var encoder = PNGEncoder()
        for size in [Size(width: 40, height: 70), Size(width: 70, height: 40)] {
            let frame = noise(size, seed: 9)
            #expect(try PNGDecoder.decode(encoder.encode(frame)) == frame)
        }
    }

    @Test(arguments: [
        Size(width: 1, height: 1), Size(width: 1, height: 65), Size(width: 90, height: 333),
    ])
    func zlibWritesPicturesToo(size: Size) throws {
        for frame in [noise(size, seed: 2), Frame(size: size, filledWith: .white)] {
            var encoder = PNGEncoder(usesZlib: true)
            #expect(try PNGDecoder.decode(encoder.encode(frame)) == frame)
        }
    }

    /// So many bands that they are compressed on several threads.
    @Test func bandsKeepTheirOrderOnSeveralThreads() throws {
        let frame = noise(Size(width: 5, height: 32 * 40 + 1), seed: 4)
        let file = try PNGEncoder.encode(frame)
        #expect(try PNGDecoder.decode(file) == frame)
        #expect(try PNGEncoder.encode(frame) == file)
    }

    @Test func aPictureLargerThanTheLimitIsRefused() throws {
        let file = try PNGEncoder.encode(
            Frame(size: Size(width: 20, height: 20), filledWith: .white))
        #expect(throws: ImageError.cannotDecode(reason: "the picture is too large")) {
            try PNGDecoder.decode(file, pixelLimit: 399)
        }
    }

    @Test(arguments: [[], Array("not a picture".utf8), [0x89, 0x50, 0x4E, 0x47]])
    func whatIsNoPNGIsRefused(file: [UInt8]) {
        #expect(throws: ImageError.self) { try PNGDecoder.decode(file) }
    }

    @Test func noDamagedFileCrashesTheDecoder() throws {
        let file = try PNGEncoder.encode(noise(Size(width: 40, height: 30), seed: 5))
        var random = SeededGenerator(seed: 11)
        var refusedCount = 0
        for _ in 0..<2_000 {
            var damaged = file
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            if Bool.random(using: &random) {
                damaged = Array(damaged.prefix(Int.random(in: 0..<damaged.count, using: &random)))
            }
            do {
                let frame = try PNGDecoder.decode(damaged, pixelLimit: 1 << 20)
                #expect(frame.bytes.count == 4 * frame.size.bounds.area)
            } catch {
                refusedCount += 1
            }
        }
        #expect(refusedCount > 1_000)
    }
}

extension [UInt8] {
    /// Whether both arrays share one copy: that one was kept, not made anew.
    fileprivate func isSameMemory(as other: [UInt8]) -> Bool {
        withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
        }
    }
}

/// Random pixels, the same for the same seed.
func noise(_ size: Size, seed: UInt64) -> Frame {
    var random = SeededGenerator(seed: seed)
    var bytes = [UInt8](repeating: 255, count: 4 * size.width * size.height)
    for index in bytes.indices where index & 3 != 3 {
        bytes[index] = .random(in: 0...255, using: &random)
    }
    return Frame(size: size, bytes: bytes)
}
