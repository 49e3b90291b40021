import DeskwrightCX11
import DeskwrightCore

/// Puts what others hold, latched or locked out of the way of our keys, and back in the end.
///
/// Num Lock stays: it is on at many people's, and changes no key that types text.
///
/// - SeeAlso: XKB protocol, sections 4.2 and 4.7 (slow keys, bounce keys) and 6 (keyboard state).
final class X11PlainState {
    private let connection: X11Connection
    private var taken: Taken?

    /// What to put back.
    private struct Taken {
        var lockedModifiers: UInt32 = 0
        var latchedModifiers: UInt32 = 0
        var lockedGroup: UInt32?
        var controls: UInt32 = 0
        /// Modifiers that were down.
        var held: [UInt8: Holder] = [:]
    }

    private enum Holder {
        /// At a keyboard of his own.
        case person
        /// Another program, through XTest as we do.
        case program
    }

    private let keyboard = UInt32(XkbUseCoreKbd)
    /// With them a key counts only when it is held for a while, or not when it comes twice.
    private let hinderingControls = UInt32(XkbSlowKeysMask | XkbBounceKeysMask)

    init(_ connection: X11Connection) {
        self.connection = connection
    }

    /// Makes the keys mean what they do in a group of the map by themselves.
    ///
    /// Call it again, with nothing of ours down, as somebody may have pressed something since.
    func take(_ keymap: X11Keymap) throws(DesktopError) {
        let display = connection.display
        var state = try keyboardState()
        let isFirst = taken == nil
        var taken = taken ?? Taken()
        if isFirst { taken.controls = try turnOffControls() }
        if isFirst || state.base_mods != 0 || state.base_group != 0 {
            releaseAll(keymap, &taken)
            // A lock's key that goes up may lock or unlock.
            state = try keyboardState()
        }
        let latched = UInt32(state.latched_mods)
        if latched != 0 { XkbLatchModifiers(display, keyboard, latched, 0) }
        taken.latchedModifiers |= latched
        let locked = UInt32(state.locked_mods) & ~keymap.numLockMask
        if locked != 0 { XkbLockModifiers(display, keyboard, locked, 0) }
        taken.lockedModifiers |= locked
        if state.latched_group != 0 { XkbLatchGroup(display, keyboard, 0) }
        if Int(state.locked_group) != keymap.group {
            XkbLockGroup(display, keyboard, UInt32(keymap.group))
            taken.lockedGroup = taken.lockedGroup ?? UInt32(state.locked_group)
        }
        self.taken = taken
    }

    /// Puts back what was taken; a key that is no modifier would type again, and stays up.
    func putBack() {
        guard let taken else { return }
        self.taken = nil
        let display = connection.display
        if let group = taken.lockedGroup { XkbLockGroup(display, keyboard, group) }
        let (locked, latched) = (taken.lockedModifiers, taken.latchedModifiers)
        if locked != 0 { XkbLockModifiers(display, keyboard, locked, locked) }
        pressAgain(taken.held)
        if latched != 0 { XkbLatchModifiers(display, keyboard, latched, latched) }
        if taken.controls != 0 {
            XkbChangeEnabledControls(display, keyboard, taken.controls, taken.controls)
        }
    }

    private func keyboardState() throws(DesktopError) -> XkbStateRec {
        var state = XkbStateRec()
        XkbGetState(connection.display, keyboard, &state)
        try connection.alive("asking for the keyboard's state")
        return state
    }

    /// Lets go of all keys, also of modifiers that are down on XTest's keyboard alone: there a
    /// further press would be lost.
    private func releaseAll(_ keymap: X11Keymap, _ taken: inout Taken) {
        let before = connection.keysDownByPeople()
        let down = connection.keysDown()
        fake(down.union(keymap.modifierCodes).sorted(), isDown: false)
        let byPeople = down.isEmpty ? [] : before.union(connection.keysDownByPeople())
        for code in down.intersection(keymap.holdableCodes) {
            taken.held[code] = byPeople.contains(code) ? .person : .program
        }
    }

    /// Presses modifiers again, but for those that a person has let go of since.
    private func pressAgain(_ held: [UInt8: Holder]) {
        guard !held.isEmpty else { return }
        let codes = held.keys.sorted()
        fake(codes.filter(isStillHeld(held, connection.keysDownByPeople())), isDown: true)
        // Who let go just before our press does not lift it any more.
        let isHeld = isStillHeld(held, connection.keysDownByPeople())
        fake(codes.filter { !isHeld($0) }, isDown: false)
    }

    private func isStillHeld(
        _ held: [UInt8: Holder], _ byPeople: Set<UInt8>
    ) -> (UInt8) -> Bool {
        { held[$0] == .program || byPeople.contains($0) }
    }

    private func fake(_ codes: [UInt8], isDown: Bool) {
        for code in codes {
            XTestFakeKeyEvent(connection.display, UInt32(code), isDown ? 1 : 0, 0)
        }
    }

    /// Turns off what hinders.
    ///
    /// - Returns: What was on of it.
    private func turnOffControls() throws(DesktopError) -> UInt32 {
        guard let description = XkbAllocKeyboard() else { return 0 }
        defer { XkbFreeKeyboard(description, UInt32(XkbAllComponentsMask), 1) }
        XkbGetControls(connection.display, UInt(XkbControlsEnabledMask), description)
        try connection.alive("asking for the keyboard's controls")
        guard let controls = description.pointee.ctrls else { return 0 }
        let hindering = controls.pointee.enabled_ctrls & hinderingControls
        if hindering != 0 {
            XkbChangeEnabledControls(connection.display, keyboard, hindering, 0)
        }
        return hindering
    }
}
