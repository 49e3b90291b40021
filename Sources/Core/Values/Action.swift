/// One thing that a planner wants done with mouse or keyboard; points are screen pixels.
///
/// The nine actions of OpenAI's computer-use tools, and the triple click, which they lack. A new case
/// makes the compiler list every place that has to know it: no switch over actions has a `default`.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/response_computer_tool_call.py`.
public enum Action: Sendable, Hashable {
    /// Press and release a button at a point, with `holding` held down meanwhile.
    ///
    /// Clicks of two actions never make a double click, however soon the second comes.
    case click(at: Point, button: MouseButton = .left, holding: [Key] = [])
    /// The left button twice, within every toolkit's double-click time.
    case doubleClick(at: Point, holding: [Key] = [])
    /// The left button three times, which selects a line or paragraph in most programs.
    case tripleClick(at: Point, holding: [Key] = [])
    /// Press the left button at the first point, move through the others, release at the last.
    case drag(path: [Point], holding: [Key] = [])
    /// Move the pointer.
    case move(to: Point, holding: [Key] = [])
    /// Press the keys in order and release them in reverse: one chord.
    case press([Key])
    /// Look, and change nothing.
    case screenshot
    /// Turn the wheel with the pointer at a point; pixels, positive to the right and down.
    case scroll(at: Point, dx: Int, dy: Int, holding: [Key] = [])
    /// Type text as if on a keyboard; may hold any character, also new lines.
    case type(String)
    /// Let time pass: the program on the screen is at work.
    case wait
}

/// A mouse button by the name that the API gives it; the raw value is the word on the wire.
public enum MouseButton: String, Sendable, Hashable, Codable, CaseIterable {
    /// Button 1 of X11.
    case left
    /// Button 3 of X11: context menus.
    case right
    /// Button 2 of X11, the middle one: pastes the selection in many programs.
    case wheel
    /// Button 8 of X11: a page back.
    case back
    /// Button 9 of X11: a page forward.
    case forward
}

extension Action {
    /// The action's name, the same in task files, journals and reports.
    public var name: String {
        switch self {
        case .click: "click"
        case .doubleClick: "double-click"
        case .tripleClick: "triple-click"
        case .drag: "drag"
        case .move: "move"
        case .press: "press"
        case .screenshot: "screenshot"
        case .scroll: "scroll"
        case .type: "type"
        case .wait: "wait"
        }
    }

    /// The points of the screen that the action touches, in order.
    public var points: [Point] {
        switch self {
        case .click(let point, _, _), .doubleClick(let point, _), .tripleClick(let point, _),
            .move(let point, _), .scroll(let point, _, _, _):
            [point]
        case .drag(let path, _): path
        case .press, .screenshot, .type, .wait: []
        }
    }

    /// The keys held down during a mouse action; the chord itself for `press`.
    public var keys: [Key] {
        switch self {
        case .click(_, _, let keys), .doubleClick(_, let keys), .tripleClick(_, let keys),
            .drag(_, let keys), .move(_, let keys), .scroll(_, _, _, let keys), .press(let keys):
            keys
        case .screenshot, .type, .wait: []
        }
    }

    /// The same action with every point replaced, for going from one coordinate space to another.
    public func mapPoints(_ transform: (Point) -> Point) -> Action {
        switch self {
        case .click(let point, let button, let keys):
            .click(at: transform(point), button: button, holding: keys)
        case .doubleClick(let point, let keys): .doubleClick(at: transform(point), holding: keys)
        case .tripleClick(let point, let keys): .tripleClick(at: transform(point), holding: keys)
        case .drag(let path, let keys): .drag(path: path.map(transform), holding: keys)
        case .move(let point, let keys): .move(to: transform(point), holding: keys)
        case .scroll(let point, let dx, let dy, let keys):
            .scroll(at: transform(point), dx: dx, dy: dy, holding: keys)
        case .press, .screenshot, .type, .wait: self
        }
    }
}

extension Action: CustomStringConvertible {
    /// The action as it is written for `deskwright do`, on one line; ``ActionText`` reads it.
    public var description: String {
        // A space would end the chord; the key has a name that is the same key.
        let held = keys.map { $0.name == " " ? "space" : $0.name }.joined(separator: "+")
        let with = held.isEmpty ? "" : " holding \(held)"
        return switch self {
        case .click(let point, let button, _):
            button == .left
                ? "click \(point.x) \(point.y)\(with)"
                : "click \(point.x) \(point.y) \(button.rawValue)\(with)"
        case .doubleClick(let point, _): "double-click \(point.x) \(point.y)\(with)"
        case .tripleClick(let point, _): "triple-click \(point.x) \(point.y)\(with)"
        case .drag(let path, _):
            "drag " + path.map { "\($0.x) \($0.y)" }.joined(separator: " ") + with
        case .move(let point, _): "move \(point.x) \(point.y)\(with)"
        case .press: "press \(held)"
        case .screenshot: "screenshot"
        case .scroll(let point, let dx, let dy, _):
            "scroll \(point.x) \(point.y) \(dx) \(dy)\(with)"
        case .type(let text): "type \(quoted(text))"
        case .wait: "wait"
        }
    }
}

/// The text in double quotes, with quotes, backslashes and control characters escaped.
package func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\r": result += "\\r"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// A number and a noun that agrees with it: `1 request`, `2 tries`.
package func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

extension Double {
    /// Without a fraction that says nothing: `40`, not `40.0`.
    package var inDigits: String {
        self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
    }
}
