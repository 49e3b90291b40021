import DeskwrightCore

/// Marks on a picture that show where an action goes.
package enum Marking {
    /// Draws a ring around every point, a cross on the last, and lines between them.
    ///
    /// Red on white, so that it shows on any background.
    package static func mark(_ points: [Point], on frame: Frame) -> Frame {
        var canvas = Canvas(frame)
        for pass in [(Color.white, 3), (Color(red: 230, green: 0, blue: 40), 1)] {
            for (start, end) in zip(points, points.dropFirst()) {
                canvas.line(from: start, to: end, pass.0, width: pass.1)
            }
            for point in points { canvas.ring(around: point, radius: 14, pass.0, width: pass.1) }
            if let last = points.last { canvas.cross(at: last, reach: 6, pass.0, width: pass.1) }
        }
        return canvas.frame
    }
}

/// A frame that is being drawn on; what falls outside is left out.
private struct Canvas {
    private let size: Size
    private var bytes: [UInt8]

    init(_ frame: Frame) {
        size = frame.size
        bytes = frame.bytes
    }

    var frame: Frame { Frame(size: size, bytes: bytes) }

    private mutating func dot(_ x: Int, _ y: Int, _ color: Color, width: Int) {
        let reach = width / 2
        for row in (y - reach)...(y + reach) {
            for column in (x - reach)...(x + reach) {
                guard size.bounds.contains(Point(x: column, y: row)) else { continue }
                let offset = 4 * (row * size.width + column)
                bytes[offset] = color.blue
                bytes[offset + 1] = color.green
                bytes[offset + 2] = color.red
            }
        }
    }

    mutating func line(from start: Point, to end: Point, _ color: Color, width: Int) {
        let length = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...length {
            dot(
                start.x + (end.x - start.x) * step / length,
                start.y + (end.y - start.y) * step / length, color, width: width)
        }
    }

    mutating func cross(at point: Point, reach: Int, _ color: Color, width: Int) {
        line(
            from: Point(x: point.x - reach, y: point.y), to: Point(x: point.x + reach, y: point.y),
            color, width: width)
        line(
            from: Point(x: point.x, y: point.y - reach), to: Point(x: point.x, y: point.y + reach),
            color, width: width)
    }

    mutating func ring(around point: Point, radius: Int, _ color: Color, width: Int) {
        for y in -radius...radius {
            for x in -radius...radius {
                let distance = x * x + y * y
                let inner = (radius - 1) * (radius - 1)
                guard distance <= radius * radius, distance >= inner else { continue }
                dot(point.x + x, point.y + y, color, width: width)
            }
        }
    }
}
