import DeskwrightCX11
import DeskwrightCore

/// Presses keys by name and types text, whatever the keyboard's layout is.
final class X11Keyboard {
    private let connection: X11Connection
    private let input: X11Input
    private let spareKeys: X11SpareKeys
    private let plainState: X11PlainState

    /// So many characters are sent between two looks at the keyboard, and at whether the task is
    /// cancelled. Few enough for Xlib's buffer of 16 KB, at six events of 36 bytes each: it would be
    /// sent when full, maybe between the press of a key and its release, and the server would repeat
    /// the key should we be kept from going on.
    private static let charactersPerLook = 64

    init(_ connection: X11Connection, _ input: X11Input) throws(DesktopError) {
        self.connection = connection
        self.input = input
        spareKeys = try X11SpareKeys(connection)
        plainState = X11PlainState(connection)
    }

    func isKnown(_ key: Key) -> Bool { keysym(of: key) != nil }

    /// Core's names, then all that Xlib knows, as `XF86AudioPlay` or `U20AC`.
    private func keysym(of key: Key) -> UInt32? {
        if let keysym = key.keysym { return keysym }
        let found = XStringToKeysym(key.name)
        return found == 0 ? nil : UInt32(truncatingIfNeeded: found)
    }

    /// Why an action's keys cannot be pressed, or `nil` when they can.
    func refusal(of action: Action) throws(DesktopError) -> String? {
        let wanted = chord(action.keys)
        guard !wanted.isEmpty else { return nil }
        switch try spareKeys.prepare(wanted[...]) {
        case .ready(wanted.count, _): return nil
        case .ready(let count, _): return missingKey(for: wanted[count])
        case .noKey: return missingKey(for: wanted[0])
        // A cancelled action is not refused: it is not run.
        case .notRead: return Task.isCancelled ? nil : X11Keyboard.unreadKeys
        }
    }

    private func missingKey(for keysym: UInt32) -> String {
        "the keyboard map has no key for the keysym 0x\(String(keysym, radix: 16))"
            + ", and no spare one to give it"
    }

    private static let unreadKeys =
        "all spare keys are lent to what was typed before, and its program has not read it:"
        + " it does not react"

    /// Presses keys in order and leaves them down.
    func hold(_ keys: [Key]) throws(DesktopError) {
        guard !keys.isEmpty else { return }
        let wanted = chord(keys)
        guard case .ready(wanted.count, let keymap) = try spareKeys.prepare(wanted[...]) else {
            // They were there a moment ago.
            throw .requestFailed(
                operation: "lending keys to a chord while another program changes the keyboard map",
                code: Int(BadAccess))
        }
        if !wanted.contains(where: Key.isLock) { try plainState.take(keymap) }
        try spareKeys.noteUse()
        for stroke in wanted.compactMap(keymap.stroke) {
            for modifier in stroke.modifiers { input.press(.key(modifier)) }
            input.press(.key(stroke.code))
        }
        try spareKeys.noteUse()
    }

    /// In a chord, a capital letter means its key: `CTRL` `L` is Ctrl with the L key, not with Shift.
    private func chord(_ keys: [Key]) -> [UInt32] {
        let keysyms = keys.compactMap(keysym)
        guard keysyms.count > 1 else { return keysyms }
        return keysyms.map { keysym in
            var lower: KeySym = 0
            var upper: KeySym = 0
            XConvertCase(KeySym(keysym), &lower, &upper)
            return UInt32(truncatingIfNeeded: lower)
        }
    }

    /// Types a text; the receipt names what no key could bring.
    ///
    /// - Returns: Whether all of it was seen to; false when the task was cancelled on the way.
    func type(_ text: String) throws(DesktopError) -> Bool {
        // `\r\n` is one Return.
        let scalars = Array(text.replacing("\r\n", with: "\n").unicodeScalars)
        let keysyms = scalars.map { Key.keysym(typing: $0) ?? 0 }
        var place = 0
        while place < keysyms.count {
            let rest = keysyms[place...].prefix { $0 != 0 }
            switch rest.isEmpty ? .noKey : try spareKeys.prepare(rest) {
            case .noKey:
                input.receipt.undelivered.unicodeScalars.append(scalars[place])
                place += 1
            case .notRead:
                if Task.isCancelled { return false }
                input.receipt.undelivered.unicodeScalars.append(contentsOf: scalars[place...])
                return true
            case .ready(let count, let keymap):
                let sent = try send(rest.prefix(count), keymap)
                if Task.isCancelled { return false }
                place += sent
            }
        }
        return true
    }

    /// Sends keysyms until the task is cancelled or somebody changes the keyboard's map.
    ///
    /// - Returns: How many were sent.
    private func send(
        _ keysyms: ArraySlice<UInt32>, _ keymap: X11Keymap
    ) throws(DesktopError) -> Int {
        var rest = keysyms
        // Before the keys too: they may take the keyboard away from the window that gets them.
        try spareKeys.noteUse()
        while !rest.isEmpty, !Task.isCancelled {
            try plainState.take(keymap)
            if spareKeys.mapHasChanged { break }
            let part = rest.prefix(X11Keyboard.charactersPerLook)
            for stroke in part.compactMap(keymap.stroke) { input.tap(stroke) }
            input.receipt.characters += part.count
            try spareKeys.noteUse()
            rest = rest.dropFirst(part.count)
        }
        return keysyms.count - rest.count
    }

    /// Releases all that is down, and puts back what others held.
    func letGo() {
        input.letGo()
        plainState.putBack()
        XFlush(connection.display)
    }

    /// Puts the keyboard's map back as it was.
    func giveBack() throws(DesktopError) {
        try spareKeys.giveBack()
    }
}

extension Key {
    /// Whether a key changes what is locked: then what is locked is not to be put back after it.
    ///
    /// - SeeAlso: `X11/keysymdef.h`: `Scroll_Lock`, `Num_Lock`, `Caps_Lock`, `Shift_Lock`, and from
    ///   `ISO_Lock` to `ISO_Last_Group_Lock` all but those that switch to a level.
    static func isLock(keysym: UInt32) -> Bool {
        switch keysym {
        case 0xFE02, 0xFE03, 0xFE11, 0xFE12: false
        case 0xFF14, 0xFF7F, 0xFFE5, 0xFFE6, 0xFE01...0xFE13: true
        default: false
        }
    }
}
