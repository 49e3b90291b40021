import DeskwrightCX11
import DeskwrightCore

extension X11PixelFormat {
    /// The format of a visual's pixels, with the colours that they have now.
    ///
    /// - SeeAlso: X protocol, section 1 (visual types); XQueryColors(3).
    init(of visual: X11Visual, _ connection: X11Connection) throws(DesktopError) {
        guard let kind = visual.pointer?.pointee else {
            throw .unsupportedScreen(description: "depth \(visual.depth) without a visual")
        }
        let masks: [UInt]
        let shades: [UInt32]
        switch kind.class {
        case TrueColor:
            masks = [kind.red_mask, kind.green_mask, kind.blue_mask]
            shades = X11PixelFormat.evenShades(of: masks)
        case DirectColor:
            masks = [kind.red_mask, kind.green_mask, kind.blue_mask]
            shades = try connection.shades(of: masks, in: visual.colormap)
        default:
            masks = [(1 << UInt(visual.depth)) - 1]
            shades = try connection.colors(
                upTo: Int(kind.map_entries), ofDepth: visual.depth, in: visual.colormap)
        }
        try self.init(
            bitsPerPixel: connection.bitsPerPixel(ofDepth: visual.depth),
            isLittleEndian: XImageByteOrder(connection.display) == LSBFirst, masks: masks,
            shades: shades)
    }
}

extension X11Connection {
    fileprivate func bitsPerPixel(ofDepth depth: Int32) -> Int {
        var count: Int32 = 0
        guard let formats = XListPixmapFormats(display, &count) else { return 0 }
        defer { XFree(formats) }
        let list = UnsafeBufferPointer(start: formats, count: Int(count))
        return list.first { $0.depth == depth }.map { Int($0.bits_per_pixel) } ?? 0
    }

    /// The colour of each value of a pixel; those that the map does not have are black.
    fileprivate func colors(
        upTo count: Int, ofDepth depth: Int32, in colormap: Colormap
    ) throws(DesktopError) -> [UInt32] {
        let colors = try query((0..<UInt(min(count, 1 << Int(depth)))).map { $0 }, in: colormap)
        let known = colors.map { $0.red << 16 | $0.green << 8 | $0.blue }
        return known + Array(repeating: 0, count: (1 << Int(depth)) - known.count)
    }

    /// The shades of red, then of green, then of blue.
    fileprivate func shades(
        of masks: [UInt], in colormap: Colormap
    ) throws(DesktopError) -> [UInt32] {
        var shades: [UInt32] = []
        for (mask, place) in zip(masks, [16, 8, 0]) {
            let pixels = (0..<(1 << mask.nonzeroBitCount)).map {
                UInt($0) << mask.trailingZeroBitCount
            }
            for color in try query(pixels, in: colormap) {
                let shade = place == 16 ? color.red : place == 8 ? color.green : color.blue
                shades.append(shade << place)
            }
        }
        return shades
    }

    /// What colours pixels have, 0 to 255 each.
    private func query(
        _ pixels: [UInt], in colormap: Colormap
    ) throws(DesktopError) -> [(red: UInt32, green: UInt32, blue: UInt32)] {
        var colors = pixels.map { pixel in
            var color = XColor()
            color.pixel = pixel
            return color
        }
        let count = Int32(colors.count)
        _ = try checked("asking for the colours of pixels") {
            XQueryColors(display, colormap, &colors, count)
        }
        return colors.map { (eightBits($0.red), eightBits($0.green), eightBits($0.blue)) }
    }
}

/// A shade of 0 to 65535 as the nearest one of 0 to 255.
private func eightBits(_ shade: UInt16) -> UInt32 {
    (UInt32(shade) * 255 + 32767) / 65535
}
