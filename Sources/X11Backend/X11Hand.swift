import DeskwrightCX11
import DeskwrightCore

/// Does actions with mouse and keyboard.
final class X11Hand {
    private let connection: X11Connection
    private let input: X11Input
    private let keyboard: X11Keyboard
    private let readers: X11Readers
    private var clicks = X11ClickSpacing()

    /// Programs must see a drag move: steps of so many pixels, so many milliseconds apart.
    private static let dragStepPixels = 12
    private static let dragStepMilliseconds = 2
    /// What lies under the pointer needs a moment to notice a drag before it ends.
    private static let dropMilliseconds = 20

    init(_ connection: X11Connection) throws(DesktopError) {
        self.connection = connection
        input = try X11Input(connection)
        keyboard = try X11Keyboard(connection, input)
        readers = X11Readers(connection)
    }

    /// Leaves the place of the last press when an action would press there again too soon.
    ///
    /// - Returns: How long the action must wait; `nil` when it may come at once.
    func stepAside(before action: Action) throws(DesktopError) -> Duration? {
        guard let pause = clicks.pause(before: action, at: .now), let point = action.points.first
        else { return nil }
        if pause.isAtSamePlace {
            let size = try connection.screenSize("asking for the screen's size")
            input.move(to: X11ClickSpacing.aside(of: point, onScreenOf: size))
            try connection.sync(action.name)
            return pause.duration
        }
        return connection.windows(at: point).contains(where: connection.joinsDistantPresses)
            ? pause.duration : nil
    }

    func perform(_ action: Action) throws(DesktopError) -> ActionResult {
        let size = try connection.screenSize("asking for the screen's size")
        if let reason = action.refusal(onScreenOf: size, knowing: keyboard.isKnown) {
            return .refused(reason: reason)
        }
        if let reason = try keyboard.refusal(of: action) { return .refused(reason: reason) }
        defer { clicks.note(action, at: .now) }
        let isComplete = try connection.checked(action.name) { () throws(DesktopError) in
            defer { keyboard.letGo() }
            input.receipt = Receipt()
            return try deliver(action)
        }
        return isComplete
            ? .delivered(input.receipt) : .notRun(reason: "cancelled before all of it was sent")
    }

    /// Lets go of everything, and puts the keyboard's map back.
    func releaseAll() throws(DesktopError) {
        keyboard.letGo()
        try keyboard.giveBack()
        try connection.sync("letting go")
    }

    /// Sends an action's events; what is still down then is let go by the caller.
    ///
    /// - Returns: Whether all were sent; false when the task was cancelled on the way.
    private func deliver(_ action: Action) throws(DesktopError) -> Bool {
        if Task.isCancelled { return false }
        switch action {
        case .screenshot, .wait: return true
        case .type(let text): return try keyboard.type(text)
        case .press(let keys): try keyboard.hold(keys)
        case .move(let point, let keys):
            try keyboard.hold(keys)
            input.move(to: point)
        case .click(let point, let button, let keys):
            try click(point, button.number, times: 1, holding: keys)
        case .doubleClick(let point, let keys):
            try click(point, MouseButton.left.number, times: 2, holding: keys)
        case .tripleClick(let point, let keys):
            try click(point, MouseButton.left.number, times: 3, holding: keys)
        case .scroll(let point, let dx, let dy, let keys):
            try keyboard.hold(keys)
            input.move(to: point)
            try turnWheel(by: dx, back: 6, forth: 7)
            try turnWheel(by: dy, back: 4, forth: 5)
        case .drag(let path, let keys):
            try keyboard.hold(keys)
            return try drag(path)
        }
        return true
    }

    private func click(
        _ point: Point, _ button: UInt32, times: Int, holding keys: [Key]
    ) throws(DesktopError) {
        try keyboard.hold(keys)
        input.move(to: point)
        for _ in 0..<times { input.click(button) }
        try input.awaitRelease(of: button)
    }

    private func turnWheel(
        by pixels: Int, back: UInt32, forth: UInt32
    ) throws(DesktopError) {
        guard pixels != 0 else { return }
        let button = pixels < 0 ? back : forth
        for _ in 0..<Action.wheelNotches(pixels: pixels) { input.click(button) }
        try input.awaitRelease(of: button)
    }

    private func drag(_ path: [Point]) throws(DesktopError) -> Bool {
        let button = MouseButton.left.number
        let dragged = connection.tolerant { connection.windows(at: path[0]).last }
        input.move(to: path[0])
        input.press(.button(button))
        if let next = path.first(where: { $0 != path[0] }) {
            let aside = path[0].oneStep(towards: next)
            input.move(to: aside)
            try input.awaitPointer(at: aside)
        }
        // Some pass over a motion that comes while they draw the one before, as mtPaint does: the last one
        // is a pixel long, and comes when all others were read.
        let end = path[path.count - 1]
        let nearEnd = path.last { $0 != end }.map(end.oneStep) ?? end
        for (from, to) in zip(path, path.dropFirst().dropLast() + [nearEnd]) {
            for point in steps(from: from, to: to) {
                if Task.isCancelled { return false }
                input.move(to: point)
                connection.pause(milliseconds: X11Hand.dragStepMilliseconds)
                try connection.alive("drag")
            }
        }
        for point in [nearEnd, end] {
            input.move(to: point)
            connection.pause(milliseconds: X11Hand.dropMilliseconds)
            if let dragged { try readers.awaitReading(of: dragged) }
        }
        input.release(.button(button))
        try input.awaitRelease(of: button)
        return true
    }

    /// Points on the line, without its start and with its end.
    private func steps(from: Point, to: Point) -> [Point] {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let count = max(1, max(abs(dx), abs(dy)) / X11Hand.dragStepPixels)
        return (1...count).map {
            Point(x: from.x + dx * $0 / count, y: from.y + dy * $0 / count)
        }
    }
}

extension Point {
    /// The next pixel on the way to another point.
    fileprivate func oneStep(towards other: Point) -> Point {
        Point(x: x + (other.x - x).signum(), y: y + (other.y - y).signum())
    }
}

extension MouseButton {
    /// The button's number in the X protocol; 4 to 7 are the wheel.
    fileprivate var number: UInt32 {
        switch self {
        case .left: 1
        case .wheel: 2
        case .right: 3
        case .back: 8
        case .forward: 9
        }
    }
}
