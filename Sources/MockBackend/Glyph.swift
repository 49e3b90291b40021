/// A character ready to be drawn, at twice the sheet's size: level runs of ink.
struct Glyph: Sendable {
    struct Run: Sendable {
        var x: Int
        var y: Int
        var length: Int
    }

    static let width = 2 * GlyphSheet.columns
    static let height = 2 * GlyphSheet.rows

    let runs: [Run]

    private static let all = GlyphSheet.glyphs().map { Glyph(dots: $0) }

    /// The character's own glyph, or a box for what the sheet does not have.
    static func of(_ character: Character) -> Glyph {
        guard let code = character.asciiValue, (0x20..<0x7F).contains(code) else {
            return all[0x7F - 0x20]
        }
        return all[Int(code) - 0x20]
    }

    private init(dots: [Bool]) {
        let fine = Glyph.doubled(dots)
        var runs: [Run] = []
        for y in 0..<Glyph.height {
            var x = 0
            while x < Glyph.width {
                let start = x
                while x < Glyph.width, fine[y * Glyph.width + x] { x += 1 }
                if x > start { runs.append(Run(x: start, y: y, length: x - start)) }
                x += 1
            }
        }
        self.runs = runs
    }

    /// Every dot becomes four, of which those at an outer corner give way: stairs turn to slopes.
    ///
    /// - SeeAlso: The rule is Scale2x, https://www.scale2x.it/algorithm
    private static func doubled(_ dots: [Bool]) -> [Bool] {
        func dot(_ x: Int, _ y: Int) -> Bool {
            (0..<GlyphSheet.columns).contains(x) && (0..<GlyphSheet.rows).contains(y)
                && dots[y * GlyphSheet.columns + x]
        }
        var fine = [Bool](repeating: false, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let column = x / 2
                let row = y / 2
                let above = dot(column, row - 1)
                let below = dot(column, row + 1)
                let before = dot(column - 1, row)
                let behind = dot(column + 1, row)
                let level = x % 2 == 0 ? before : behind
                let upright = y % 2 == 0 ? above : below
                let isSlope = level == upright && before != behind && above != below
                fine[y * width + x] = isSlope ? level : dot(column, row)
            }
        }
        return fine
    }
}
