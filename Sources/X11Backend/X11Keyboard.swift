import CX11
import Core

/// Presses keys by name and types text, whatever the keyboard's layout is.
final class X11Keyboard {
    private let connection: X11Connection
    private let input: X11Input
    private let spareKeys: X11SpareKeys

    /// So many characters are sent between two looks at whether the task is cancelled.
    private static let charactersPerLook = 16

    init(_ connection: X11Connection, _ input: X11Input) {
        self.connection = connection
        self.input = input
        spareKeys = X11SpareKeys(connection)
    }

    func isKnown(_ key: Key) -> Bool { keysym(of: key) != nil }

    /// Core's names, then all that Xlib knows, as `XF86AudioPlay` or `U20AC`.
    private func keysym(of key: Key) -> UInt32? {
        if let keysym = key.keysym { return keysym }
        let found = XStringToKeysym(key.name)
        return found == 0 ? nil : UInt32(truncatingIfNeeded: found)
    }

    /// Why there are no keys for an action, or `nil` when there are.
    func refusal(of action: Action) throws(DesktopError) -> String? {
        let needed: [UInt32]
        switch action {
        case .type(let text): needed = Array(Set(keysyms(typing: text)))
        case .press, .click, .doubleClick, .tripleClick, .drag, .move, .scroll:
            needed = chord(action.keys)
        case .screenshot, .wait: return nil
        }
        guard !needed.isEmpty else { return nil }
        let keymap = try X11Keymap(of: connection)
        for keysym in needed where spareKeys.fitting([keysym], in: keymap).run.isEmpty {
            return "the keyboard map has no key for the keysym 0x\(String(keysym, radix: 16))"
                + ", and no spare one to give it"
        }
        return nil
    }

    /// Presses keys in order and leaves them down.
    func hold(_ keys: [Key]) throws(DesktopError) {
        guard !keys.isEmpty else { return }
        let wanted = chord(keys)[...]
        var keymap = try X11Keymap(of: connection)
        let (run, missing) = spareKeys.fitting(wanted, in: keymap)
        if !missing.isEmpty { keymap = try spareKeys.lend(missing, for: run, in: keymap) }
        for keysym in wanted {
            let stroke = try stroke(for: keysym, in: keymap)
            for modifier in stroke.modifiers { input.press(.key(modifier)) }
            input.press(.key(stroke.code))
        }
        spareKeys.noteUse()
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

    /// Types a text.
    ///
    /// - Returns: Whether all of it was sent; false when the task was cancelled on the way.
    func type(_ text: String) throws(DesktopError) -> Bool {
        let restoreCapsLock = try unlockCaps()
        defer { restoreCapsLock() }
        var rest = keysyms(typing: text)[...]
        while !rest.isEmpty {
            var keymap = try X11Keymap(of: connection)
            let (run, missing) = spareKeys.fitting(rest, in: keymap)
            if !missing.isEmpty { keymap = try spareKeys.lend(missing, for: run, in: keymap) }
            defer { spareKeys.noteUse() }
            for (count, keysym) in run.enumerated() {
                if count % X11Keyboard.charactersPerLook == 0 {
                    if Task.isCancelled { return false }
                    try connection.sync("typing")
                }
                input.tap(try stroke(for: keysym, in: keymap))
                input.receipt.characters += 1
            }
            rest = rest.dropFirst(run.count)
        }
        return true
    }

    /// Puts the keyboard's map back as it was.
    func giveBack() throws(DesktopError) {
        try spareKeys.giveBack()
    }

    /// `\r\n` is one Return.
    private func keysyms(typing text: String) -> [UInt32] {
        text.replacing("\r\n", with: "\n").unicodeScalars.compactMap { Key.keysym(typing: $0) }
    }

    private func stroke(
        for keysym: UInt32, in keymap: X11Keymap
    ) throws(DesktopError) -> X11Keymap.Stroke {
        if let stroke = keymap.stroke(for: keysym) { return stroke }
        let name = "giving the keysym 0x\(String(keysym, radix: 16)) a key"
        throw .requestFailed(operation: name, code: Int(BadValue))
    }

    /// Caps Lock would change letters, also those of lent keys.
    ///
    /// - Returns: What locks it again if it was locked.
    private func unlockCaps() throws(DesktopError) -> () -> Void {
        let keyboard = UInt32(XkbUseCoreKbd)
        var state = XkbStateRec()
        XkbGetState(connection.display, keyboard, &state)
        try connection.alive("typing")
        guard Int32(state.locked_mods) & LockMask != 0 else { return {} }
        let display = connection.display
        XkbLockModifiers(display, keyboard, UInt32(LockMask), 0)
        return { XkbLockModifiers(display, keyboard, UInt32(LockMask), UInt32(LockMask)) }
    }
}
