/// A place on a screen: pixels from the top-left corner, x to the right and y down.
public struct Point: Sendable, Hashable, Codable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A width and a height in pixels.
public struct Size: Sendable, Hashable, Codable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The rectangle from the origin to this size.
    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }
}

/// A rectangle of pixels; the right and bottom edges are outside.
public struct Rect: Sendable, Hashable, Codable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var right: Int { x + width }
    public var bottom: Int { y + height }
    public var area: Int { width * height }
    public var isEmpty: Bool { width <= 0 || height <= 0 }
    public var center: Point { Point(x: x + width / 2, y: y + height / 2) }
    public var size: Size { Size(width: width, height: height) }

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
