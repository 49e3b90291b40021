import DeskwrightCore

/// Reads one action as a model wrote it.
///
/// What is no action here becomes ``ProposedAction/invalid(text:reason:)``, and the model is told.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/computer_action.py`.
struct ActionReader {
    private let json: JSONValue

    static func read(_ json: JSONValue) -> ProposedAction {
        do throws(ActionFault) {
            return .action(try ActionReader(json: json).action())
        } catch {
            return .invalid(text: json.shortened, reason: error.reason)
        }
    }

    private func action() throws(ActionFault) -> Action {
        guard let type = json["type"]?.string else {
            throw ActionFault("an action is an object with a \"type\"")
        }
        switch type {
        case "click":
            return .click(
                at: try point(json), button: try button(), holding: try keys(orNone: true))
        case "double_click":
            return .doubleClick(at: try point(json), holding: try keys(orNone: true))
        case "drag": return .drag(path: try path(), holding: try keys(orNone: true))
        case "keypress": return .press(try keys(orNone: false))
        case "move": return .move(to: try point(json), holding: try keys(orNone: true))
        case "screenshot": return .screenshot
        case "scroll": return try scroll()
        case "type": return .type(try text())
        case "wait": return .wait
        default:
            throw ActionFault(
                "there is no action \(quoted(type)); there are click, double_click, drag, keypress,"
                    + " move, screenshot, scroll, type and wait")
        }
    }

    private func scroll() throws(ActionFault) -> Action {
        let (dx, dy) = (try distance("scroll_x"), try distance("scroll_y"))
        return .scroll(at: try point(json), dx: dx, dy: dy, holding: try keys(orNone: true))
    }

    private func text() throws(ActionFault) -> String {
        guard let text = json["text"]?.string else {
            throw ActionFault("\"text\" is to be a string")
        }
        return text
    }

    /// Left, when the model names none.
    private func button() throws(ActionFault) -> MouseButton {
        guard let value = json["button"], !value.isNull else { return .left }
        guard let button = value.string.flatMap(MouseButton.init) else {
            let names = MouseButton.allCases.map(\.rawValue).joined(separator: ", ")
            throw ActionFault("there is no button \(value.shortened); there are \(names)")
        }
        return button
    }

    private func keys(orNone isOptional: Bool) throws(ActionFault) -> [Key] {
        let value = json["keys"] ?? .null
        if isOptional, value.isNull { return [] }
        let names = (value.array ?? []).compactMap(\.string).filter { !$0.isEmpty }
        guard let all = value.array, names.count == all.count, isOptional || !all.isEmpty else {
            throw ActionFault("\"keys\" is to be a list of names, not \(value.shortened)")
        }
        return names.map { Key($0) }
    }
}

// MARK: - Places

extension ActionReader {
    /// Beyond this a number means no place on any screen, and sums of it could overflow.
    private static let numberMax = 1e6

    private func number(_ value: JSONValue?, _ name: String) throws(ActionFault) -> Int {
        guard let number = value?.number, number.isFinite,
            number.magnitude <= ActionReader.numberMax
        else {
            throw ActionFault(
                "\(quoted(name)) is to be a number of pixels, not \((value ?? .null).shortened)")
        }
        return Int(number.rounded())
    }

    private func point(_ value: JSONValue) throws(ActionFault) -> Point {
        Point(x: try number(value["x"], "x"), y: try number(value["y"], "y"))
    }

    /// Missing or null is no distance.
    private func distance(_ name: String) throws(ActionFault) -> Int {
        guard let value = json[name], !value.isNull else { return 0 }
        return try number(value, name)
    }

    /// Points are objects; pairs are taken too, as the vendor's own samples do.
    private func path() throws(ActionFault) -> [Point] {
        guard let places = json["path"]?.array, places.count >= 2 else {
            throw ActionFault("\"path\" is to be a list of two points or more")
        }
        var path: [Point] = []
        for place in places {
            if let pair = place.array, pair.count == 2 {
                path.append(Point(x: try number(pair[0], "x"), y: try number(pair[1], "y")))
            } else {
                path.append(try point(place))
            }
        }
        return path
    }
}

private struct ActionFault: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

extension JSONValue {
    /// The beginning of the value as JSON, for messages.
    var shortened: String {
        let text = description
        return text.count > 120 ? text.prefix(120) + "…" : text
    }
}
