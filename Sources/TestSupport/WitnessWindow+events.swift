import DeskwrightCX11
import DeskwrightCore

extension WitnessEvent {
    /// What an X event of mouse or keyboard is to a program; a key press may be two things.
    static func read(_ event: inout XEvent) -> [WitnessEvent] {
        switch event.type {
        case MotionNotify:
            return [.moved(to: Point(x: Int(event.xmotion.x_root), y: Int(event.xmotion.y_root)))]
        case ButtonPress: return [pressed(event.xbutton)].compactMap(\.self)
        case ButtonRelease: return [released(event.xbutton)].compactMap(\.self)
        case KeyPress:
            let down = WitnessEvent.keyDown(keysym(&event.xkey))
            return [down] + (text(&event.xkey).map { [.text($0)] } ?? [])
        case KeyRelease: return [.keyUp(keysym(&event.xkey))]
        default: return []
        }
    }

    private static func pressed(_ event: XButtonEvent) -> WitnessEvent? {
        let point = Point(x: Int(event.x_root), y: Int(event.y_root))
        let modifiers = modifiers(event.state)
        switch event.button {
        case 4: return .wheel(.vertical, direction: -1, at: point, modifiers)
        case 5: return .wheel(.vertical, direction: 1, at: point, modifiers)
        case 6: return .wheel(.horizontal, direction: -1, at: point, modifiers)
        case 7: return .wheel(.horizontal, direction: 1, at: point, modifiers)
        default: return button(event.button).map { .buttonDown($0, at: point, modifiers) }
        }
    }

    private static func released(_ event: XButtonEvent) -> WitnessEvent? {
        let point = Point(x: Int(event.x_root), y: Int(event.y_root))
        return button(event.button).map { .buttonUp($0, at: point) }
    }

    /// By the numbers that toolkits know the buttons by.
    private static func button(_ number: UInt32) -> MouseButton? {
        switch number {
        case 1: .left
        case 2: .wheel
        case 3: .right
        case 8: .back
        case 9: .forward
        default: nil
        }
    }

    private static func modifiers(_ state: UInt32) -> Set<WitnessModifier> {
        let masks: [(Int32, WitnessModifier)] = [
            (ShiftMask, .shift), (ControlMask, .control), (Mod1Mask, .alt), (Mod4Mask, .meta),
        ]
        return Set(masks.filter { Int32(bitPattern: state) & $0.0 != 0 }.map(\.1))
    }

    private static func keysym(_ event: inout XKeyEvent) -> UInt32 {
        UInt32(truncatingIfNeeded: XLookupKeysym(&event, 0))
    }

    /// What Xlib makes of a key with its modifiers; nothing where it would be a command.
    private static func text(_ event: inout XKeyEvent) -> String? {
        guard modifiers(event.state).isSubset(of: [.shift]) else { return nil }
        var keysym: KeySym = 0
        XLookupString(&event, nil, 0, &keysym, nil)
        switch Int32(truncatingIfNeeded: keysym) {
        case XK_Return: return "\n"
        case XK_Tab: return "\t"
        case 0x20...0x7E, 0xA0...0xFF: return character(UInt32(keysym))
        case 0x0100_0100...0x0110_FFFF: return character(UInt32(keysym) - 0x0100_0000)
        // The older names of letters, which layouts use.
        case 0x0100..<0xFE00: return character(xkb_keysym_to_utf32(UInt32(keysym)))
        default: return nil
        }
    }

    private static func character(_ code: UInt32) -> String? {
        Unicode.Scalar(code).map { String(Character($0)) }
    }
}
