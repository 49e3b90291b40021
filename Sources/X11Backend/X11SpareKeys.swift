import CX11
import Core

/// Keys that mean nothing, lent to characters that the keyboard's layout does not have.
///
/// A program looks a key's meaning up when it reads the event, which may be long after it was sent.
/// So a lent key keeps its meaning: it goes to another character only when all are lent, the oldest
/// first, and all are given back when the desktop lets go.
final class X11SpareKeys {
    private let connection: X11Connection
    private let ping: X11Ping
    /// The oldest first.
    private var lent: [UInt8] = []
    private var lastUse: ContinuousClock.Instant?

    /// So long a program that answers no pings gets to look up what it was sent.
    private static let lookUpTime = Duration.milliseconds(250)
    /// So long programs get to notice a new map before the keys come.
    private static let noticeMilliseconds = 20

    init(_ connection: X11Connection) {
        self.connection = connection
        ping = X11Ping(connection)
    }

    /// The longest beginning of a text for which there are keys at one time, and what to lend for it.
    func fitting(
        _ keysyms: ArraySlice<UInt32>, in keymap: X11Keymap
    ) -> (run: ArraySlice<UInt32>, missing: [UInt32]) {
        var missing: [UInt32] = []
        var free = Set(keymap.spareCodes + lent)
        for (index, keysym) in zip(keysyms.indices, keysyms) {
            let hadEnough = missing
            if let stroke = keymap.stroke(for: keysym) {
                free.remove(stroke.code)
            } else if !missing.contains(keysym) {
                missing.append(keysym)
            }
            if missing.count > keymap.spareLevelCount * free.count {
                return (keysyms[..<index], hadEnough)
            }
        }
        return (keysyms, missing)
    }

    /// Gives each keysym a key, but takes none that `run` needs as it is.
    ///
    /// - Returns: The map as it is then.
    func lend(
        _ keysyms: [UInt32], for run: ArraySlice<UInt32>, in keymap: X11Keymap
    ) throws(DesktopError) -> X11Keymap {
        let needed = Set(run.compactMap { keymap.stroke(for: $0)?.code })
        let spare = keymap.spareCodes
        let takenBack = lent.filter { !needed.contains($0) && !spare.contains($0) }
        let codes = spare + takenBack
        let levels = keysyms.count <= codes.count ? 1 : 2
        var meanings: [UInt8: [UInt32]] = [:]
        for (index, keysym) in keysyms.enumerated() {
            meanings[codes[index / levels], default: []].append(keysym)
        }
        if takenBack.contains(where: { meanings[$0] != nil }) { try waitForLookUps() }
        try change(meanings)
        lent.removeAll { meanings[$0] != nil }
        lent += meanings.keys.sorted()
        connection.pause(milliseconds: X11SpareKeys.noticeMilliseconds)
        return try X11Keymap(of: connection)
    }

    /// Notes that lent keys may just have been pressed.
    func noteUse() {
        if !lent.isEmpty { lastUse = .now }
    }

    /// Makes all lent keys mean nothing again.
    func giveBack() throws(DesktopError) {
        guard !lent.isEmpty else { return }
        try waitForLookUps()
        let codes = lent
        lent = []
        try change(Dictionary(uniqueKeysWithValues: codes.map { ($0, []) }))
    }

    private func waitForLookUps() throws(DesktopError) {
        guard let lastUse else { return }
        self.lastUse = nil
        if try ping.isAnswered() { return }
        let left = ContinuousClock.now.duration(to: lastUse.advanced(by: X11SpareKeys.lookUpTime))
        if left > .zero { connection.pause(milliseconds: left.wholeMilliseconds) }
    }

    /// Gives each key its meanings, one a level, in one request.
    ///
    /// Programs load the map anew after each change of it, and window managers take their time: with
    /// one request a key, as the core protocol would have it, openbox fell seconds behind.
    ///
    /// - SeeAlso: XkbChangeMap(3), XkbChangeTypesOfKey(3).
    private func change(_ meanings: [UInt8: [UInt32]]) throws(DesktopError) {
        let operation = "changing the keyboard map"
        // The actions only because XkbChangeTypesOfKey looks into them without asking.
        let parts = UInt32(XkbKeyTypesMask | XkbKeySymsMask | XkbKeyActionsMask)
        let description = XkbGetMap(connection.display, parts, UInt32(XkbUseCoreKbd))
        try connection.alive(operation)
        guard let description, let map = description.pointee.map,
            let first = meanings.keys.min(), let last = meanings.keys.max()
        else { throw .missingExtension(name: "XKEYBOARD") }
        defer { XkbFreeKeyboard(description, UInt32(XkbAllComponentsMask), 1) }
        for (code, keysyms) in meanings {
            var type = Int32(keysyms.count > 1 ? XkbTwoLevelIndex : XkbOneLevelIndex)
            let groupCount: Int32 = keysyms.isEmpty ? 0 : 1
            XkbChangeTypesOfKey(
                description, Int32(code), groupCount, UInt32(XkbGroup1Mask), &type, nil)
            let place = Int(map.pointee.key_sym_map[Int(code)].offset)
            for (level, keysym) in keysyms.enumerated() {
                map.pointee.syms[place + level] = KeySym(keysym)
            }
        }
        try connection.checked(operation) {
            var changes = XkbMapChangesRec()
            changes.changed = UInt16(XkbKeySymsMask)
            changes.first_key_sym = first
            changes.num_key_syms = last - first + 1
            XkbChangeMap(connection.display, description, &changes)
        }
    }
}

extension Duration {
    /// Rounded up, so that a wait is never cut to nothing.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000
            + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
