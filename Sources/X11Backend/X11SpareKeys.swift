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
            if let stroke = keymap.stroke(for: keysym) {
                free.remove(stroke.code)
            } else if !missing.contains(keysym) {
                missing.append(keysym)
            }
            if missing.count > keymap.spareLevelCount * free.count {
                return fits(keysyms[..<index], in: keymap)
            }
        }
        return (keysyms, missing)
    }

    private func fits(
        _ run: ArraySlice<UInt32>, in keymap: X11Keymap
    ) -> (run: ArraySlice<UInt32>, missing: [UInt32]) {
        var missing: [UInt32] = []
        for keysym in run where keymap.stroke(for: keysym) == nil && !missing.contains(keysym) {
            missing.append(keysym)
        }
        return (run, missing)
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

    /// Sets the keys' two levels; neighbours in one request, since programs reload after each.
    private func change(_ meanings: [UInt8: [UInt32]]) throws(DesktopError) {
        try connection.checked("changing the keyboard map") {
            var codes = meanings.keys.sorted()[...]
            while let first = codes.first {
                let stretch = codes.enumerated().prefix { Int($1) == Int(first) + $0 }.map(
                    \.element)
                codes = codes.dropFirst(stretch.count)
                var keysyms: [KeySym] = []
                for code in stretch {
                    let levels = (meanings[code] ?? []).map { KeySym($0) }
                    keysyms += levels + Array(repeating: 0, count: 2 - levels.count)
                }
                XChangeKeyboardMapping(
                    connection.display, Int32(first), 2, &keysyms, Int32(stretch.count))
            }
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
