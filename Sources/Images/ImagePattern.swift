import DeskwrightCShims
import DeskwrightCore

/// A small picture that is looked for on a screen.
package struct ImagePattern: Sendable, Hashable {
    /// In pixels.
    package let size: Size
    /// Blue, green, red, and 255 where the pixel counts, else 0; then some bytes that are not the picture's.
    let pixels: [UInt8]
    /// How many pixels count.
    let pixelCount: Int

    /// The most pixels that a picture to look for may have: a whole screen of 8K and more.
    private static let pixelLimit = 64 << 20

    /// A picture in a PNG file; pixels that are more transparent than not do not count.
    ///
    /// - Parameter png: A whole PNG file, from anywhere: it is not trusted.
    /// - Throws: ``ImageError/cannotDecode(reason:)``, ``ImageError/nothingToLookFor(_:)``
    package init(png: [UInt8]) throws(ImageError) {
        let picture = try PNGDecoder.decodeWithAlpha(png, pixelLimit: ImagePattern.pixelLimit)
        var pixels = picture.pixels
        var count = 0
        for alpha in stride(from: 3, to: pixels.count, by: 4) {
            pixels[alpha] = pixels[alpha] < 128 ? 0 : 255
            if pixels[alpha] != 0 { count += 1 }
        }
        guard count > 0 else { throw .nothingToLookFor(picture.size) }
        size = picture.size
        self.pixels = pixels + Array(repeating: 0, count: Int(CSHIMS_PICTURE_SLACK))
        pixelCount = count
    }

    /// A whole frame, in which every pixel counts.
    package init(_ frame: Frame) {
        size = frame.size
        pixels = frame.bytes + Array(repeating: 0, count: Int(CSHIMS_PICTURE_SLACK))
        pixelCount = size.bounds.area
    }

    /// So many pixels of other colours in one square make a similarity of 0: a quarter of the square, or of
    /// what the picture has.
    private var wholePixels: Double {
        let square = Int(CSHIMS_MATCH_SIDE) * Int(CSHIMS_MATCH_SIDE)
        return Double(max(4, min(square, pixelCount))) / 4
    }

    /// What the worst square of a place may cost.
    func cost(of similarity: Double) -> UInt32 {
        let part = 1 - min(max(similarity, 0), 1)
        return UInt32(part * wholePixels * Double(CSHIMS_WHOLE_PIXEL))
    }

    func similarity(of cost: UInt32) -> Double {
        max(0, 1 - Double(cost) / (wholePixels * Double(CSHIMS_WHOLE_PIXEL)))
    }
}
