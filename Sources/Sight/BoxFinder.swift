import DeskwrightCShims
import DeskwrightCore

/// The boxes of a picture: fields, buttons and lists, by their upper and lower sides.
///
/// Two long lines one above the other that begin and end alike are a box when something changes where its
/// left side has to be: so round corners, and sides that are hardly to be seen, do not matter.
struct BoxFinder {
    private let area: PixelArea
    private let lines: [LyingLine]

    /// The change of a colour that counts as an edge, of 255.
    private static let contrast: Int32 = 24
    /// The side of a frame changes at least so much, of 255.
    private static let faint = 8
    /// How differently, in pixels, the sides of one box may begin and end: bevels, and round corners.
    private static let slack = 6
    /// In pixels; what is lower has no room for text.
    private static let lowest = 14
    /// In pixels; what is higher is no widget.
    private static let highest = 400

    init(_ area: PixelArea) {
        self.area = area
        var edges = [UInt8](repeating: 0, count: area.size.width * area.size.height)
        cshims_mark_edges(
            area.pixels, UInt32(area.size.width), UInt32(area.size.height), BoxFinder.contrast,
            &edges)
        lines = LyingLine.all(in: edges, of: area.size)
        ink = edges
    }

    private let ink: [UInt8]

    /// All boxes that are at least so high, in screen pixels, from the top.
    func boxes(atLeast height: Int) -> [Rect] {
        let least = max(height, BoxFinder.lowest)
        return lines.indices.compactMap { index in
            let top = lines[index]
            let below = lines[index...].lazy.prefix { $0.y - top.y <= BoxFinder.highest }
            let bottom = below.first { line in
                line.y - top.y >= least && line.isLike(top, slack: BoxFinder.slack)
            }
            guard let bottom else { return nil }
            let box = top.box(to: bottom)
            return hasLeftSide(box) ? moved(box) : nil
        }
    }

    /// Long lines that are no sides of boxes, in screen pixels: flat fields have one below their text.
    func lines(besides boxes: [Rect]) -> [Rect] {
        lines.map(screenFrame).filter { line in
            !boxes.contains { box in
                abs(line.x - box.x) <= BoxFinder.slack
                    && abs(line.right - box.right) <= BoxFinder.slack
                    && min(abs(line.y - box.y), abs(line.y - box.bottom)) <= 3
            }
        }
    }

    /// How many columns of a part of the screen may have letters.
    func inkWidth(in part: Rect) -> Int {
        let part = part.intersection(area.frame)
        guard !part.isEmpty else { return 0 }
        return (part.x..<part.right).count { x in
            (part.y..<part.bottom).contains { y in
                Int(ink[(y - area.frame.y) * area.size.width + x - area.frame.x]) & CSHIMS_INK != 0
            }
        }
    }

    /// Whether one column near its beginning changes in nearly all rows of its middle half.
    private func hasLeftSide(_ box: Rect) -> Bool {
        let rows = (box.y + box.height / 4)..<(box.y + 3 * box.height / 4)
        let start = max(box.x - BoxFinder.slack, 1)
        let end = min(box.x + BoxFinder.slack + 1, area.size.width)
        guard start < end else { return false }
        return area.pixels.withUnsafeBufferPointer { pixels in
            (start..<end).contains { x in
                let count = rows.count { y in
                    let byte = 4 * (y * area.size.width + x)
                    return (byte..<(byte + 3)).contains { place in
                        abs(Int(pixels[place]) - Int(pixels[place - 4])) > BoxFinder.faint
                    }
                }
                return 10 * count >= 9 * rows.count
            }
        }
    }

    private func screenFrame(of line: LyingLine) -> Rect {
        moved(Rect(x: line.x, y: line.y, width: line.right - line.x, height: 1))
    }

    private func moved(_ box: Rect) -> Rect {
        Rect(
            x: box.x + area.frame.x, y: box.y + area.frame.y, width: box.width, height: box.height)
    }
}

/// A long change of colour from a row to the next one.
private struct LyingLine {
    let y: Int
    let x: Int
    /// The first column that is not its.
    let right: Int

    /// From the top.
    static func all(in edges: [UInt8], of size: Size) -> [LyingLine] {
        edges.withUnsafeBufferPointer { edges in
            var lines: [LyingLine] = []
            for y in 0..<size.height {
                let row = y * size.width
                var x = 0
                while x < size.width {
                    guard Int(edges[row + x]) & CSHIMS_LYING != 0 else {
                        x += 1
                        continue
                    }
                    let start = x
                    while x < size.width, Int(edges[row + x]) & CSHIMS_LYING != 0 { x += 1 }
                    lines.append(LyingLine(y: y, x: start, right: x))
                }
            }
            return lines
        }
    }

    func isLike(_ other: LyingLine, slack: Int) -> Bool {
        abs(x - other.x) <= slack && abs(right - other.right) <= slack
    }

    /// The box below it whose lower side is another line.
    func box(to bottom: LyingLine) -> Rect {
        let left = min(x, bottom.x)
        return Rect(
            x: left, y: y, width: max(right, bottom.right) - left, height: bottom.y - y)
    }
}
