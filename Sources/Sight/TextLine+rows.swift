import DeskwrightCore

extension [TextLine] {
    /// Lines side by side in one, where they are about a wide space apart: in print whose letters are all
    /// equally wide, words are taken for lines of their own.
    var joinedInRows: [TextLine] {
        var rows: [TextLine] = []
        for line in sorted(by: { $0.frame.x < $1.frame.x }) {
            if let row = rows.firstIndex(where: { $0.isContinued(by: line) }) {
                rows[row].words += line.words
                rows[row].frame = rows[row].frame.union(line.frame)
            } else {
                rows.append(line)
            }
        }
        return rows.sorted { ($0.frame.y, $0.frame.x) < ($1.frame.y, $1.frame.x) }
    }
}

extension [TextLine] {
    /// Words of a print whose letters are all equally wide in one line, as in terminals: the spaces between them are
    /// as wide as a letter, which is more than in other print.
    ///
    /// - Parameter isParted: Whether a frame stands between two lines.
    /// - Returns: Lines from the top.
    func joinedByPitch(isParted: (TextLine, TextLine) -> Bool) -> [TextLine] {
        var lines: [TextLine] = []
        // Those that a word further to the right may still belong to.
        for next in sorted(by: { ($0.frame.x, $0.frame.y) < ($1.frame.x, $1.frame.y) }) {
            if let index = lines.lastIndex(where: {
                $0.isContinued(by: next) && $0.isOfSamePitch(as: next) && !isParted($0, next)
            }) {
                lines[index].words += next.words
                lines[index].frame = lines[index].frame.union(next.frame)
            } else {
                lines.append(next)
            }
        }
        return lines.sorted { ($0.frame.y, $0.frame.x) < ($1.frame.y, $1.frame.x) }
    }
}

extension TextLine {
    /// Between the left sides of two letters, of the line's longest word; `nil` without one that is long enough.
    private var pitch: Double? {
        words.max { $0.text.count < $1.text.count }?.pitch
    }

    fileprivate func isOfSamePitch(as next: TextLine) -> Bool {
        guard let pitch = [self, next].compactMap(\.pitch).max() else { return false }
        let gap = Double(next.frame.x - frame.right)
        return (0.9 * pitch...2 * pitch).contains(gap)
            && (words + next.words).allSatisfy { word in
                let count = Double(word.text.count)
                let width = Double(word.frame.width)
                return width <= count * pitch + 1 && width >= (count - 1) * pitch
                    && abs((word.pitch ?? pitch) - pitch) <= 0.06 * pitch
            }
    }
}

extension TextWord {
    /// In print whose letters are all equally wide, of which the last one shows no space behind it.
    fileprivate var pitch: Double? {
        text.count < 3 ? nil : Double(frame.width) / (Double(text.count) - 0.2)
    }
}

extension TextLine {
    /// The letters of words like "one" are lower than those of others of their size, in pixels.
    private static let leastHeight = 11

    fileprivate func isContinued(by next: TextLine) -> Bool {
        let gap = next.frame.x - frame.right
        let common = Swift.min(frame.bottom, next.frame.bottom) - max(frame.y, next.frame.y)
        return (0...max(frame.height, next.frame.height, TextLine.leastHeight)).contains(gap)
            && 10 * common >= 6 * Swift.min(frame.height, next.frame.height)
    }
}
