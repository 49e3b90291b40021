import Testing

@testable import DeskwrightX11Backend

@Suite struct X11KeyPlanTests {
    /// `a` and `b` on keys of their own, three spare keys, and what lent ones mean.
    private func keymap(lent: [UInt8: [UInt32]] = [:], hasShift: Bool = true) -> X11Keymap {
        let shift = X11Keymap.Modifier(code: 50, mask: 1)
        let twoLevels = X11Keymap.KeyType(mask: 1, levels: [1: 1])
        var rows = [
            X11Keymap.KeyRow(code: 38, keysyms: [0x61, 0x41], type: twoLevels),
            X11Keymap.KeyRow(code: 39, keysyms: [0x62]),
        ]
        rows += [97, 98, 99].map {
            X11Keymap.KeyRow(code: $0, keysyms: lent[$0] ?? [], type: twoLevels)
        }
        return X11Keymap(rows: rows, shift: hasShift ? shift : nil, levelThree: nil)
    }

    @Test func whatHasAKeyNeedsNone() {
        let plan = X11KeyPlan(for: [0x61, 0x41, 0x62], in: keymap(), lent: [])
        #expect(plan.count == 3 && plan.meanings.isEmpty && !plan.takesBack)
    }

    @Test func eachCharacterGetsAKeyWhileThereAreEnough() {
        let plan = X11KeyPlan(for: [0xE0, 0x61, 0xE1, 0xE0], in: keymap(), lent: [])
        #expect(plan.count == 4)
        #expect(plan.meanings == [97: [0xE0], 98: [0xE1]])
    }

    @Test func beyondThatTwoShareOne() {
        let plan = X11KeyPlan(for: [1, 2, 3, 4], in: keymap(), lent: [])
        #expect(plan.meanings == [97: [1, 2], 98: [3, 4]])
        #expect(plan.count == 4)
    }

    @Test func aTextEndsWhereKeysEnd() {
        let plan = X11KeyPlan(for: [1, 2, 3, 4, 0x61, 5, 6, 2, 7, 8], in: keymap(), lent: [])
        #expect(plan.count == 8)
        #expect(plan.meanings == [97: [1, 2], 98: [3, 4], 99: [5, 6]])
        let withoutShift = X11KeyPlan(
            for: [1, 2, 3, 4], in: keymap(hasShift: false), lent: [])
        #expect(withoutShift.count == 3)
    }

    @Test func lentKeysServeAgain() {
        let keymap = keymap(lent: [97: [1], 98: [2]])
        let plan = X11KeyPlan(for: [2, 1, 3], in: keymap, lent: [97, 98])
        #expect(plan.count == 3)
        #expect(plan.meanings == [99: [3]])
        #expect(!plan.takesBack)
    }

    @Test func theOldestIsTakenBackButNoneThatTheTextNeeds() {
        let keymap = keymap(lent: [97: [1], 98: [2], 99: [3]])
        let plan = X11KeyPlan(for: [4, 2], in: keymap, lent: [98, 97, 99])
        #expect(plan.count == 2)
        #expect(plan.meanings == [97: [4]])
        #expect(plan.takesBack)
    }

    @Test func aTextEndsBeforeACharacterWhoseKeyIsGivenAway() {
        let keymap = keymap(lent: [97: [1], 98: [2], 99: [3]])
        let plan = X11KeyPlan(
            for: [11, 12, 13, 14, 15, 16, 3, 11], in: keymap, lent: [97, 98, 99])
        #expect(plan.count == 6)
        #expect(plan.meanings == [97: [11, 12], 98: [13, 14], 99: [15, 16]])
    }

    @Test func withoutSpareKeysNothingIsLent() {
        let row = X11Keymap.KeyRow(code: 38, keysyms: [0x61])
        let keymap = X11Keymap(rows: [row], shift: nil, levelThree: nil)
        #expect(X11KeyPlan(for: [1, 0x61], in: keymap, lent: []).count == 0)
        #expect(X11KeyPlan(for: [0x61, 1], in: keymap, lent: []).count == 1)
    }
}
