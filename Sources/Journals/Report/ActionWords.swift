import DeskwrightCore

/// An action's words, with its keys as key caps and its text as text.
enum ActionWords {
    /// Words as the journal has them, such as `click 40 60`, under the action's name or `invalid`.
    static func html(name: String, text: String) -> HTML {
        guard text == name || text.hasPrefix(name + " ") else {
            return "<b>\(name)</b> <code>\(text)</code>"
        }
        let rest = String(text.dropFirst(name.count + 1))
        if rest.isEmpty { return "<b>\(name)</b>" }
        return "<b>\(name)</b> \(name == "press" ? keys(rest) : held(rest))"
    }

    private static func keys(_ text: String) -> HTML {
        let names = text.split(separator: "+", omittingEmptySubsequences: false)
        // The key `+` itself stands between the signs that join.
        guard !names.contains("") else { return "<kbd>\(text)</kbd>" }
        let caps = names.enumerated().map { index, name in
            (index == 0 ? "" : "<i>+</i>") + "<kbd>\(String(name))</kbd>" as HTML
        }
        return "\(caps)"
    }

    /// Where and what, and the keys that are held meanwhile.
    private static func held(_ text: String) -> HTML {
        let parts = text.split(separator: " holding ", maxSplits: 1)
        guard parts.count == 2, !text.hasPrefix("\"") else { return "<code>\(text)</code>" }
        return "<code>\(String(parts[0]))</code> <i>holding</i> \(keys(String(parts[1])))"
    }

    /// The wheel's way of a `scroll X Y DX DY`, or `nil` when the words are none.
    static func scrollDelta(_ text: String) -> Point? {
        let words = text.split(separator: " ").prefix(5)
        guard words.count == 5, words.first == "scroll", let dx = Int(words[3]),
            let dy = Int(words[4])
        else { return nil }
        return Point(x: dx, y: dy)
    }
}
