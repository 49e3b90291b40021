import DeskwrightCX11
import DeskwrightCore

extension X11Keymap {
    /// Reads the map that the server uses now, the present group first; two round trips.
    static func all(of connection: X11Connection) throws(DesktopError) -> [X11Keymap] {
        let operation = "reading the keyboard map"
        let display = connection.display
        let parts = UInt32(XkbKeyTypesMask | XkbKeySymsMask | XkbModifierMapMask)
        var state = XkbStateRec()
        let answered = XkbGetState(display, UInt32(XkbUseCoreKbd), &state)
        let description = XkbGetMap(display, parts, UInt32(XkbUseCoreKbd))
        try connection.alive(operation)
        guard answered == 0, let description else {
            throw .missingExtension(name: "XKEYBOARD")
        }
        defer { XkbFreeKeyboard(description, UInt32(XkbAllComponentsMask), 1) }
        guard let map = description.pointee.map else {
            throw .missingExtension(name: "XKEYBOARD")
        }
        let codes = description.pointee.min_key_code...description.pointee.max_key_code
        let groupCount = codes.map { map.pointee.key_sym_map[Int($0)].groupCount }.max() ?? 0
        let present = min(Int(state.group), max(groupCount - 1, 0))
        let others = (0..<max(groupCount, 1)).filter { $0 != present }
        return ([present] + others).map { group in
            X11Keymap(
                group: group, rows: codes.map { map.pointee.row(of: $0, group: group) },
                locked: UInt32(state.locked_mods))
        }
    }

    private init(group: Int, rows: [KeyRow], locked: UInt32) {
        self.init(
            group: group, rows: rows,
            shift: X11Keymap.modifier(of: [UInt32(XK_Shift_L), UInt32(XK_Shift_R)], in: rows),
            levelThree: X11Keymap.modifier(of: [UInt32(XK_ISO_Level3_Shift)], in: rows),
            locked: locked & X11Keymap.numLockMask(in: rows))
    }

    private static func modifier(of keysyms: [UInt32], in rows: [KeyRow]) -> Modifier? {
        for keysym in keysyms {
            let row = rows.first { $0.keysyms.first == keysym && $0.modifierMask != 0 }
            if let row { return Modifier(code: row.code, mask: row.modifierMask) }
        }
        return nil
    }

    /// A keysym, and the one that Unicode gives the same character: layouts use older names for
    /// Greek, Cyrillic and many others.
    static func names(of keysym: UInt32) -> [UInt32] {
        guard (0x100..<0xFE00).contains(keysym) else { return [keysym] }
        let scalar = xkb_keysym_to_utf32(keysym)
        return scalar < 0x100 ? [keysym] : [keysym, 0x0100_0000 + scalar]
    }
}

extension XkbClientMapRec {
    fileprivate func row(of code: UInt8, group: Int) -> X11Keymap.KeyRow {
        let mask = UInt32(modmap[Int(code)])
        let key = key_sym_map[Int(code)]
        guard let group = key.group(for: group) else {
            return X11Keymap.KeyRow(code: code, keysyms: [], modifierMask: mask)
        }
        let indices = [key.kt_index.0, key.kt_index.1, key.kt_index.2, key.kt_index.3]
        let type = types[Int(indices[group])]
        let width = Int(key.width)
        let all = (0..<key.groupCount * width).map {
            UInt32(truncatingIfNeeded: syms[Int(key.offset) + $0])
        }
        let levels = all.dropFirst(group * width).prefix(min(width, Int(type.num_levels)))
        return X11Keymap.KeyRow(
            code: code, keysyms: Array(levels), type: type.levelsByModifiers, modifierMask: mask,
            meansElsewhere: all.contains { $0 != 0 })
    }
}

extension XkbSymMapRec {
    fileprivate var groupCount: Int { Int(group_info & 0x0F) }

    /// The group that a key uses when the keyboard is in `wanted`; `nil` when it has none.
    ///
    /// - SeeAlso: XKB protocol, section 7.1.2: out-of-range groups wrap, clamp or redirect.
    fileprivate func group(for wanted: Int) -> Int? {
        let info = Int32(group_info)
        let count = groupCount
        guard count > 0 else { return nil }
        guard wanted >= count else { return wanted }
        switch info & 0xC0 {
        case XkbClampIntoRange: return count - 1
        case XkbRedirectIntoRange:
            let target = Int((info & 0x30) >> 4)
            return target < count ? target : 0
        default: return wanted % count
        }
    }
}

extension XkbKeyTypeRec {
    fileprivate var levelsByModifiers: X11Keymap.KeyType {
        var levels: [UInt32: Int] = [:]
        for index in 0..<Int(map_count) where map[index].active != 0 {
            levels[UInt32(map[index].mods.mask)] = Int(map[index].level)
        }
        return X11Keymap.KeyType(mask: UInt32(mods.mask), levels: levels)
    }
}
