import Core

/// What no screen can do, found before the first event is sent.
enum ActionRefusal {
    /// - Returns: The reason, or `nil` when the action can be done.
    static func reason(for action: Action, on size: Size) -> String? {
        for point in action.points where !size.bounds.contains(point) {
            return "the point (\(point)) is outside the screen of \(size) pixels"
        }
        for key in action.keys where key.keysym == nil {
            return "there is no key \(quoted(key.name))"
        }
        switch action {
        case .press(let keys) where keys.isEmpty: return "the chord has no keys"
        case .drag(let path, _) where path.count < 2: return "a drag needs at least two points"
        case .type(let text):
            for scalar in text.unicodeScalars where Key.keysym(typing: scalar) == nil {
                let code = String(scalar.value, radix: 16, uppercase: true)
                return "no key types the control character U+00\(code)"
            }
            return nil
        case .click, .doubleClick, .drag, .move, .press, .screenshot, .scroll, .wait: return nil
        }
    }
}
