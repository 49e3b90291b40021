import DeskwrightCX11
import DeskwrightCore

@testable import DeskwrightX11Backend

/// Another program that uses the keyboard at the same time, on a thread of its own as Xlib blocks.
actor OtherClient {
    private let executor = ThreadExecutor(name: "other")
    private let connection: X11Connection
    private let keyboard = UInt32(XkbUseCoreKbd)
    private var spareKeys: X11SpareKeys?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// With `lending`, it lends keys as a desktop does, but gives none back when it goes.
    init(_ display: PrivateDisplay, lending: Bool = false) async throws {
        let (name, authority) = (display.name, display.authorityFile)
        connection = try X11Connection(display: name, authority: authority)
        if lending { spareKeys = try X11SpareKeys(connection) }
    }

    func press(_ keysym: Int32) throws { try fake(keysym, isDown: true) }
    func release(_ keysym: Int32) throws { try fake(keysym, isDown: false) }

    private func fake(_ keysym: Int32, isDown: Bool) throws {
        let code = XKeysymToKeycode(connection.display, KeySym(keysym))
        XTestFakeKeyEvent(connection.display, UInt32(code), isDown ? 1 : 0, 0)
        try connection.sync("pressing a key")
    }

    func lock(_ modifiers: Int32) throws {
        XkbLockModifiers(connection.display, keyboard, UInt32(modifiers), UInt32(modifiers))
        try connection.sync("locking")
    }

    func latch(_ modifiers: Int32) throws {
        XkbLatchModifiers(connection.display, keyboard, UInt32(modifiers), UInt32(modifiers))
        try connection.sync("latching")
    }

    func lockGroup(_ group: UInt32) throws {
        XkbLockGroup(connection.display, keyboard, group)
        try connection.sync("choosing a group")
    }

    func enable(_ controls: Int) throws {
        XkbChangeEnabledControls(
            connection.display, keyboard, UInt32(controls), UInt32(controls))
        try connection.sync("setting the controls")
    }

    /// Lends keys to keysyms.
    func lend(_ keysyms: [UInt32]) throws { _ = try spareKeys?.prepare(keysyms[...]) }

    func giveBack() throws { try spareKeys?.giveBack() }

    /// The key that types a keysym now.
    func code(of keysym: UInt32) throws -> UInt8? {
        try X11Keymap.all(of: connection)[0].stroke(for: keysym)?.code
    }

    func setMeaning(of code: UInt8, _ keysym: UInt32) throws {
        try connection.changeKeys([code: [keysym]])
    }

    /// What is down, latched and locked, and which controls are on.
    func state() throws -> [String] {
        var state = XkbStateRec()
        XkbGetState(connection.display, keyboard, &state)
        var bits = [CChar](repeating: 0, count: 32)
        XQueryKeymap(connection.display, &bits)
        let down = (0..<256).filter { bits[$0 / 8] & (1 << ($0 % 8)) != 0 }
        let description = XkbAllocKeyboard()
        defer { XkbFreeKeyboard(description, UInt32(XkbAllComponentsMask), 1) }
        XkbGetControls(connection.display, UInt(XkbControlsEnabledMask), description)
        try connection.sync("asking for the state")
        return [
            "base \(state.base_mods)", "latched \(state.latched_mods)",
            "locked \(state.locked_mods)", "group \(state.locked_group)", "down \(down)",
            "controls \(description?.pointee.ctrls.pointee.enabled_ctrls ?? 0)",
        ]
    }
}
