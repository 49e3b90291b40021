import CX11
import Core
import X11Backend

/// What the witness asks of the server, or changes there as another program would.
extension WitnessWindow {
    /// Locks or unlocks Caps Lock for everybody.
    public func lockCaps(_ isLocked: Bool) throws {
        guard let connection else { return }
        let mask = UInt32(LockMask)
        XkbLockModifiers(
            connection.display, UInt32(XkbUseCoreKbd), mask, isLocked ? mask : 0)
        try connection.sync("locking Caps Lock")
    }

    /// The modifiers that are locked, as a mask of X11.
    public func lockedModifiers() throws -> Int {
        guard let connection else { return 0 }
        var state = XkbStateRec()
        XkbGetState(connection.display, UInt32(XkbUseCoreKbd), &state)
        try connection.alive("asking for the locks")
        return Int(state.locked_mods)
    }

    /// What every key means, as the server has it.
    public func keyboardMap() throws -> [UInt] {
        guard let connection else { return [] }
        var perKey: Int32 = 0
        let map = XGetKeyboardMapping(connection.display, 8, 248, &perKey)
        try connection.alive("asking for the keyboard's map")
        guard let map else { return [] }
        defer { XFree(map) }
        // A wider answer says no more: what is beyond is empty.
        return (0..<248).flatMap { key in
            (0..<2).map { UInt(map[key * Int(perKey) + $0]) }
        }
    }

    /// Makes the screen smaller, or as large as it was, as `xrandr --fb` does.
    public func resizeScreen(to size: Size) throws {
        guard let connection else { return }
        let (display, root) = (connection.display, connection.root)
        try connection.checked("resizing the screen") {
            guard let resources = XRRGetScreenResources(display, root) else { return }
            defer { XRRFreeScreenResources(resources) }
            // A monitor that is on does not let the screen get smaller than itself.
            let monitors = UnsafeBufferPointer(
                start: resources.pointee.crtcs, count: Int(resources.pointee.ncrtc))
            for monitor in monitors {
                XRRSetCrtcConfig(
                    display, resources, monitor, CX11.Time(CurrentTime), 0, 0, 0,
                    UInt16(RR_Rotate_0), nil, 0)
            }
            XRRSetScreenSize(display, root, Int32(size.width), Int32(size.height), 100, 100)
        }
    }
}
