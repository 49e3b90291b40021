import DeskwrightCore
import DeskwrightTestSupport

/// Kinds of pictures, each of which is compressed in another way.
enum Look: CaseIterable {
    /// Cannot be compressed: it is stored.
    case noise
    /// One colour.
    case flat
    /// Boxes in few colours: runs of equal pixels, and rows like the ones above.
    case window
    /// Each pixel a little different from the one above, as in a photograph.
    case slope
    /// Parts of the others side by side and one above the other.
    case mixed

    func frame(_ size: Size, seed: UInt64) -> Frame {
        var random = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * size.bounds.area)
        for y in 0..<size.height {
            for x in 0..<size.width {
                for channel in 0..<3 { bytes.append(sample(x, y, channel, &random)) }
                bytes.append(255)
            }
        }
        return Frame(size: size, bytes: bytes)
    }

    private func sample(
        _ x: Int, _ y: Int, _ channel: Int, _ random: inout SeededGenerator
    ) -> UInt8 {
        switch self {
        case .noise: UInt8(truncatingIfNeeded: random.next())
        case .flat: UInt8(90 + 60 * channel)
        case .window: x / 9 % 5 == 0 || y / 14 % 7 == 0 ? 255 : UInt8(x / 40 % 3 * 80 + channel)
        case .slope: UInt8((3 * y + x + 50 * channel + Int(random.next() % 4)) & 0xFF)
        case .mixed:
            Look.allCases[(x / 61 + y / 45) % 4].sample(x, y, channel, &random)
        }
    }
}
