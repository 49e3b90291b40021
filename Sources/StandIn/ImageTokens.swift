import DeskwrightCore

/// How many input tokens a picture counts for, so that budgets can be tried out.
///
/// - SeeAlso: OpenAI's guide "Images and vision", section "Calculating costs".
enum ImageTokens {
    /// The most patches that the service takes at all.
    static let patchesMax = 30_000
    /// The longest side that the service takes at all, in pixels.
    static let sideMax = 65_535

    /// The tokens of a picture at the request's `detail`; `nil` is `auto`.
    static func count(_ size: Size, detail: String?, model: ModelFamily) -> Int {
        if model.isPreview { return detail == "low" ? 65 : tiled(size) }
        let size = detail == "low" ? Size(width: 512, height: 512) : size
        var patches = patches(of: size)
        if let limit = limit(detail: detail, model: model) {
            patches = min(patches, resizedPatches(size, to: limit))
        }
        // Rounded up, in whole numbers: 1.62 and 2.46 have no exact binary form.
        if model.isMini { return (patches * 162 + 99) / 100 }
        if model.isNano { return (patches * 246 + 99) / 100 }
        return patches
    }

    /// Squares of 32 pixels, those at the edges counted whole.
    static func patches(of size: Size) -> Int {
        ((size.width + 31) / 32) * ((size.height + 31) / 32)
    }

    private struct Limit {
        let patches: Int
        let side: Int
    }

    private static func limit(detail: String?, model: ModelFamily) -> Limit? {
        if model.isMini || model.isNano { return Limit(patches: 1536, side: 2048) }
        let version = model.version ?? (5, 4)
        let isOriginal = detail == "original" || detail != "high" && version > (5, 4)
        guard isOriginal else { return Limit(patches: 2500, side: 2048) }
        return version > (5, 5) ? nil : Limit(patches: 10_000, side: 6000)
    }

    /// Scaled into the side first, then so far down that whole patches stay within their number.
    private static func resizedPatches(_ size: Size, to limit: Limit) -> Int {
        var width = Double(size.width)
        var height = Double(size.height)
        let fit = min(1, Double(limit.side) / max(width, height))
        width = (width * fit).rounded(.down)
        height = (height * fit).rounded(.down)
        let fitted = patches(of: Size(width: Int(width), height: Int(height)))
        guard fitted > limit.patches else { return max(1, fitted) }
        var scale = (1024 * Double(limit.patches) / (width * height)).squareRoot()
        let columns = width * scale / 32
        let rows = height * scale / 32
        scale *= min(columns.rounded(.down) / columns, rows.rounded(.down) / rows)
        return patches(of: Size(width: Int(width * scale), height: Int(height * scale)))
    }

    /// The short side comes to 768 pixels within 2048 by 2048; then squares of 512 are counted.
    private static func tiled(_ size: Size) -> Int {
        let fit = min(1, 2048 / Double(max(size.width, size.height)))
        let short = Double(min(size.width, size.height)) * fit
        let scale = fit * min(1, 768 / short)
        let columns = (Double(size.width) * scale / 512).rounded(.up)
        let rows = (Double(size.height) * scale / 512).rounded(.up)
        return 65 + 129 * Int(columns * rows)
    }
}
