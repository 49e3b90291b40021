import DeskwrightCore

/// The ink of a patch, column by column: what is no letter is seen by it, and where letters end.
struct InkColumns {
    /// From the left of the patch: the first row with ink and the one below the last; `nil` without ink.
    private let columns: [Range<Int>?]
    private let patch: Rect
    /// Whether there is ink in a column and a row of the picture.
    private let hasInk: (Int, Int) -> Bool

    init(_ patch: Rect, hasInk: @escaping (Int, Int) -> Bool) {
        self.patch = patch
        self.hasInk = hasInk
        columns = (patch.x..<patch.right).map { x in
            let rows = patch.y..<patch.bottom
            guard let top = rows.first(where: { hasInk(x, $0) }),
                let bottom = rows.last(where: { hasInk(x, $0) })
            else { return nil }
            return top..<(bottom + 1)
        }
    }

    /// The arrow of a list that opens: wider than high, and each column that is further out ends higher.
    var isArrow: Bool {
        guard (4...9).contains(patch.height), (6...16).contains(patch.width),
            10 * patch.width >= 13 * patch.height
        else { return false }
        let bottoms = columns.map { $0?.upperBound ?? 0 }
        let tip = bottoms.filter { $0 == patch.bottom }.count
        let lowest = bottoms.firstIndex(of: patch.bottom) ?? 0
        let isRising = zip(bottoms[lowest...], bottoms[lowest...].dropFirst()).allSatisfy {
            $0 >= $1
        }
        let isFalling = zip(bottoms[...lowest], bottoms[...lowest].dropFirst()).allSatisfy {
            $0 <= $1
        }
        let middle = patch.y + patch.height / 2
        let ends = [columns.first, columns.last].compactMap { $0 ?? nil }
        return !bottoms.contains(0) && tip <= 4 && isFalling && isRising
            && ends.allSatisfy { $0.lowerBound <= patch.y + 2 && $0.upperBound <= middle + 1 }
    }

    /// Without an arrow behind the last letter.
    var withoutArrow: Rect {
        guard let gap = columns.lastIndex(where: { $0 == nil }), gap > 0, columns[gap - 1] == nil
        else {
            return patch
        }
        let arrow = rect(ofColumns: gap..<columns.count)
        return InkColumns(arrow, hasInk: hasInk).isArrow ? rect(ofColumns: 0..<gap) : patch
    }

    /// Whether it is the line around a small button, or the dots around one that has the keyboard: its top and its
    /// bottom are joined by the sides alone.
    var isFrame: Bool {
        guard patch.width >= 18, patch.height >= 14 else { return false }
        let depth = min(8, patch.height / 2)
        let sides = [columns.prefix(4), columns.suffix(4)]
        return sides.allSatisfy { $0.contains { 10 * ($0?.count ?? 0) >= 7 * patch.height } }
            && isLine(Array(patch.y..<(patch.y + depth)))
            && isLine((patch.bottom - depth..<patch.bottom).reversed())
    }

    /// Whether there is ink from side to side, and nearly none behind it; rows from the outer one on.
    ///
    /// A round letter has no straight top, and is not as wide as dots around a button.
    private func isLine(_ rows: [Int]) -> Bool {
        let isWide = patch.width >= 40
        let side = isWide ? 8 : 5
        let inner = (patch.x + side)..<(patch.right - side)
        let counts = rows.map { row in inner.count { hasInk($0, row) } }
        let least = isWide ? 40 : 95
        guard let line = counts.firstIndex(where: { 100 * $0 >= least * inner.count }) else {
            return false
        }
        return counts[line...].contains { 100 * $0 <= 16 * inner.count }
    }

    /// Without a caret right behind the last letter: a bar that is higher than all letters, above and below.
    var withoutCaret: Rect {
        guard patch.width >= 8, let last = columns.last ?? nil else { return patch }
        func isBar(_ rows: Range<Int>) -> Bool {
            abs(rows.lowerBound - last.lowerBound) <= 1
                && abs(rows.upperBound - last.upperBound) <= 1
        }
        let width = columns.reversed().prefix { $0.map(isBar) ?? false }.count
        let letters = columns.dropLast(width).compactMap { $0 }
        let isHigher = letters.allSatisfy {
            $0.lowerBound > last.lowerBound + 1 && $0.upperBound < last.upperBound - 1
        }
        guard width <= 7, letters.count >= 3, isHigher else { return patch }
        return rect(ofColumns: 0..<(columns.count - width))
    }

    /// Without an icon before the first letter: about as high as wide, and higher than all letters.
    var withoutIcon: Rect {
        guard (14...26).contains(patch.height), 10 * patch.width >= 24 * patch.height else {
            return patch
        }
        let widths = (7 * patch.height / 10)...(13 * patch.height / 10)
        for end in widths where columns[end] == nil && columns[end - 1] != nil {
            let icon = rect(ofColumns: 0..<end)
            let text = rect(ofColumns: end..<columns.count)
            let bottoms = columns[end...].compactMap { $0?.upperBound }.sorted()
            if InkColumns.isIcon(icon, columns[..<end].map { $0?.count ?? 0 }), icon.y + 1 < text.y,
                icon.bottom > bottoms[bottoms.count / 2] + 1
            {
                return text
            }
        }
        return patch
    }

    /// Most columns of a square or a circle are about as high as the whole; those of two letters are not.
    private static func isIcon(_ icon: Rect, _ heights: [Int]) -> Bool {
        icon.height >= 14 && abs(icon.width - icon.height) <= icon.height / 4
            && 100 * heights.sorted()[heights.count / 2] >= 84 * icon.height
    }

    /// The smallest rectangle around the ink of some columns.
    private func rect(ofColumns range: Range<Int>) -> Rect {
        let first = range.first { columns[$0] != nil } ?? range.lowerBound
        let last = range.last { columns[$0] != nil } ?? range.lowerBound
        let ink = columns[first...last].compactMap { $0 }
        let top = ink.map(\.lowerBound).min() ?? patch.y
        let bottom = ink.map(\.upperBound).max() ?? patch.bottom
        return Rect(
            x: patch.x + first, y: top, width: last - first + 1, height: bottom - top)
    }
}
