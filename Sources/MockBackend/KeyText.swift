import DeskwrightCore

/// The keys that a scene answers to.
///
/// - SeeAlso: `X11/keysymdef.h`
enum Keysym {
    static let backSpace: UInt32 = 0xFF08
    static let tab: UInt32 = 0xFF09
    static let enter: UInt32 = 0xFF0D
    static let escape: UInt32 = 0xFF1B
    static let space: UInt32 = 0x20
    static let home: UInt32 = 0xFF50
    static let left: UInt32 = 0xFF51
    static let up: UInt32 = 0xFF52
    static let right: UInt32 = 0xFF53
    static let down: UInt32 = 0xFF54
    static let pageUp: UInt32 = 0xFF55
    static let pageDown: UInt32 = 0xFF56
    static let end: UInt32 = 0xFF57
    static let keypadEnter: UInt32 = 0xFF8D
    static let f4: UInt32 = 0xFFC1
    static let delete: UInt32 = 0xFFFF
}

/// What a key types on a US keyboard.
enum KeyText {
    /// - Returns: `nil` for a key that types nothing.
    static func of(_ keysym: UInt32, shifted: Bool) -> String? {
        switch keysym {
        case Keysym.enter, Keysym.keypadEnter: return "\n"
        case Keysym.tab: return "\t"
        // The keypad's characters are ASCII with this in front.
        case 0xFFAA...0xFFB9: return character(keysym - 0xFF80)
        case 0x20...0x7E where shifted:
            return character(keysym).map { shiftedMarks[$0] ?? $0.uppercased() }
        case 0x20...0x7E, 0xA0...0xFF: return character(keysym)
        case 0x0100_0100...0x0110_FFFF: return character(keysym - 0x0100_0000)
        default: return nil
        }
    }

    private static func character(_ code: UInt32) -> String? {
        Unicode.Scalar(code).map { String(Character($0)) }
    }

    private static let shiftedMarks = Dictionary(
        uniqueKeysWithValues: zip("`1234567890-=[]\\;',./", "~!@#$%^&*()_+{}|:\"<>?")
            .map { (String($0), String($1)) })
}
