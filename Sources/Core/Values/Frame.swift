/// A picture of the whole screen, or of a part of it.
///
/// Four bytes a pixel in the order blue, green, red, 255; rows top to bottom, `4 * width` bytes each,
/// no padding. The fourth byte is always 255, so two frames look alike exactly when they are equal.
///
/// The rows are kept in bands. Frames of a screen that changed a little share the memory of the
/// other bands, which makes them cheap to keep, to compare and to compress.
public struct Frame: Sendable {
    /// Width and height in pixels, 1 at least.
    public let size: Size
    /// The bytes from the top down, ``bandHeight`` rows each; the last band may have fewer.
    package let bands: [[UInt8]]

    /// Enough rows to compress well, few enough that a changed line of text costs little.
    package static let bandHeight = 32

    /// Takes over bands that are already in the frame's layout.
    package init(size: Size, bands: [[UInt8]]) {
        precondition(size.width > 0 && size.height > 0, "a frame has at least one pixel")
        precondition(bands.count == Frame.bandCount(of: size), "a frame has all of its bands")
        for (index, band) in bands.enumerated() {
            precondition(
                band.count == 4 * size.width * Frame.rows(ofBand: index, in: size).count,
                "a frame has 4 bytes a pixel")
        }
        self.size = size
        self.bands = bands
    }

    /// Copies bytes that are already in the frame's layout.
    ///
    /// - Parameters:
    ///   - size: In pixels, 1 at least on both axes.
    ///   - bytes: Blue, green, red and 255 for each pixel, rows from the top: `4 * width * height`.
    public init(size: Size, bytes: [UInt8]) {
        precondition(bytes.count == 4 * size.width * size.height, "a frame has 4 bytes a pixel")
        let bands = (0..<Frame.bandCount(of: size)).map { index in
            let rows = Frame.rows(ofBand: index, in: size)
            return Array(
                bytes[(4 * size.width * rows.lowerBound)..<(4 * size.width * rows.upperBound)])
        }
        self.init(size: size, bands: bands)
    }

    /// All bytes in one array, which is made anew each time.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * size.width * size.height)
        for band in bands { bytes += band }
        return bytes
    }

    /// A frame of one colour.
    public init(size: Size, filledWith color: Color) {
        var bytes = [UInt8](repeating: 255, count: 4 * size.width * size.height)
        for pixel in 0..<(size.width * size.height) {
            bytes[4 * pixel] = color.blue
            bytes[4 * pixel + 1] = color.green
            bytes[4 * pixel + 2] = color.red
        }
        self.init(size: size, bytes: bytes)
    }

    /// A part of the picture, as a picture of its own; it lies inside the frame and has a pixel at least.
    package func part(_ area: Rect) -> Frame {
        precondition(
            !area.isEmpty && size.bounds.intersection(area) == area,
            "the part lies inside the frame")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * area.area)
        for y in area.y..<area.bottom {
            let start = 4 * (y % Frame.bandHeight * size.width + area.x)
            bytes += bands[y / Frame.bandHeight][start..<(start + 4 * area.width)]
        }
        return Frame(size: area.size, bytes: bytes)
    }

    /// The colour of one pixel, which must lie inside the frame.
    public subscript(_ point: Point) -> Color {
        precondition(size.bounds.contains(point), "the point lies outside the frame")
        let bytes = bands[point.y / Frame.bandHeight]
        let offset = 4 * (point.y % Frame.bandHeight * size.width + point.x)
        return Color(red: bytes[offset + 2], green: bytes[offset + 1], blue: bytes[offset])
    }
}

/// A colour in the screen's own red, green and blue, 0 to 255 each.
public struct Color: Sendable, Hashable, Codable {
    /// From 0, none, to 255.
    public var red: UInt8
    /// From 0, none, to 255.
    public var green: UInt8
    /// From 0, none, to 255.
    public var blue: UInt8

    /// A colour by its three parts.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// 0, 0, 0.
    public static let black = Color(red: 0, green: 0, blue: 0)
    /// 255, 255, 255.
    public static let white = Color(red: 255, green: 255, blue: 255)
}

extension Frame: CustomStringConvertible {
    /// Its size only, as `1280x800 pixels`: all of them would fill a page.
    public var description: String { "\(size) pixels" }
}
