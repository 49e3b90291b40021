import DeskwrightCore
import Glibc

/// Pixels being drawn: filled rectangles and text, cut off at a clip.
///
/// Runs of pixels are copied by `memcpy`, so that drawing is fast in a debug build too.
struct Canvas {
    let size: Size
    private let pixels: UnsafeMutablePointer<UInt32>
    private(set) var clip: Rect

    /// Draws a whole frame; the body has to fill every pixel.
    static func frame(size: Size, _ body: (inout Canvas) -> Void) -> Frame {
        let count = 4 * size.width * size.height
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let start = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
            let pixels = start.bindMemory(to: UInt32.self, capacity: count / 4)
            var canvas = Canvas(size: size, pixels: pixels, clip: size.bounds)
            body(&canvas)
            start.bindMemory(to: UInt8.self, capacity: count)
            initialized = count
        }
        return Frame(size: size, bytes: bytes)
    }

    /// Draws with a narrower clip, and goes back to the old one.
    mutating func clipped(to rect: Rect, _ body: (inout Canvas) -> Void) {
        let outer = clip
        clip = clip.intersection(rect)
        body(&self)
        clip = outer
    }

    func fill(_ rect: Rect, _ color: Color) {
        let part = clip.intersection(rect)
        guard !part.isEmpty else { return }
        let first = pixels + (part.y * size.width + part.x)
        fillRun(first, part.width, color.pixel)
        for row in 1..<max(1, part.height) {
            memcpy(first + row * size.width, first, 4 * part.width)
        }
    }

    /// A rectangle with an edge of one pixel, its four corners left out.
    func box(_ rect: Rect, fill face: Color, edge: Color) {
        fill(Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height), edge)
        fill(Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 2), edge)
        fill(
            Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2), face
        )
    }

    /// One line of text with its top-left corner at a point; tabs are wide, all else is one cell.
    func text(_ text: some Sequence<Character>, at origin: Point, _ color: Color) {
        var x = origin.x
        for character in text {
            if character == "\t" {
                x += Theme.tabColumns * Theme.cellWidth
                continue
            }
            if x >= clip.right { return }
            if character != " ", x + Glyph.width > clip.x {
                glyph(Glyph.of(character), at: Point(x: x, y: origin.y), color)
            }
            x += Theme.cellWidth
        }
    }

    private func glyph(_ glyph: Glyph, at origin: Point, _ color: Color) {
        let ink = color.pixel
        for run in glyph.runs {
            let y = origin.y + run.y
            guard y >= clip.y, y < clip.bottom else { continue }
            let left = max(clip.x, origin.x + run.x)
            let right = min(clip.right, origin.x + run.x + run.length)
            if right > left { fillRun(pixels + (y * size.width + left), right - left, ink) }
        }
    }

    /// One pixel, then two, four and so on, each time a copy of all that is there.
    private func fillRun(_ start: UnsafeMutablePointer<UInt32>, _ count: Int, _ ink: UInt32) {
        start.pointee = ink
        var done = 1
        while done < count {
            memcpy(start + done, start, 4 * min(done, count - done))
            done *= 2
        }
    }
}

extension Color {
    /// Blue, green, red, 255 in memory, as a little-endian machine holds them in one word.
    fileprivate var pixel: UInt32 {
        0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }
}
