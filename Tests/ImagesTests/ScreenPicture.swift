import DeskwrightCore
import DeskwrightImages
import Foundation

/// Screenshots of programs of several toolkits.
enum ScreenPicture: String, CaseIterable {
    case fltk, gtk4, mousepad, qt, tk, xterm
    case dark = "qt-dark"

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    func frame() throws -> Frame {
        try PNGDecoder.decode(
            [UInt8](
                Data(
                    contentsOf: ScreenPicture.repository
                        .appendingPathComponent("fixtures/screens/\(rawValue).png"))))
    }
}

extension Frame {
    /// A part of a picture, which must lie inside it.
    func part(_ area: Rect) -> Frame {
        precondition(area.intersection(size.bounds) == area, "the part lies inside")
        var bytes: [UInt8] = []
        for y in area.y..<area.bottom {
            for x in area.x..<area.right { bytes += pixel(x, y) }
        }
        return Frame(size: area.size, bytes: bytes)
    }

    private func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let color = self[Point(x: x, y: y)]
        return [color.blue, color.green, color.red, 255]
    }

    /// The picture with some of its pixels made anew.
    func changed(
        _ points: some Sequence<Point>, _ change: (Color) -> Color
    ) -> Frame {
        var bytes = self.bytes
        for point in points {
            let color = change(self[point])
            let offset = 4 * (point.y * size.width + point.x)
            (bytes[offset], bytes[offset + 1], bytes[offset + 2]) = (
                color.blue, color.green, color.red
            )
        }
        return Frame(size: size, bytes: bytes)
    }

    /// The places of all pixels.
    var points: [Point] { size.bounds.points }
}

extension Rect {
    var points: [Point] {
        (y..<bottom).flatMap { row in (x..<right).map { Point(x: $0, y: row) } }
    }
}

extension Color {
    /// The colour that differs in every channel as much as can be.
    var opposite: Color {
        func far(_ level: UInt8) -> UInt8 { level < 128 ? 255 : 0 }
        return Color(red: far(red), green: far(green), blue: far(blue))
    }

    /// Each channel by its own number of levels more or less.
    func moved(by levels: () -> Int) -> Color {
        func moved(_ level: UInt8) -> UInt8 { UInt8(min(255, max(0, Int(level) + levels()))) }
        return Color(red: moved(red), green: moved(green), blue: moved(blue))
    }
}
