/// A character ready to be drawn, at twice the sheet's size: level runs of ink.
struct Glyph: Sendable {
    struct Run: Sendable {
        var x: Int
        /// Below the top of capitals; a mark on a capital is above it.
        var y: Int
        var length: Int
    }

    static let width = 2 * GlyphSheet.columns
    static let height = 2 * GlyphSheet.rows

    let runs: [Run]

    /// The character's own glyph, or a box for what the sheet does not have.
    static func of(_ character: Character) -> Glyph {
        if let code = character.asciiValue, (0x20..<0x7F).contains(code) {
            return plain[Int(code) - 0x20]
        }
        return others[character] ?? marked(character) ?? plain[0x7F - 0x20]
    }

    private static let sheet = GlyphSheet.glyphs()
    private static let plain = sheet.prefix(96).map { Glyph(DotGrid($0)) }
    private static let others = Dictionary(
        uniqueKeysWithValues: zip(
            GlyphSheet.others, sheet.suffix(GlyphSheet.others.count).map { Glyph(DotGrid($0)) }))

    private static func marked(_ character: Character) -> Glyph? {
        guard let parts = compositions[character] else { return nil }
        // The letter i gives up its dot.
        let letter = parts.letter == "i" ? 96 + 11 : Int(parts.letter.asciiValue ?? 0x7F) - 0x20
        let isTall = parts.letter.isUppercase || "bdfhklt".contains(parts.letter)
        let isBelow = parts.mark == GlyphSheet.marks.count - 1
        return Glyph(
            DotGrid(
                sheet[letter], mark: sheet[96 + parts.mark],
                raisedBy: isBelow ? 0 : isTall ? DotGrid.headroom : 1))
    }

    /// Letters with a mark; `ä` and `a` with a combining diaeresis are the same `Character`.
    private static let compositions: [Character: (letter: Character, mark: Int)] = {
        var table: [Character: (letter: Character, mark: Int)] = [:]
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" {
            for (index, mark) in GlyphSheet.marks.enumerated() {
                table[Character(String(letter) + String(Character(mark)))] = (letter, index)
            }
        }
        return table
    }()

    private init(_ grid: DotGrid) {
        var runs: [Run] = []
        for y in 0..<(2 * DotGrid.rows) {
            var x = 0
            while x < Glyph.width {
                let start = x
                while x < Glyph.width, grid.isInk(x, y) { x += 1 }
                let top = y - 2 * DotGrid.headroom
                if x > start { runs.append(Run(x: start, y: top, length: x - start)) }
                x += 1
            }
        }
        self.runs = runs
    }
}

/// The dots of one character, with room for a mark above a capital.
private struct DotGrid {
    static let headroom = 3
    static let rows = GlyphSheet.rows + headroom

    private var dots = [Bool](repeating: false, count: GlyphSheet.columns * rows)

    init(_ letter: [Bool], mark: [Bool] = [], raisedBy rise: Int = 0) {
        add(letter, at: DotGrid.headroom)
        add(mark, at: DotGrid.headroom - rise)
    }

    private mutating func add(_ shape: [Bool], at row: Int) {
        for (index, isInk) in shape.enumerated() where isInk {
            dots[row * GlyphSheet.columns + index] = true
        }
    }

    private func dot(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < GlyphSheet.columns && y >= 0 && y < DotGrid.rows
            && dots[y * GlyphSheet.columns + x]
    }

    /// Whether there is ink at a place of the doubled grid, where every dot is four.
    ///
    /// Where two dots meet only at a corner, the corner is filled on both sides: stairs turn to
    /// slopes, and right angles stay as they are.
    func isInk(_ x: Int, _ y: Int) -> Bool {
        let (column, row) = (x / 2, y / 2)
        if dot(column, row) { return true }
        let beside = x % 2 == 0 ? column - 1 : column + 1
        let upright = y % 2 == 0 ? row - 1 : row + 1
        return dot(beside, row) && dot(column, upright) && !dot(beside, upright)
    }
}
