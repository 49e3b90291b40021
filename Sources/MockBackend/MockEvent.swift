import DeskwrightCore

/// One low-level thing that reached the mock's screen, in the order of its coming.
///
/// Keys are named as in the action, or by the character that they type; compare `keysym`s where the
/// spelling must not matter.
public enum MockEvent: Sendable, Hashable {
    /// Which way a wheel turns.
    public enum Axis: String, Sendable, Hashable {
        /// To the left or right.
        case horizontal
        /// Up or down.
        case vertical
    }

    /// The pointer came to a point.
    case moved(to: Point)
    /// A button went down while these keys were.
    case buttonDown(MouseButton, at: Point, holding: [Key])
    /// A button was let go while these keys were down.
    case buttonUp(MouseButton, at: Point, holding: [Key])
    /// One notch; the direction is 1 to the right or down, and -1 to the left or up.
    case wheel(Axis, direction: Int, at: Point, holding: [Key])
    /// A key went down.
    case keyDown(Key)
    /// A key was let go.
    case keyUp(Key)
    /// What a key press typed, whether or not something took it.
    case text(String)
    /// A window came, by its id in the scene.
    case opened(window: String)
    /// A window went, by its id in the scene.
    case closed(window: String)
    /// A reaction wrote a file.
    case wrote(file: String)
    /// A reaction could not write a file; a dialog on the screen says so too.
    case notWritten(file: String, reason: String)
    /// Somebody asked to let go of everything.
    case releasedAll
}
