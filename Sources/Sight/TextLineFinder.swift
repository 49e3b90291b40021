import DeskwrightCShims
import DeskwrightCore

/// Where lines of text may be in a picture: patches of sharp changes, side by side and of about the same height.
struct TextLineFinder {
    /// Bits as in `edge_shim.h`, a byte a pixel.
    private let edges: [UInt8]
    private let size: Size

    /// The smallest change of a colour that counts as an edge, of 255: grey text that is not to be
    /// chosen has some 40, a gradient some 5.
    private static let contrast: Int32 = 24
    /// Letters of one word in small print are less apart, and an icon from its text is more.
    private static let letterGap: UInt32 = 3
    /// More patches are no text but a photograph.
    private static let patchLimit = 20_000
    /// The height of lines in pixels; what is lower is a part of a letter, or nothing.
    private static let heights = 6...64

    /// Where the area begins in the frame.
    private let corner: Point

    init(_ area: PixelArea) {
        size = area.size
        corner = Point(x: area.frame.x, y: area.frame.y)
        var edges = [UInt8](repeating: 0, count: size.width * size.height)
        cshims_mark_edges(
            area.pixels, UInt32(size.width), UInt32(size.height), TextLineFinder.contrast, &edges)
        self.edges = edges
    }

    /// Lines from the top, and from the left, in the frame's pixels.
    func lines() -> [Rect] {
        linesOfArea().map { moved($0, by: corner) }.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    }

    /// Whether the side of a frame stands between two lines, in the frame's pixels.
    func isBarred(_ one: TextLine, _ other: TextLine) -> Bool {
        let back = Point(x: -corner.x, y: -corner.y)
        return isBarred(moved(one.frame, by: back), moved(other.frame, by: back))
    }

    private func moved(_ rect: Rect, by way: Point) -> Rect {
        Rect(x: rect.x + way.x, y: rect.y + way.y, width: rect.width, height: rect.height)
    }

    private func linesOfArea() -> [Rect] {
        let all = patches().compactMap(withoutSigns)
        let icons = icons(among: all)
        let patches = all.filter { !icons.contains($0) }.flatMap(parts)
        let letters = patches.filter { TextLineFinder.heights.contains($0.height) }
        let lines = joined(letters.filter { !isSide($0, beside: letters) })
        var grown = lines
        var alone: [Rect] = []
        for dot in patches
        where dot.height < TextLineFinder.heights.lowerBound && !touchesFrame(dot) {
            if let nearest = line(of: dot, in: lines) {
                grown[nearest] = grown[nearest].union(dot)
            } else {
                alone.append(dot)
            }
        }
        return joined(grown).filter { !isSide($0) && !isCorner($0) } + icons + signs(among: alone)
    }

    /// Minus, full stop and equals sign alone on a button: nothing else as low is near them.
    private func signs(among dots: [Rect]) -> [Rect] {
        // More are the grips of toolbars and panels.
        guard dots.count <= 200 else { return [] }
        return dots.compactMap { dot in
            let near = dots.filter { $0 != dot && !$0.intersection(dot.inset(by: -24)).isEmpty }
            let isOver = near.allSatisfy { $0.x == dot.x && $0.width == dot.width && $0.y > dot.y }
            guard near.count <= 1, isOver else { return nil }
            let sign = near.reduce(dot) { $0.union($1) }
            return (3...16).contains(sign.width) && (2...12).contains(sign.height) ? sign : nil
        }
    }

    /// Check boxes and the pictures of buttons: they are lines of their own, and do not disturb their text's.
    private func icons(among patches: [Rect]) -> Set<Rect> {
        let sorted = patches.sorted { $0.x < $1.x }
        var icons: Set<Rect> = []
        for (index, patch) in sorted.enumerated() where TextLineFinder.isIconLike(patch.size) {
            let reach = patch.right + patch.height
            let others = sorted[(index + 1)...].prefix { $0.x <= reach }
            if others.contains(where: { isIcon(patch, before: $0) }) { icons.insert(patch) }
        }
        return icons
    }

    /// Whether a text begins behind it that it reaches beyond, above and below.
    private func isIcon(_ patch: Rect, before text: Rect) -> Bool {
        text.x - patch.right >= 4 && patch.y < text.y && patch.bottom > text.bottom
    }

    /// As high as wide, and larger than a letter of small print.
    static func isIconLike(_ size: Size) -> Bool {
        size.height > 10 && abs(size.width - size.height) <= size.height / 4
    }

    /// Whether all that is near it is lower: letters of a line are about as high as each other.
    private func isSide(_ patch: Rect, beside letters: [Rect]) -> Bool {
        guard isSide(patch) else { return false }
        if touchesFrame(patch) { return true }
        let around = Rect(
            x: patch.x - 12, y: patch.y, width: patch.width + 24, height: patch.height)
        let near = letters.filter { $0 != patch && !$0.intersection(around).isEmpty && !isSide($0) }
        return near.allSatisfy { 10 * $0.height <= 7 * patch.height }
    }

    /// What is left of the corner of a button that something covers.
    private func isCorner(_ line: Rect) -> Bool {
        max(line.width, line.height) < 12 && touchesFrame(line)
    }

    /// The sides of buttons with round corners stand alone, higher and thinner than letters.
    private func isSide(_ line: Rect) -> Bool {
        line.height >= 18 && 4 * line.width < line.height
    }

    /// A patch without what stands beside the letters; `nil` where nothing is left.
    private func withoutSigns(_ patch: Rect) -> Rect? {
        guard patch.height <= TextLineFinder.heights.upperBound else { return patch }
        let ink = inkColumns(patch)
        if ink.isArrow || ink.isFrame { return nil }
        return [\InkColumns.withoutIcon, \.withoutArrow, \.withoutCaret].reduce(patch) {
            text, part in
            (text == patch ? ink : inkColumns(text))[keyPath: part]
        }
    }

    private func inkColumns(_ patch: Rect) -> InkColumns {
        InkColumns(patch) { has(CSHIMS_INK, $0, $1) }
    }

    private func patches() -> [Rect] {
        var boxes = [cshims_box](repeating: cshims_box(), count: TextLineFinder.patchLimit)
        let count = cshims_find_patches(
            edges, UInt32(size.width), UInt32(size.height), TextLineFinder.letterGap, &boxes,
            boxes.count)
        return boxes.prefix(count).map { box in
            Rect(
                x: Int(box.left), y: Int(box.top), width: Int(box.right - box.left),
                height: Int(box.bottom - box.top))
        }
    }

    /// Puts together what stands side by side, until nothing more does.
    private func joined(_ pieces: [Rect]) -> [Rect] {
        var lines = pieces
        while true {
            let count = lines.count
            lines = joinedOnce(lines)
            if lines.count == count { return lines }
        }
    }

    private func joinedOnce(_ pieces: [Rect]) -> [Rect] {
        var done: [Rect] = []
        // Lines that a piece further to the right may still belong to.
        var open: [Rect] = []
        for piece in pieces.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) }) {
            let reach = TextLineFinder.heights.upperBound
            done += open.filter { $0.right + reach < piece.x }
            open.removeAll { $0.right + reach < piece.x }
            if let index = open.firstIndex(where: { isOneLine($0, piece) }) {
                open[index] = open[index].union(piece)
            } else {
                open.append(piece)
            }
        }
        return done + open
    }

    private func isOneLine(_ left: Rect, _ right: Rect) -> Bool {
        let height = max(left.height, right.height)
        // An icon beside two lines belongs to none.
        guard height <= 16 || 10 * height <= 24 * min(left.height, right.height) else {
            return false
        }
        // A space is less than half as wide as a line is high, the widest letters' own room included.
        guard right.x - left.right <= 6 * height / 10 else { return false }
        let common = min(left.bottom, right.bottom) - max(left.y, right.y)
        let both = max(left.bottom, right.bottom) - min(left.y, right.y)
        return 10 * common >= 6 * min(left.height, right.height) && 100 * both <= 135 * height
            && !isBarred(left, right)
    }

    /// Whether the side of a frame stands between.
    private func isBarred(_ one: Rect, _ other: Rect) -> Bool {
        let (left, right) = (min(one.right, other.right), max(one.x, other.x))
        let (top, bottom) = (max(one.y, other.y), min(one.bottom, other.bottom))
        guard left <= right, top < bottom else { return false }
        return (left...min(right, size.width - 1)).contains { x in
            let count = (top..<bottom).count { has(CSHIMS_STANDING, x, $0) }
            return 2 * count > bottom - top
        }
    }

    /// Whether a patch is what is left of a frame's corner.
    private func touchesFrame(_ patch: Rect) -> Bool {
        let around = patch.inset(by: -1).intersection(size.bounds)
        return (around.y..<around.bottom).contains { y in
            (around.x..<around.right).contains { has(CSHIMS_STANDING | CSHIMS_LYING, $0, y) }
        }
    }

    private func has(_ bits: Int, _ x: Int, _ y: Int) -> Bool {
        Int(edges[y * size.width + x]) & bits != 0
    }

    /// Dots, commas, dashes and accents belong to the nearest line.
    private func line(of dot: Rect, in lines: [Rect]) -> Int? {
        var nearest: (distance: Int, index: Int)?
        for (index, line) in lines.enumerated() {
            let across = max(line.x - dot.right, dot.x - line.right, 0)
            let down = max(line.y - dot.bottom, dot.y - line.bottom, 0)
            guard across == 0 || down == 0, 10 * across <= 6 * line.height,
                10 * down <= 3 * line.height, dot.width <= max(line.width, line.height),
                !isBarred(line, dot)
            else { continue }
            if across + 2 * down < nearest?.distance ?? .max {
                nearest = (across + 2 * down, index)
            }
        }
        return nearest?.index
    }
}

extension TextLineFinder {
    /// A patch of several rows of text that touch, as in terminals, cut where there is least ink.
    private func parts(_ patch: Rect) -> [Rect] {
        let row = 14
        guard patch.height > row, patch.width >= patch.height else { return [patch] }
        var counts = [UInt32](repeating: 0, count: patch.height)
        cshims_count_ink(edges, UInt32(size.width), cshims_box(patch), &counts)
        guard let cut = cut(counts) else { return [patch] }
        return [
            Rect(x: patch.x, y: patch.y, width: patch.width, height: cut),
            Rect(
                x: patch.x, y: patch.y + cut, width: patch.width, height: patch.height - cut),
        ].flatMap(parts)
    }

    /// The row with least ink, if there is much more of it on both sides.
    private func cut(_ counts: [UInt32]) -> Int? {
        let least = TextLineFinder.heights.lowerBound
        let rows = least..<max(least, counts.count - least)
        guard let row = rows.min(by: { counts[$0] < counts[$1] }) else { return nil }
        let peak = min(counts[..<row].max() ?? 0, counts[row...].max() ?? 0)
        return 10 * counts[row] <= 3 * peak ? row : nil
    }
}

extension cshims_box {
    init(_ rect: Rect) {
        self.init(
            left: Int32(rect.x), top: Int32(rect.y), right: Int32(rect.right),
            bottom: Int32(rect.bottom))
    }
}
