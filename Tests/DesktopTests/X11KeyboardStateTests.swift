import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightToolkits
import DeskwrightX11Backend
import Testing

/// Typing while others hold, lock and latch keys, and with layouts of many countries; one
/// after the other, as each takes a server.
@Suite(.serialized) struct X11KeyboardStateTests {
    /// Letters in both cases, with and without a key of their own, and what is on digits' keys.
    private static let text = "aAbB1! żŻ Ωж 漢\n\t€"

    /// What another program does before we type.
    enum Disturbance: String, CaseIterable, Sendable {
        case shift, control, alt, levelThree, capsLock, numLock, shiftLock, everyLock, latchedShift
        case latchedControl, slowKeys, bounceKeys, secondGroup

        /// A layout in which it matters.
        var layout: String? {
            switch self {
            case .secondGroup: "us,ru"
            case .levelThree: "de"
            default: nil
            }
        }

        func happen(_ other: OtherClient) async throws {
            switch self {
            case .shift: try await other.press(XK_Shift_L)
            case .control: try await other.press(XK_Control_R)
            case .alt: try await other.press(XK_Alt_L)
            case .levelThree: try await other.press(XK_ISO_Level3_Shift)
            case .capsLock: try await other.lock(LockMask)
            case .numLock: try await other.lock(Mod2Mask)
            case .shiftLock: try await other.lock(ShiftMask)
            case .everyLock: try await other.lock(0xFF)
            case .latchedShift: try await other.latch(ShiftMask)
            case .latchedControl: try await other.latch(ControlMask)
            case .slowKeys: try await other.enable(XkbSlowKeysMask)
            case .bounceKeys: try await other.enable(XkbBounceKeysMask)
            case .secondGroup: try await other.lockGroup(1)
            }
        }
    }

    @Test(arguments: Disturbance.allCases)
    func whatOthersHoldDoesNotGarbleTextAndIsPutBack(_ disturbance: Disturbance) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            if let layout = disturbance.layout { try await display.setLayout(layout) }
            let other = try await OtherClient(display)
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            try await disturbance.happen(other)
            let before = try await other.state()
            let typed = try await desktop.perform(.type(X11KeyboardStateTests.text))
            #expect(typed.receipt?.undelivered == "")
            let arrived = try await witness.text()
            #expect(arrived == X11KeyboardStateTests.text)
            #expect(try await other.state() == before)
        }
    }

    /// On a keyboard of their own, as people have, and not on XTest's.
    @Test(arguments: [XK_Shift_L, XK_Control_R, XK_Alt_L])
    func aModifierThatAPersonHoldsIsDownAgainUntilHeLetsGo(_ modifier: Int32) async throws {
        try await withKeyboard { desktop, other, witness async throws in
            try await other.pressByHand(modifier)
            let before = try await other.state()
            _ = try await desktop.perform(.type(X11KeyboardStateTests.text))
            #expect(try await witness.text() == X11KeyboardStateTests.text)
            #expect(try await other.state() == before)
            try await other.releaseByHand(modifier)
            #expect(try await witness.stillDown() == [])
            // What was pressed for him on XTest's keyboard is not in our way.
            let count = try await witness.keys().count
            _ = try await desktop.perform(.press(["SHIFT", "F5"]))
            let chord = try await witness.keys().dropFirst(count)
            #expect(Array(chord) == ["+ffe1", "+ffc2", "-ffc2", "-ffe1"])
        }
    }

    @Test func aModifierThatAPersonLetsGoMeanwhileStaysUp() async throws {
        try await withKeyboard { desktop, other, witness async throws in
            try await other.pressByHand(XK_Shift_L)
            let text = String(repeating: "漢字 и text ", count: 4000)
            async let typed = desktop.perform(.type(text))
            _ = try await eventually { try await !witness.text().isEmpty }
            try await other.releaseByHand(XK_Shift_L)
            #expect(try await typed.isDelivered)
            #expect(try await witness.text() == text)
            #expect(try await witness.stillDown() == [])
        }
    }

    /// A desktop, somebody else at the keyboard, and a window that gets the keys.
    private func withKeyboard(
        _ body: (X11Desktop, OtherClient, WitnessWindow) async throws -> Void
    ) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let other = try await OtherClient(display)
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            try await body(desktop, other, witness)
        }
    }

    @Test func aLetterThatSomebodyHoldsIsTypedAllTheSame() async throws {
        try await withKeyboard { desktop, other, witness async throws in
            try await other.press(XK_a)
            let before = try await witness.text()
            _ = try await desktop.perform(.type("banana"))
            #expect(try await witness.text().dropFirst(before.count).hasSuffix("banana"))
            #expect(try await witness.stillDown() == [])
        }
    }

    @Test(arguments: [["CTRL", "l"], ["ALT", "F4"], ["CTRL", "SHIFT", "T"], ["ENTER"]])
    func aChordIsWhatItIsUnderCapsLockAndShift(_ keys: [String]) async throws {
        try await withKeyboard { desktop, other, witness async throws in
            let chord = Action.press(keys.map { Key($0) })
            _ = try await desktop.perform(chord)
            let plain = try await witness.keys()
            try await other.lock(LockMask)
            try await other.press(XK_Shift_L)
            let before = try await witness.keys().count
            _ = try await desktop.perform(chord)
            // Shift goes up before and down after it.
            #expect(try await witness.keys().dropFirst(before) == ["-ffe1"] + plain + ["+ffe1"])
        }
    }

    @Test func capsLockCanBePressed() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let other = try await OtherClient(display)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            for locked in ["locked 2", "locked 0"] {
                _ = try await desktop.perform(.press(["CapsLock"]))
                #expect(try await other.state().contains(locked))
            }
        }
    }

    static let layouts: [(String, group: UInt32)] = [
        ("de", 0), ("fr", 0), ("gr", 0), ("ru", 0), ("pl", 0), ("jp", 0), ("us -variant dvorak", 0),
        ("us,ru,gr,il", 0), ("us,ru,gr,il", 1), ("us,ru,gr,il", 3),
        ("fr -option shift:breaks_caps -option lv3:caps_switch", 0),
    ]

    @Test(arguments: layouts)
    func everyTextArrivesWithEveryLayout(_ layout: String, group: UInt32) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            try await display.setLayout(layout)
            let other = try await OtherClient(display)
            try await other.lockGroup(group)
            let before = (map: try await display.keyboardMap(), state: try await other.state())
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            for text in MixedTexts.all { _ = try await desktop.perform(.type(text)) }
            let arrived = try await witness.text()
            #expect(arrived == MixedTexts.all.joined())
            await desktop.releaseAll()
            #expect(try await display.keyboardMap() == before.map)
            #expect(try await other.state() == before.state)
        }
    }
}
