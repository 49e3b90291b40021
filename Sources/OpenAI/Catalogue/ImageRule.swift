import DeskwrightCore

/// How large a picture may be so that the service does not resize it behind our back.
///
/// A picture that the service resizes is answered in coordinates that fit no screen.
///
/// - SeeAlso: developers.openai.com/api/docs/guides/images-vision
public struct ImageRule: Sendable, Hashable {
    /// The `detail` of a picture in a user message.
    var detail: String
    /// The `detail` of a screenshot after a call; `nil` leaves it out.
    var screenshotDetail: String?
    /// Squares of 32 pixels, begun ones counted whole.
    var patchCountMax: Int
    /// Of the longer side, in pixels.
    var sideMax: Int

    /// What a picture costs.
    var cost = Cost()

    /// How the tokens of a picture are counted.
    struct Cost: Sendable, Hashable {
        enum Unit: Sendable, Hashable {
            /// Squares of 32 pixels.
            case patches
            /// Squares of 512 pixels, of the picture fitted into 2048 with its short side at 768.
            case tiles
        }

        var counts = Unit.patches
        var perUnit = 1.0
        /// Besides, for the picture as a whole.
        var base = 0
    }

    /// What every model takes as it is.
    static let unknown = ImageRule(detail: "auto", patchCountMax: 1536, sideMax: 2048)

    func takes(_ size: Size) -> Bool {
        max(size.width, size.height) <= sideMax && patchCount(size) <= patchCountMax
    }

    private func patchCount(_ size: Size) -> Int {
        ((size.width + 31) / 32) * ((size.height + 31) / 32)
    }

    /// What a picture costs that is sent at a size that is taken.
    func tokens(for size: Size) -> Int {
        switch cost.counts {
        case .patches: cost.base + Int((Double(patchCount(size)) * cost.perUnit).rounded(.up))
        case .tiles: cost.base + Int(cost.perUnit) * tileCount(size)
        }
    }

    private func tileCount(_ size: Size) -> Int {
        var (width, height) = (Double(size.width), Double(size.height))
        let scale = min(1, 2048 / max(width, height))
        (width, height) = (width * scale, height * scale)
        let shrink = min(1, 768 / min(width, height))
        let columns = (width * shrink / 512 - 1e-9).rounded(.up)
        let rows = (height * shrink / 512 - 1e-9).rounded(.up)
        return max(1, Int(columns)) * max(1, Int(rows))
    }

    /// The largest size of the same shape that is taken, by the service's own formula.
    func largestTaken(for screen: Size) -> Size {
        guard !takes(screen) else { return screen }
        var (width, height) = (Double(screen.width), Double(screen.height))
        let sideScale = min(1, Double(sideMax) / max(width, height))
        (width, height) = (width * sideScale, height * sideScale)
        if patchCount(whole(width, height)) > patchCountMax {
            let scale = (1024 * Double(patchCountMax) / (width * height)).squareRoot()
            (width, height) = (width * scale, height * scale)
            let snap = min(snapped(width), snapped(height))
            (width, height) = (width * snap, height * snap)
        }
        var size = whole(width, height)
        // A screen of less than one patch in one direction is not in the formula.
        while !takes(size) {
            if size.width >= size.height { size.width -= 1 } else { size.height -= 1 }
        }
        return size
    }

    /// Rounded down; the millionth part of a pixel keeps 928.0 from becoming 927.
    private func whole(_ width: Double, _ height: Double) -> Size {
        Size(width: max(1, Int(width + 1e-6)), height: max(1, Int(height + 1e-6)))
    }

    /// What a side is to be multiplied with to be whole patches.
    private func snapped(_ side: Double) -> Double {
        let patches = side / 32
        return patches < 1 ? 1 : patches.rounded(.down) / patches
    }
}
