import DeskwrightCX11
import DeskwrightCore

extension X11Connection {
    /// Gives each key its meanings, one a level, in one request; none makes it mean nothing.
    ///
    /// Programs load the map anew after each change of it, and window managers take their time: with
    /// one request a key, as the core protocol would have it, openbox fell seconds behind. The request
    /// says all keys from the first to the last anew, so nobody else may change the map meanwhile:
    /// call it ``alone(_:)``.
    ///
    /// - SeeAlso: XkbChangeMap(3), XkbChangeTypesOfKey(3).
    func changeKeys(_ meanings: [UInt8: [UInt32]]) throws(DesktopError) {
        guard let first = meanings.keys.min(), let last = meanings.keys.max() else { return }
        let operation = "changing the keyboard map"
        // The actions only because XkbChangeTypesOfKey looks into them without asking.
        let parts = UInt32(XkbKeyTypesMask | XkbKeySymsMask | XkbKeyActionsMask)
        let description = XkbGetMap(display, parts, UInt32(XkbUseCoreKbd))
        try alive(operation)
        guard let description, let map = description.pointee.map else {
            throw .missingExtension(name: "XKEYBOARD")
        }
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
        try checked(operation) {
            var changes = XkbMapChangesRec()
            changes.changed = UInt16(XkbKeySymsMask)
            changes.first_key_sym = first
            changes.num_key_syms = last - first + 1
            XkbChangeMap(display, description, &changes)
        }
    }

    /// Tells a window's program that the map has changed, as the server does: for one that Xlib has
    /// not told.
    ///
    /// Xlib asks for the map when a program first looks a key up, and only then for news of it; the
    /// server says nothing meanwhile, and what changed in between stays unknown to the program.
    ///
    /// - SeeAlso: X Window System Protocol, `MappingNotify`.
    func tellOfKeymap(_ window: DeskwrightCX11.Window) {
        var event = XEvent()
        event.xmapping.type = MappingNotify
        event.xmapping.request = MappingKeyboard
        event.xmapping.first_keycode = 8
        event.xmapping.count = 248
        tolerant { _ = XSendEvent(display, window, 0, 0, &event) }
    }
}
