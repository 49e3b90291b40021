import CX11
import Core

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
