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
