import DeskwrightCShims
import DeskwrightCore

/// A line of text as a reader wants it: dark on white, enlarged, with room around it.
struct LinePicture {
    /// With the room around.
    let size: Size
    /// A byte a pixel, 0 for the darkest; rows from the top.
    let greys: [UInt8]
    private let scale: Double

    /// White around the letters, in pixels of the picture. With 4, and with 20, more of the words of
    /// real programs were read wrong.
    private static let margin = 10

    init(_ line: LinePixels, scale: Double) {
        self.scale = scale
        let margin = LinePicture.margin
        size = Size(
            width: Int(Double(line.size.width) * scale) + 2 * margin,
            height: Int(Double(line.size.height) * scale) + 2 * margin)
        var greys = [UInt8](repeating: 255, count: size.width * size.height)
        cshims_make_line(
            line.pixels, UInt32(line.outerSize.width), UInt32(line.outerSize.height),
            cshims_box(line.letters), Float(scale), UInt32(margin), &greys, UInt32(size.width),
            UInt32(size.height))
        self.greys = greys
    }

    /// The pixels that a part of the picture was made of, counted from the line's corner.
    func source(of part: Rect, in size: Size) -> Rect {
        func old(_ place: Int) -> Double { Double(place - LinePicture.margin) / scale }
        let left = Int(old(part.x).rounded(.down))
        let top = Int(old(part.y).rounded(.down))
        return Rect(
            x: left, y: top, width: Int(old(part.right).rounded(.up)) - left,
            height: Int(old(part.bottom).rounded(.up)) - top
        ).intersection(size.bounds)
    }
}
