/// A picture of the whole screen, or of a part of it.
///
/// Four bytes a pixel in the order blue, green, red, 255; rows top to bottom, `4 * width` bytes each,
/// no padding. The fourth byte is always 255, so two frames look alike exactly when they are equal.
public struct Frame: Sendable, Hashable {
    public let size: Size
    public let bytes: [UInt8]

    /// Takes over bytes that are already in the frame's layout.
    public init(size: Size, bytes: [UInt8]) {
        precondition(size.width > 0 && size.height > 0, "a frame has at least one pixel")
        precondition(bytes.count == 4 * size.width * size.height, "a frame has 4 bytes a pixel")
        self.size = size
        self.bytes = bytes
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

    /// The colour of one pixel, which must lie inside the frame.
    public subscript(_ point: Point) -> Color {
        precondition(size.bounds.contains(point), "the point lies outside the frame")
        let offset = 4 * (point.y * size.width + point.x)
        return Color(red: bytes[offset + 2], green: bytes[offset + 1], blue: bytes[offset])
    }
}

/// A colour in the screen's own red, green and blue, 0 to 255 each.
public struct Color: Sendable, Hashable, Codable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    public static let black = Color(red: 0, green: 0, blue: 0)
    public static let white = Color(red: 255, green: 255, blue: 255)
}
