import DeskwrightCore

/// The mock's look: sizes in pixels, and colours.
///
/// Public where a scene or a script is written by these numbers.
public enum Theme {
    /// The height of the bar above a window's frame.
    public static let titleHeight = 32
    /// The height of the bar at the top of the frame of a window that has menus.
    public static let menuHeight = 30
    /// A line of a drop-down menu, and of a list.
    public static let rowHeight = 28
    /// One character and the gap to the next.
    public static let cellWidth = 12
    /// One line of text and the gap to the next.
    public static let lineHeight = 24
    /// How far one notch of the wheel goes.
    public static let notch = 84
    /// The bar at the right edge of whatever scrolls.
    public static let scrollBarWidth = 14

    static let padding = 8
    static let tabColumns = 4
    static let checkBoxSide = 18
    static let thumbMinimum = 24

    /// The colour of a screen without windows.
    public static let desktop = Color(0x3D_6B86)
    static let ink = Color(0x20_2428)
    static let faintInk = Color(0x8A_9299)
    static let lightInk = Color(0xFF_FFFF)
    static let paper = Color(0xFF_FFFF)
    static let face = Color(0xF3_F4F6)
    static let edge = Color(0xB4_BBC2)
    static let darkEdge = Color(0x6B_747C)
    static let accent = Color(0x2B_6CB0)
    static let selection = Color(0xBF_DBF7)
    static let activeTitle = Color(0x2F_3B46)
    static let idleTitle = Color(0xD5_DADF)
    static let menuBar = Color(0xE8_EAED)
    static let buttonFace = Color(0xFF_FFFF)
    static let pressedFace = Color(0xD5_DDE5)
    static let track = Color(0xE3_E6E9)
    static let thumb = Color(0xA5_AEB6)
}

extension Color {
    /// The colour as it is written on the web: `0xRRGGBB`.
    init(_ hex: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
            blue: UInt8(truncatingIfNeeded: hex))
    }
}
