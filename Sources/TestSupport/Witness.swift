import DeskwrightCore

/// Sees what really reached a screen, without asking the desktop that is under test.
package protocol Witness: Sendable {
    /// Where it sees mouse events, in screen pixels; a left press inside changes what is drawn.
    var area: Rect { get }

    /// Pixels that it drew, and that nothing changes.
    var knownPixels: [Point: Color] { get }

    /// The title of its window.
    var title: String { get }

    /// All that reached it so far, in order; everything that was sent before is in it.
    func events() async throws -> [WitnessEvent]

    /// What is down now, as the screen itself says; empty when all was let go.
    func stillDown() async throws -> [String]

    /// The clipboard's text as another program gets it; `nil` when nobody owns the clipboard.
    func clipboard() async throws -> String?
}

/// One thing that reached the witness.
package enum WitnessEvent: Sendable, Hashable {
    case moved(to: Point)
    case buttonDown(MouseButton, at: Point, Set<WitnessModifier>)
    case buttonUp(MouseButton, at: Point)
    /// One notch; 1 is to the right or down, -1 to the left or up.
    case wheel(WheelAxis, direction: Int, at: Point, Set<WitnessModifier>)
    /// By the key's own keysym, without modifiers.
    case keyDown(UInt32)
    case keyUp(UInt32)
    /// What a key press typed.
    case text(String)
    /// It was asked to close.
    case closed
}

package enum WheelAxis: String, Sendable, Hashable {
    case horizontal, vertical
}

/// A modifier as programs see it with an event.
package enum WitnessModifier: String, Sendable, Hashable, CaseIterable {
    case shift, control, alt, meta
}

extension Witness {
    /// The text that was typed so far.
    package func text() async throws -> String {
        try await events().reduce(into: "") { text, event in
            if case .text(let typed) = event { text += typed }
        }
    }

    /// The buttons that went down, without the wheel.
    package func presses() async throws -> [MouseButton] {
        try await events().compactMap { event in
            if case .buttonDown(let button, _, _) = event { button } else { nil }
        }
    }

    /// The pointer's way while the left button was down, from the press to the release.
    package func dragPath() async throws -> [Point] {
        var path: [Point] = []
        var isDown = false
        for event in try await events() {
            switch event {
            case .buttonDown(.left, let point, _):
                isDown = true
                path.append(point)
            case .buttonUp(.left, let point):
                isDown = false
                path.append(point)
            case .moved(let point): if isDown { path.append(point) }
            case .buttonDown, .buttonUp, .wheel, .keyDown, .keyUp, .text, .closed: break
            }
        }
        return path
    }

    /// Keys going down (`+a`) and up (`-a`), by keysym in hexadecimal, in order.
    package func keys() async throws -> [String] {
        try await events().compactMap { event in
            switch event {
            case .keyDown(let keysym): "+\(String(keysym, radix: 16))"
            case .keyUp(let keysym): "-\(String(keysym, radix: 16))"
            case .moved, .buttonDown, .buttonUp, .wheel, .text, .closed: nil
            }
        }
    }
}
