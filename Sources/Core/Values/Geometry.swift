/// A place on a screen: pixels from the top-left corner, x to the right and y down.
public struct Point: Sendable, Hashable, Codable {
    /// Pixels to the right of the screen's left edge; negative beyond it.
    public var x: Int
    /// Pixels below the screen's top edge; negative beyond it.
    public var y: Int

    /// A place by its distances from the top-left corner.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A width and a height in pixels.
public struct Size: Sendable, Hashable, Codable {
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int

    /// A size in pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The rectangle from the origin to this size.
    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }
}

/// A rectangle of pixels; the right and bottom edges are outside.
public struct Rect: Sendable, Hashable, Codable {
    /// The left edge, which is inside.
    public var x: Int
    /// The top edge, which is inside.
    public var y: Int
    /// In pixels; nothing is inside when it is 0 or less.
    public var width: Int
    /// In pixels; nothing is inside when it is 0 or less.
    public var height: Int

    /// A rectangle by its top-left corner and its size.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The first pixel to the right of it.
    public var right: Int { x + width }
    /// The first row below it.
    public var bottom: Int { y + height }
    /// How many pixels it has.
    public var area: Int { width * height }
    /// Whether no pixel is inside.
    public var isEmpty: Bool { width <= 0 || height <= 0 }
    /// The pixel in its middle; of two, the right and the lower one.
    public var center: Point { Point(x: x + width / 2, y: y + height / 2) }
    /// Its width and height.
    public var size: Size { Size(width: width, height: height) }

    /// Whether a pixel is inside.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < right && point.y >= y && point.y < bottom
    }

    /// The part that both rectangles cover; empty when they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        let width = max(0, min(right, other.right) - left)
        let height = max(0, min(bottom, other.bottom) - top)
        return Rect(x: left, y: top, width: width, height: height)
    }

    /// The rectangle with each edge moved inwards; a negative distance moves it outwards.
    public func inset(by distance: Int) -> Rect {
        Rect(
            x: x + distance, y: y + distance, width: width - 2 * distance,
            height: height - 2 * distance)
    }

    /// The smallest rectangle around both; an empty one adds nothing.
    public func union(_ other: Rect) -> Rect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let left = min(x, other.x)
        let top = min(y, other.y)
        let width = max(right, other.right) - left
        let height = max(bottom, other.bottom) - top
        return Rect(x: left, y: top, width: width, height: height)
    }
}

extension Point: CustomStringConvertible {
    public var description: String { "\(x),\(y)" }
}

extension Size: CustomStringConvertible {
    public var description: String { "\(width)x\(height)" }
}

extension Rect: CustomStringConvertible {
    public var description: String { "\(width)x\(height)+\(x)+\(y)" }
}
