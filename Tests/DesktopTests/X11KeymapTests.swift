import Testing

@testable import DeskwrightX11Backend

@Suite struct X11KeymapTests {
    typealias Stroke = X11Keymap.Stroke

    static let shift = X11Keymap.Modifier(code: 50, mask: 1)
    static let levelThree = X11Keymap.Modifier(code: 92, mask: 0x80)
    static let twoLevels = X11Keymap.KeyType(mask: 1, levels: [1: 1])
    static let letter = X11Keymap.KeyType(mask: 3, levels: [1: 1, 2: 1])
    static let keypad = X11Keymap.KeyType(mask: 0x11, levels: [0x10: 1, 1: 1])
    static let fourLevels = X11Keymap.KeyType(mask: 0x81, levels: [1: 1, 0x80: 2, 0x81: 3])
    static let rows = [
        X11Keymap.KeyRow(code: 38, keysyms: [0x61, 0x41], type: letter),
        X11Keymap.KeyRow(code: 94, keysyms: [0x3C, 0x3E], type: twoLevels),
        X11Keymap.KeyRow(code: 24, keysyms: [0x71, 0x51, 0x40, 0x7D9], type: fourLevels),
        X11Keymap.KeyRow(code: 59, keysyms: [0x2C, 0x3C], type: twoLevels),
        X11Keymap.KeyRow(code: 87, keysyms: [0xFF9C, 0xFFB1], type: keypad),
        X11Keymap.KeyRow(code: 50, keysyms: [0xFFE1], modifierMask: 1),
        X11Keymap.KeyRow(code: 97, keysyms: []),
        X11Keymap.KeyRow(code: 103, keysyms: [0, 0]),
        X11Keymap.KeyRow(code: 250, keysyms: [], modifierMask: 8),
    ]

    func keymap(locked: UInt32 = 0) -> X11Keymap {
        X11Keymap(
            rows: X11KeymapTests.rows, shift: X11KeymapTests.shift,
            levelThree: X11KeymapTests.levelThree, locked: locked)
    }

    static let reached: [(UInt32, Stroke)] = [
        (0x61, Stroke(code: 38)), (0x41, Stroke(code: 38, modifiers: [50])),
        (0x40, Stroke(code: 24, modifiers: [92])), (0x7D9, Stroke(code: 24, modifiers: [50, 92])),
        (0xFFE1, Stroke(code: 50)), (0xFFB1, Stroke(code: 87, modifiers: [50])),
    ]

    @Test(arguments: reached)
    func aKeysymIsReachedByItsModifiers(_ keysym: UInt32, _ stroke: Stroke) {
        #expect(keymap().stroke(for: keysym) == stroke)
    }

    @Test func theLowestKeyWins() {
        #expect(keymap().stroke(for: 0x3C) == Stroke(code: 59, modifiers: [50]))
    }

    @Test func whatNoKeyHasIsNotReached() {
        #expect(keymap().stroke(for: 0x62) == nil)
        #expect(keymap().stroke(for: 0) == nil)
    }

    @Test func aLockTurnsTheLevelsRound() {
        let capsLocked = keymap(locked: 2)
        #expect(capsLocked.stroke(for: 0x41) == Stroke(code: 38))
        #expect(capsLocked.stroke(for: 0x61) == Stroke(code: 38, modifiers: [50]))
        let numLocked = keymap(locked: 0x10)
        #expect(numLocked.stroke(for: 0xFFB1) == Stroke(code: 87))
    }

    @Test func keysWithoutMeaningAreSpareUnlessTheyAreModifiers() {
        #expect(keymap().spareCodes == [97, 103])
    }

    @Test func withoutShiftASpareKeyHasOneLevel() {
        #expect(keymap().spareLevelCount == 2)
        let bare = X11Keymap(rows: [], shift: nil, levelThree: nil, locked: 0)
        #expect(bare.spareLevelCount == 1)
    }
}
