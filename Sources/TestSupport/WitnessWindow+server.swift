import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// What the witness asks of the server, or changes there as another program would.
extension WitnessWindow {
    /// Locks or unlocks Caps Lock for everybody.
    package func lockCaps(_ isLocked: Bool) throws {
        guard let connection else { return }
        let mask = UInt32(LockMask)
        XkbLockModifiers(
            connection.display, UInt32(XkbUseCoreKbd), mask, isLocked ? mask : 0)
        try connection.sync("locking Caps Lock")
    }

    /// The modifiers that are locked, as a mask of X11.
    package func lockedModifiers() throws -> Int {
        guard let connection else { return 0 }
        var state = XkbStateRec()
        XkbGetState(connection.display, UInt32(XkbUseCoreKbd), &state)
        try connection.alive("asking for the locks")
        return Int(state.locked_mods)
    }

    /// What every key means, as the server has it.
    package func keyboardMap() throws -> [UInt] {
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

    /// Asks its window manager to minimise it, as its button would.
    package func minimize() throws {
        guard let connection else { return }
        XIconifyWindow(connection.display, DeskwrightCX11.Window(id), connection.screen)
        try connection.sync("minimising")
    }

    /// Gives the window a title of any bytes.
    package func retitle(_ bytes: [UInt8]) throws {
        guard let connection else { return }
        XChangeProperty(
            connection.display, DeskwrightCX11.Window(id), connection.atom("_NET_WM_NAME"),
            connection.atom("UTF8_STRING"), 8, PropModeReplace, bytes, Int32(bytes.count))
        try connection.sync("naming the window")
    }

    /// Says that the window wants no keyboard (ICCCM 2.0, section 4.1.7, "No Input").
    package func declineKeyboard() throws {
        guard let connection else { return }
        var hints = XWMHints()
        hints.flags = InputHint
        XSetWMHints(connection.display, DeskwrightCX11.Window(id), &hints)
        try connection.sync("declining the keyboard")
    }

    /// Shows a menu of the window: one that no window manager sees.
    package func showMenu(_ area: Rect) throws -> UInt64 {
        guard let connection else { return 0 }
        var attributes = XSetWindowAttributes()
        attributes.override_redirect = 1
        let menu = XCreateWindow(
            connection.display, connection.root, Int32(area.x), Int32(area.y), UInt32(area.width),
            UInt32(area.height), 1, 0, UInt32(InputOutput), nil, UInt(CWOverrideRedirect),
            &attributes)
        XMapRaised(connection.display, menu)
        try connection.sync("showing a menu")
        return UInt64(menu)
    }

    /// Makes the window a dialog of another one.
    package func belong(to window: UInt64) throws {
        guard let connection else { return }
        XSetTransientForHint(
            connection.display, DeskwrightCX11.Window(id), DeskwrightCX11.Window(window))
        try connection.sync("belonging to a window")
    }

    /// Cuts the window manager off from the server, which ends it.
    package func endWindowManager() throws {
        guard let connection else { return }
        // ICCCM 2.0, section 4.3: a window manager owns this selection.
        XKillClient(
            connection.display, XGetSelectionOwner(connection.display, connection.atom("WM_S0")))
        try connection.sync("ending the window manager")
    }

    /// Makes the screen smaller, or as large as it was, as `xrandr --fb` does.
    package func resizeScreen(to size: Size) throws {
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
                    display, resources, monitor, DeskwrightCX11.Time(CurrentTime), 0, 0, 0,
                    UInt16(RR_Rotate_0), nil, 0)
            }
            XRRSetScreenSize(display, root, Int32(size.width), Int32(size.height), 100, 100)
        }
    }
}
