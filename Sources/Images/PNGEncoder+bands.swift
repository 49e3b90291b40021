import DeskwrightCore

extension PNGBand {
    /// Compresses a band that came by itself, as a frame of at most ``Core/Frame/bandHeight`` rows;
    /// `nil` when memory runs out.
    package init?(_ band: Frame) {
        precondition(band.bands.count == 1, "it is one band")
        self.init(band, 0, usesZlib: false)
    }
}

extension PNGEncoder {
    /// Puts a file together of bands that were compressed one by one, so that the whole frame need not
    /// be in memory.
    ///
    /// - Parameters:
    ///   - size: Of the whole picture.
    ///   - bands: All of its bands, from the top down; `nil` is one that failed.
    /// - Returns: The same bytes as from the whole frame.
    /// - Throws: ``ImageError/cannotEncode(reason:)`` where a band failed.
    package static func file(size: Size, bands: [PNGBand?]) throws(ImageError) -> [UInt8] {
        precondition(bands.count == Frame.bandCount(of: size), "a picture has all of its bands")
        let whole = bands.compactMap(\.self)
        guard whole.count == bands.count else { throw .cannotEncode(reason: "out of memory") }
        return pngFile(size, whole)
    }
}
