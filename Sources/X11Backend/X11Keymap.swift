import DeskwrightCore

/// Which key types what in one group of the keyboard's map, with nothing held.
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
        /// Whether it means something in another group.
        var meansElsewhere = false
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

    /// The group's number, from 0.
    let group: Int
    private let strokes: [UInt32: Stroke]
    private let meanings: [UInt8: [UInt32]]
    /// Keys that mean nothing and may be lent to characters that no key types.
    let spareCodes: [UInt8]
    /// How many characters one spare key can type.
    let spareLevelCount: Int
    /// Keys that change what other keys mean.
    let modifierCodes: Set<UInt8>
    /// The modifier that Num Lock is.
    let numLockMask: UInt32

    /// `locked` are the modifiers that stay locked while keys are pressed: Num Lock's.
    init(
        group: Int = 0, rows: [KeyRow], shift: Modifier?, levelThree: Modifier?, locked: UInt32 = 0
    ) {
        self.group = group
        let modifiers = [shift, levelThree].compactMap(\.self)
        let combinations = [[]] + modifiers.map { [$0] } + (modifiers.count > 1 ? [modifiers] : [])
        var strokes: [UInt32: Stroke] = [:]
        // The lowest key wins, and on one key the fewest modifiers.
        for row in rows.sorted(by: { $0.code < $1.code }) {
            for combination in combinations {
                let level = row.type.level(
                    for: combination.reduce(locked) { $0 | $1.mask })
                guard level < row.keysyms.count, row.keysyms[level] != 0 else { continue }
                let stroke = Stroke(code: row.code, modifiers: combination.map(\.code))
                for name in X11Keymap.names(of: row.keysyms[level]) where strokes[name] == nil {
                    strokes[name] = stroke
                }
            }
        }
        self.strokes = strokes
        meanings = Dictionary(uniqueKeysWithValues: rows.map { ($0.code, $0.keysyms) })
        spareCodes = rows.filter(\.isSpare).map(\.code)
        spareLevelCount = shift == nil ? 1 : 2
        modifierCodes = Set(rows.filter(\.isModifier).map(\.code))
        numLockMask = X11Keymap.numLockMask(in: rows)
    }

    /// `Num_Lock` in `X11/keysymdef.h`.
    static func numLockMask(in rows: [KeyRow]) -> UInt32 {
        rows.filter { $0.keysyms.first == 0xFF7F }.reduce(0) { $0 | $1.modifierMask }
    }

    func stroke(for keysym: UInt32) -> Stroke? { strokes[keysym] }

    /// Keys for media players, laptops' lamps and input methods of Japanese and Korean only, of which a
    /// PC's keyboard has some hundred: `press` still finds their names.
    ///
    /// - SeeAlso: `X11/XF86keysym.h`, `X11/Sunkeysym.h`; `X11/keysymdef.h`, from `Kanji` on.
    var dispensableCodes: [UInt8] {
        meanings.filter { code, keysyms in
            let named = keysyms.filter { $0 != 0 }
            return !named.isEmpty && !modifierCodes.contains(code)
                && named.allSatisfy { (0xFF20...0xFF3F).contains($0) || $0 >= 0x1005_FF00 }
        }.map(\.key)
    }

    /// The keys that change what others mean only while they are down.
    var holdableCodes: Set<UInt8> {
        modifierCodes.filter { !Key.isLock(keysym: meaning(of: $0).first ?? 0) }
    }

    /// What a key means on each level.
    func meaning(of code: UInt8) -> [UInt32] { meanings[code] ?? [] }

    /// How many different ones of some keysyms no key types.
    func missingCount(of keysyms: some Sequence<UInt32>) -> Int {
        Set(keysyms).count { strokes[$0] == nil }
    }
}

extension X11Keymap.KeyRow {
    fileprivate var isSpare: Bool {
        modifierMask == 0 && !meansElsewhere && keysyms.allSatisfy { $0 == 0 }
    }

    /// By the modifier that it is, or by its name: a switch of groups is no modifier.
    ///
    /// - SeeAlso: `X11/keysymdef.h`: `Shift_L` to `Hyper_R`, `ISO_Lock` to `ISO_Level5_Lock`.
    fileprivate var isModifier: Bool {
        guard modifierMask == 0 else { return true }
        return switch keysyms.first ?? 0 {
        case 0xFFE1...0xFFEE, 0xFE01...0xFE13, 0xFF7E, 0xFF7F: true
        default: false
        }
    }
}
