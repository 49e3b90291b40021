import Core

/// Which key types what: one look at the keyboard's map in its present layout.
///
/// - SeeAlso: XKB protocol, section 7 (key types) and 12 (keysyms by group and level).
struct X11Keymap {
    /// A key, and the modifiers that must be down to reach one of its levels.
    struct Stroke: Hashable {
        var code: UInt8
        var modifiers: [UInt8] = []
    }

    struct KeyRow {
        var code: UInt8
        /// What the key means on each level; zero means nothing.
        var keysyms: [UInt32]
        var type = KeyType()
        /// The modifiers that the key itself is.
        var modifierMask: UInt32 = 0
    }

    /// How modifiers choose a level.
    struct KeyType {
        /// The modifiers that count.
        var mask: UInt32 = 0
        /// The level for each combination that has one; all others mean level 0.
        var levels: [UInt32: Int] = [:]

        func level(for modifiers: UInt32) -> Int { levels[modifiers & mask] ?? 0 }
    }

    /// A modifier that can be held while another key is pressed.
    struct Modifier: Hashable {
        var code: UInt8
        var mask: UInt32
    }

    private let strokes: [UInt32: Stroke]
    /// Keys that mean nothing and may be lent to characters that no key types.
    let spareCodes: [UInt8]
    /// How many characters one spare key can type.
    let spareLevelCount: Int

    /// `locked` are the modifiers that are locked now, such as Num Lock.
    init(rows: [KeyRow], shift: Modifier?, levelThree: Modifier?, locked: UInt32) {
        let modifiers = [shift, levelThree].compactMap(\.self)
        let combinations = [[]] + modifiers.map { [$0] } + (modifiers.count > 1 ? [modifiers] : [])
        var strokes: [UInt32: Stroke] = [:]
        // The lowest key wins, and on one key the fewest modifiers.
        for row in rows.sorted(by: { $0.code < $1.code }) {
            for combination in combinations {
                let level = row.type.level(
                    for: combination.reduce(locked) { $0 | $1.mask })
                guard level < row.keysyms.count else { continue }
                let keysym = row.keysyms[level]
                guard keysym != 0, strokes[keysym] == nil else { continue }
                strokes[keysym] = Stroke(code: row.code, modifiers: combination.map(\.code))
            }
        }
        self.strokes = strokes
        spareCodes = rows.filter { $0.modifierMask == 0 && $0.keysyms.allSatisfy { $0 == 0 } }
            .map(\.code)
        spareLevelCount = shift == nil ? 1 : 2
    }

    func stroke(for keysym: UInt32) -> Stroke? { strokes[keysym] }
}
