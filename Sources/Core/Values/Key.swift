/// A key by the name that somebody gave it: the API's (`CTRL`, `ARROWLEFT`), X11's (`Control_L`), or
/// the character that it types (`a`, `/`, `ß`).
public struct Key: Sendable, Hashable {
    /// The name as it was written.
    public let name: String

    /// A key by any of its names, known or not: what nobody knows is refused when it is pressed.
    public init(_ name: String) {
        self.name = name
    }

    /// The keysym that the name means, or `nil` when this table does not know it.
    ///
    /// X knows more names than this table (`XF86AudioPlay`); a backend may ask it for the rest.
    ///
    /// - SeeAlso: `X11/keysymdef.h`; X protocol, appendix A (KEYSYM encoding).
    public var keysym: UInt32? {
        if let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1 {
            return Key.keysym(typing: scalar)
        }
        if let exact = KeyTable.x11[name] { return exact }
        return KeyTable.spoken[name.lowercased()].flatMap { KeyTable.x11[$0] }
            ?? KeyTable.x11Lowercased[name.lowercased()]
    }

    /// The keysym that types a character: its Latin-1 code, the key's own for control characters,
    /// else `0x0100_0000` plus the code point; `nil` for control characters that are no key.
    public static func keysym(typing scalar: Unicode.Scalar) -> UInt32? {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xFF: scalar.value
        case 0x08: 0xFF08
        case 0x09: 0xFF09
        case 0x0A, 0x0D: 0xFF0D
        case 0x1B: 0xFF1B
        case 0x7F: 0xFFFF
        case 0x100...0x10FFFF: 0x0100_0000 + scalar.value
        default: nil
        }
    }

    /// The names nearest to one that nobody knows, for a hint.
    package static var commonNames: [String] { KeyTable.spoken.keys.sorted() }
}

extension Key: ExpressibleByStringLiteral {
    public init(stringLiteral name: String) {
        self.init(name)
    }
}

/// Names of keys that type no character of their own.
private enum KeyTable {
    /// What models and people say, in lower case, to X11's name.
    static let spoken: [String: String] = [
        "enter": "Return", "return": "Return", "esc": "Escape", "escape": "Escape",
        "tab": "Tab", "space": "space", "spacebar": "space", "backspace": "BackSpace",
        "delete": "Delete", "del": "Delete", "insert": "Insert", "ins": "Insert",
        "home": "Home", "end": "End",
        "pageup": "Page_Up", "page_up": "Page_Up", "pgup": "Page_Up",
        "pagedown": "Page_Down", "page_down": "Page_Down", "pgdn": "Page_Down",
        "up": "Up", "down": "Down", "left": "Left", "right": "Right",
        "arrowup": "Up", "arrowdown": "Down", "arrowleft": "Left", "arrowright": "Right",
        "ctrl": "Control_L", "control": "Control_L", "shift": "Shift_L",
        "alt": "Alt_L", "option": "Alt_L", "altgr": "ISO_Level3_Shift",
        "meta": "Super_L", "cmd": "Super_L", "command": "Super_L", "super": "Super_L",
        "win": "Super_L", "windows": "Super_L", "capslock": "Caps_Lock", "caps_lock": "Caps_Lock",
        "numlock": "Num_Lock", "scrolllock": "Scroll_Lock", "printscreen": "Print",
        "pause": "Pause", "menu": "Menu", "contextmenu": "Menu",
        "plus": "plus", "minus": "minus", "comma": "comma", "period": "period", "slash": "slash",
    ]

    /// X11's own names, from `keysymdef.h`.
    static let x11: [String: UInt32] = {
        var table: [String: UInt32] = [
            "BackSpace": 0xFF08, "Tab": 0xFF09, "Linefeed": 0xFF0A, "Clear": 0xFF0B,
            "Return": 0xFF0D, "Pause": 0xFF13, "Scroll_Lock": 0xFF14, "Sys_Req": 0xFF15,
            "Escape": 0xFF1B, "Delete": 0xFFFF, "Home": 0xFF50, "Left": 0xFF51, "Up": 0xFF52,
            "Right": 0xFF53, "Down": 0xFF54, "Prior": 0xFF55, "Page_Up": 0xFF55, "Next": 0xFF56,
            "Page_Down": 0xFF56, "End": 0xFF57, "Begin": 0xFF58, "Select": 0xFF60,
            "Print": 0xFF61, "Execute": 0xFF62, "Insert": 0xFF63, "Undo": 0xFF65, "Redo": 0xFF66,
            "Menu": 0xFF67, "Find": 0xFF68, "Cancel": 0xFF69, "Help": 0xFF6A, "Break": 0xFF6B,
            "Mode_switch": 0xFF7E, "Num_Lock": 0xFF7F,
            "KP_Space": 0xFF80, "KP_Tab": 0xFF89, "KP_Enter": 0xFF8D, "KP_Home": 0xFF95,
            "KP_Left": 0xFF96, "KP_Up": 0xFF97, "KP_Right": 0xFF98, "KP_Down": 0xFF99,
            "KP_Page_Up": 0xFF9A, "KP_Page_Down": 0xFF9B, "KP_End": 0xFF9C, "KP_Begin": 0xFF9D,
            "KP_Insert": 0xFF9E, "KP_Delete": 0xFF9F, "KP_Equal": 0xFFBD, "KP_Multiply": 0xFFAA,
            "KP_Add": 0xFFAB, "KP_Separator": 0xFFAC, "KP_Subtract": 0xFFAD,
            "KP_Decimal": 0xFFAE, "KP_Divide": 0xFFAF,
            "Shift_L": 0xFFE1, "Shift_R": 0xFFE2, "Control_L": 0xFFE3, "Control_R": 0xFFE4,
            "Caps_Lock": 0xFFE5, "Shift_Lock": 0xFFE6, "Meta_L": 0xFFE7, "Meta_R": 0xFFE8,
            "Alt_L": 0xFFE9, "Alt_R": 0xFFEA, "Super_L": 0xFFEB, "Super_R": 0xFFEC,
            "Hyper_L": 0xFFED, "Hyper_R": 0xFFEE, "ISO_Level3_Shift": 0xFE03,
            "ISO_Left_Tab": 0xFE20,
            "space": 0x20, "exclam": 0x21, "quotedbl": 0x22, "numbersign": 0x23, "dollar": 0x24,
            "percent": 0x25, "ampersand": 0x26, "apostrophe": 0x27, "parenleft": 0x28,
            "parenright": 0x29, "asterisk": 0x2A, "plus": 0x2B, "comma": 0x2C, "minus": 0x2D,
            "period": 0x2E, "slash": 0x2F, "colon": 0x3A, "semicolon": 0x3B, "less": 0x3C,
            "equal": 0x3D, "greater": 0x3E, "question": 0x3F, "at": 0x40, "bracketleft": 0x5B,
            "backslash": 0x5C, "bracketright": 0x5D, "asciicircum": 0x5E, "underscore": 0x5F,
            "grave": 0x60, "braceleft": 0x7B, "bar": 0x7C, "braceright": 0x7D,
            "asciitilde": 0x7E,
        ]
        for number in 1...35 { table["F\(number)"] = 0xFFBD + UInt32(number) }
        for digit in 0...9 { table["KP_\(digit)"] = 0xFFB0 + UInt32(digit) }
        return table
    }()

    static let x11Lowercased = Dictionary(
        x11.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
}
