import DeskwrightCore
import Testing

struct KeyTests {
    @Test(arguments: [
        ("ENTER", 0xFF0D), ("Return", 0xFF0D), ("esc", 0xFF1B), ("ARROWLEFT", 0xFF51),
        ("CTRL", 0xFFE3), ("Control_R", 0xFFE4), ("CMD", 0xFFEB), ("option", 0xFFE9),
        ("PAGEDOWN", 0xFF56), ("F12", 0xFFC9), ("KP_7", 0xFFB7), ("a", 0x61), ("A", 0x41),
        ("/", 0x2F), ("\\", 0x5C), ("ß", 0xDF), ("я", 0x0100_044F), ("🙂", 0x0101_F642),
    ])
    func aNameOfTheAPIOrOfX11MeansItsKeysym(name: String, keysym: Int) {
        #expect(Key(name).keysym == UInt32(keysym))
    }

    @Test(arguments: ["", "FOO", "ctrl+s", "F99"])
    func whatIsNoKeyHasNoKeysym(name: String) {
        #expect(Key(name).keysym == nil)
    }
}
