/// Which keys a text needs at one time, and what spare ones have to be lent for it.
struct X11KeyPlan {
    /// So many keysyms of the text have keys then.
    let count: Int
    /// What is to be lent: a key's meanings, one a level.
    let meanings: [UInt8: [UInt32]]
    /// Whether that takes keys from other characters.
    let takesBack: Bool

    /// Plans for the longest beginning of a text that there are keys for.
    ///
    /// Of the keys that are lent now, the oldest first, one is given to others only when none is spare,
    /// and none that the same beginning needs.
    init(for text: ArraySlice<UInt32>, in keymap: X11Keymap, lent: [UInt8]) {
        var missing: [UInt32] = []
        var known: Set<UInt32> = []
        var free = Set(keymap.spareCodes + lent)
        var count = 0
        for keysym in text {
            if let stroke = keymap.stroke(for: keysym) {
                let wasFree = free.remove(stroke.code) != nil
                if missing.count > keymap.spareLevelCount * free.count {
                    if wasFree { free.insert(stroke.code) }
                    break
                }
            } else if !known.contains(keysym) {
                guard missing.count < keymap.spareLevelCount * free.count else { break }
                known.insert(keysym)
                missing.append(keysym)
            }
            count += 1
        }
        self.count = count

        let codes = (keymap.spareCodes + lent).filter(free.contains)
        let levels = missing.count <= codes.count ? 1 : keymap.spareLevelCount
        var meanings: [UInt8: [UInt32]] = [:]
        for (index, keysym) in missing.enumerated() {
            meanings[codes[index / levels], default: []].append(keysym)
        }
        self.meanings = meanings
        takesBack = lent.contains { meanings[$0] != nil }
    }
}
