import DeskwrightCore
import DeskwrightTaskFiles

extension Deed {
    /// Whether the text of the screen decides.
    var needsLook: Bool {
        switch self {
        case .click(let target, _), .hover(let target): target.isWords
        case .type(_, let target), .scroll(_, _, let target): target?.isWords ?? false
        case .drag(let start, let end): start.isWords || end.isWords
        case .press, .pause: false
        case .wait, .check: true
        }
    }

    /// Whether it is there to wait: then it waits for long.
    var isWait: Bool {
        if case .wait = self { true } else { false }
    }

    /// What is to be done on a screen: nothing where a look was enough.
    func actions(on screen: SeenScreen) throws(SeenScreen.Obstacle) -> [Action] {
        switch self {
        case .click(let target, let kind): return [kind.action(at: try screen.point(of: target))]
        case .hover(let target): return [.move(to: try screen.point(of: target))]
        case .type(let text, let target):
            guard let target else { return [.type(text)] }
            return [.click(at: try screen.fieldPoint(of: target)), .type(text)]
        case .press(let keys, let times): return Array(repeating: .press(keys), count: times)
        case .scroll(let direction, let notches, let target):
            let point = try target.map { target throws(SeenScreen.Obstacle) in
                try screen.point(of: target)
            }
            let turn = direction.turn(notches)
            return [
                .scroll(at: point ?? screen.frame.size.bounds.center, dx: turn.dx, dy: turn.dy)
            ]
        case .drag(let start, let end):
            return [.drag(path: [try screen.point(of: start), try screen.point(of: end)])]
        case .pause: return [.wait]
        case .wait(let text), .check(let text):
            if let objection = screen.objection(to: text) { throw .notYet(objection) }
            return []
        }
    }
}

extension PlainTarget {
    fileprivate var isWords: Bool {
        switch self {
        case .words: true
        case .point: false
        }
    }
}

extension ClickKind {
    fileprivate func action(at point: Point) -> Action {
        switch self {
        case .left: .click(at: point)
        case .right: .click(at: point, button: .right)
        case .middle: .click(at: point, button: .wheel)
        case .double: .doubleClick(at: point)
        }
    }
}

extension ScrollDirection {
    /// The API counts pixels: a notch of a wheel is 100.
    fileprivate func turn(_ notches: Int) -> (dx: Int, dy: Int) {
        switch self {
        case .down: (0, 100 * notches)
        case .up: (0, -100 * notches)
        case .right: (100 * notches, 0)
        case .left: (-100 * notches, 0)
        }
    }
}
