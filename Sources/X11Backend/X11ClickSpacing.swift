import DeskwrightCX11
import DeskwrightCore

/// Keeps the presses of two actions apart, so that no program takes them for a double click.
///
/// Programs join presses by their time and most by their place; `docs/pointer.md` has what each
/// toolkit does.
struct X11ClickSpacing {
    /// What an action that presses again has to wait for.
    struct Pause: Hashable {
        var duration: Duration
        /// Most programs join presses at one place only.
        var isAtSamePlace: Bool
    }

    /// What was pressed last, and from when on a press is one of its own.
    private var last: (button: MouseButton, point: Point, end: ContinuousClock.Instant)?

    /// Tk and Xaw join presses for 500 ms, others for less. FLTK does for a second, but not across a
    /// motion, which is why the pointer waits aside.
    private static let joinTime = Duration.milliseconds(520)
    /// After a double click: GTK 3 takes a third press for twice its 400 ms.
    private static let joinTimeAfterTwo = Duration.milliseconds(820)
    /// No toolkit that looks at the place joins presses farther apart, in pixels on an axis.
    private static let reach = 10
    /// So far the pointer goes aside, in pixels: FLTK wants more than 3.
    private static let step = 6

    /// How long an action must wait; `nil` when it may come at once.
    func pause(before action: Action, at now: ContinuousClock.Instant) -> Pause? {
        guard let last, let press = action.press, press.button == last.button else { return nil }
        let duration = now.duration(to: last.end)
        guard duration > .zero else { return nil }
        let way = max(abs(press.point.x - last.point.x), abs(press.point.y - last.point.y))
        return Pause(duration: duration, isAtSamePlace: way <= X11ClickSpacing.reach)
    }

    /// Keeps what an action pressed; `now` is after its last event.
    mutating func note(_ action: Action, at now: ContinuousClock.Instant) {
        guard let press = action.press else { return }
        var time = X11ClickSpacing.joinTime
        if case .doubleClick = action { time = X11ClickSpacing.joinTimeAfterTwo }
        last = (press.button, press.point, now.advanced(by: time))
    }

    static func aside(of point: Point, onScreenOf size: Size) -> Point {
        let x = point.x + step < size.width ? point.x + step : point.x - step
        return Point(x: max(0, x), y: point.y)
    }
}

extension X11Connection {
    /// Whether a window's program takes presses together wherever in the window they are.
    ///
    /// Xt does, and so do Xaw, Motif and xterm with it. Its windows name the leader of their session,
    /// and know no pings; those of GTK and Qt name one, too, and those of Tk and FLTK none.
    ///
    /// - SeeAlso: X Session Management Protocol, `WM_CLIENT_LEADER`; X Toolkit Intrinsics, 10.1.
    func joinsDistantPresses(_ window: DeskwrightCX11.Window) -> Bool {
        property("WM_CLIENT_LEADER", of: window) != nil && !answersPings(window)
    }
}

extension Action {
    /// The button that the action presses first, and where.
    fileprivate var press: (button: MouseButton, point: Point)? {
        switch self {
        case .click(let point, let button, _): (button, point)
        case .doubleClick(let point, _), .tripleClick(let point, _): (.left, point)
        case .drag(let path, _): path.first.map { (.left, $0) }
        case .move, .press, .screenshot, .scroll, .type, .wait: nil
        }
    }
}
