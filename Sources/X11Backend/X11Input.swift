import DeskwrightCX11
import DeskwrightCore

/// Sends mouse and key events through XTest, and knows what it holds down.
///
/// - SeeAlso: XTest(3).
final class X11Input {
    enum Held: Hashable {
        case key(UInt8)
        case button(UInt32)
    }

    private let connection: X11Connection
    /// What was sent since somebody emptied it.
    var receipt = Receipt()
    /// So long a window manager may take for a press.
    private static let replayTime = Duration.seconds(2)
    /// In the order in which they went down.
    private var held: [Held] = []

    init(_ connection: X11Connection) throws(DesktopError) {
        var numbers: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard
            XTestQueryExtension(
                connection.display, &numbers.0, &numbers.1, &numbers.2, &numbers.3) != 0
        else { throw .missingExtension(name: "XTEST") }
        self.connection = connection
    }

    func move(to point: Point) {
        XTestFakeMotionEvent(
            connection.display, connection.screen, Int32(point.x), Int32(point.y), 0)
        receipt.pointerEvents += 1
    }

    /// Presses what is not down already.
    func press(_ what: Held) {
        guard !held.contains(what) else { return }
        held.append(what)
        send(what, isDown: true)
    }

    func release(_ what: Held) {
        guard let place = held.lastIndex(of: what) else { return }
        held.remove(at: place)
        send(what, isDown: false)
    }

    func click(_ button: UInt32) {
        press(.button(button))
        release(.button(button))
    }

    /// Waits until programs have got all presses and releases of a button.
    ///
    /// A window manager that is told of each press first (openbox, to raise the window) freezes the
    /// pointer meanwhile, and what is queued then is replayed at the pointer's new place and with the
    /// keys' new state: without a wait, a click that a motion follows would become a drag. A release
    /// that still waits shows as a button that is still down; the last buttons show nowhere.
    ///
    /// - SeeAlso: XAllowEvents(3), ReplayPointer.
    func awaitRelease(of button: UInt32) throws(DesktopError) {
        let operation = "releasing a button"
        guard button <= 5 else { return try connection.sync(operation) }
        let end = ContinuousClock.now.advanced(by: X11Input.replayTime)
        while connection.buttonsDown() & (UInt32(Button1Mask) << (button - 1)) != 0 {
            try connection.alive(operation)
            // Another hand may hold the same button.
            if ContinuousClock.now >= end { return }
            connection.pause(milliseconds: 1)
        }
    }

    /// Waits until the pointer has moved to a point.
    ///
    /// While a window manager has frozen it, as after a press, the server keeps only the last motion:
    /// of a drag nothing would be seen but its end.
    func awaitPointer(at point: Point) throws(DesktopError) {
        let operation = "moving the pointer"
        let end = ContinuousClock.now.advanced(by: X11Input.replayTime)
        while try connection.pointer(operation) != point {
            // Another hand may hold it elsewhere.
            if ContinuousClock.now >= end { return }
            connection.pause(milliseconds: 1)
        }
    }

    func tap(_ stroke: X11Keymap.Stroke) {
        for modifier in stroke.modifiers { press(.key(modifier)) }
        press(.key(stroke.code))
        release(.key(stroke.code))
        for modifier in stroke.modifiers.reversed() { release(.key(modifier)) }
    }

    /// Releases all that is down, the last first.
    func letGo() {
        while let last = held.last { release(last) }
        XFlush(connection.display)
    }

    private func send(_ what: Held, isDown: Bool) {
        let down: Int32 = isDown ? 1 : 0
        switch what {
        case .key(let code):
            XTestFakeKeyEvent(connection.display, UInt32(code), down, 0)
            if isDown { receipt.keyPresses += 1 }
        case .button(let number):
            XTestFakeButtonEvent(connection.display, number, down, 0)
            receipt.pointerEvents += 1
        }
    }
}

extension X11Connection {
    /// The state of buttons and modifiers, as the server has processed it.
    fileprivate func buttonsDown() -> UInt32 {
        var windows: (DeskwrightCX11.Window, DeskwrightCX11.Window) = (0, 0)
        var place: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        var mask: UInt32 = 0
        XQueryPointer(
            display, root, &windows.0, &windows.1, &place.0, &place.1, &place.2, &place.3, &mask)
        return mask
    }
}
