import Core

/// How large a picture may be so that the service does not resize it behind our back.
///
/// A picture that the service resizes is answered in coordinates that fit no screen.
///
/// - SeeAlso: developers.openai.com/api/docs/guides/images-vision
struct ImageRule: Sendable, Hashable {
    /// The `detail` of a picture in a user message.
    var detail: String
    /// The `detail` of a screenshot after a call; `nil` leaves it out.
    var screenshotDetail: String?
    /// Squares of 32 pixels, begun ones counted whole.
    var patchCountMax: Int
    /// Of the longer side, in pixels.
    var sideMax: Int

    /// gpt-5.4, gpt-5.5.
    static let original = ImageRule(
        detail: "original", screenshotDetail: "original", patchCountMax: 10_000, sideMax: 6000)
    /// gpt-5.4-mini and -nano, which know no `original`.
    static let highOnly = ImageRule(detail: "auto", patchCountMax: 1536, sideMax: 2048)
    /// gpt-5.6 and later: resizes nothing, and refuses what is larger.
    static let unresized = ImageRule(
        detail: "original", screenshotDetail: "original", patchCountMax: 30_000, sideMax: 65_535)
    /// computer-use-preview counts tiles of 512 in a square of 2048, and is told the size besides.
    static let tiles = ImageRule(detail: "auto", patchCountMax: 64 * 64, sideMax: 2048)
    static let unknown = ImageRule(detail: "auto", patchCountMax: 1536, sideMax: 2048)

    func takes(_ size: Size) -> Bool {
        max(size.width, size.height) <= sideMax && patchCount(size) <= patchCountMax
    }

    private func patchCount(_ size: Size) -> Int {
        ((size.width + 31) / 32) * ((size.height + 31) / 32)
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
