import DeskwrightCX11
import DeskwrightCore
import Testing

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

    /// Presses a key on a keyboard that a person could use, not on XTest's own.
    func pressByHand(_ keysym: Int32) throws { try fakeByHand(keysym, isDown: true) }
    func releaseByHand(_ keysym: Int32) throws { try fakeByHand(keysym, isDown: false) }

    private func fakeByHand(_ keysym: Int32, isDown: Bool) throws {
        var count: Int32 = 0
        let devices = try #require(XListInputDevices(connection.display, &count))
        defer { XFreeDeviceList(devices) }
        let keyboard = UnsafeBufferPointer(start: devices, count: Int(count)).first {
            $0.use == IsXExtensionKeyboard && !String(cString: $0.name).contains("XTEST")
        }
        let device = try XOpenDevice(connection.display, #require(keyboard).id)
        defer { XCloseDevice(connection.display, device) }
        let code = XKeysymToKeycode(connection.display, KeySym(keysym))
        XTestFakeDeviceKeyEvent(
            connection.display, device, UInt32(code), isDown ? 1 : 0, nil, 0, 0)
        try connection.sync("pressing a key by hand")
    }

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

    /// Gives the keyboard to whatever window is under the pointer.
    func focusRoot() throws {
        XSetInputFocus(
            connection.display, connection.root, Int32(RevertToNone),
            DeskwrightCX11.Time(CurrentTime))
        try connection.sync("giving the keyboard to the root window")
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
