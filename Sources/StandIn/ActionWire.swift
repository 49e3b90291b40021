import DeskwrightCore

extension Action {
    /// The action as the API writes it.
    ///
    /// - SeeAlso: `ComputerAction` in OpenAI's OpenAPI specification.
    var wire: JSON {
        switch self {
        case .click(let point, let button, let keys):
            object("click", at: point, ["button": .string(button.rawValue)], holding: keys)
        case .doubleClick(let point, let keys):
            // The types want `keys` here, if only as null.
            object("double_click", at: point, ["keys": .null], holding: keys)
        case .tripleClick(let point, let keys):
            // The service has none, and a script's reader refuses it.
            object("triple_click", at: point, holding: keys)
        case .drag(let path, let keys):
            object(
                "drag",
                ["path": .array(path.map { ["x": .integer($0.x), "y": .integer($0.y)] })],
                holding: keys)
        case .move(let point, let keys): object("move", at: point, holding: keys)
        case .press(let keys): object("keypress", ["keys": keys.wire])
        case .screenshot: object("screenshot")
        case .scroll(let point, let dx, let dy, let keys):
            object(
                "scroll", at: point, ["scroll_x": .integer(dx), "scroll_y": .integer(dy)],
                holding: keys)
        case .type(let text): object("type", ["text": .string(text)])
        case .wait: object("wait")
        }
    }
}

extension ScriptedAction {
    var wire: JSON {
        switch self {
        case .action(let action): action.wire
        // A script's reader took it as JSON; one made in code may hold anything.
        case .raw(let text): (try? JSONReader.read(Array(text.utf8))) ?? .string(text)
        }
    }

    /// What the log calls it.
    var label: String {
        switch self {
        case .action(let action): action.description
        case .raw(let text): text
        }
    }
}

private func object(
    _ type: String, at point: Point? = nil, _ members: [String: JSON] = [:],
    holding keys: [Key] = []
) -> JSON {
    var members = members
    members["type"] = .string(type)
    if let point {
        members["x"] = .integer(point.x)
        members["y"] = .integer(point.y)
    }
    if !keys.isEmpty { members["keys"] = keys.wire }
    return .object(members)
}

extension [Key] {
    /// Names in capitals, as the model writes them; characters and X11's own names as they are.
    fileprivate var wire: JSON {
        .array(
            map { key in
                let isSpoken = key.name.count > 1 && key.name == key.name.lowercased()
                return .string(isSpoken ? key.name.uppercased() : key.name)
            })
    }
}
