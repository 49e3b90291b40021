import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Testing

@Suite struct PNGBandTests {
    @Test(arguments: [1, 32, 33, 100])
    func bandsThatComeOneByOneMakeTheFileOfTheWholeFrame(height: Int) throws {
        var random = SeededGenerator(seed: UInt64(height))
        let size = Size(width: 21, height: height)
        let bytes = (0..<(21 * height)).flatMap { _ in
            (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) } + [255]
        }
        let frame = Frame(size: size, bytes: bytes)
        let bands = frame.bands.indices.map { index in
            let rows = Frame.rows(ofBand: index, in: size)
            return PNGBand(
                Frame(size: Size(width: 21, height: rows.count), bands: [frame.bands[index]]))
        }
        #expect(try PNGEncoder.file(size: size, bands: bands) == PNGEncoder.encode(frame))
        #expect(throws: ImageError.self) {
            try PNGEncoder.file(size: size, bands: [nil] + bands.dropFirst())
        }
    }
}
