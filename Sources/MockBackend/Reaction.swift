import DeskwrightCore

/// What a scene does when a widget is worked; the whole behaviour of the programs that it plays.
public indirect enum Reaction: Sendable, Hashable {
    /// Gives a widget a new value, or a window a new title.
    ///
    /// A label, button or field takes the text. A check box is on for `on` and off for all else. A list
    /// selects the line that reads so, or none.
    case set(id: String, to: SceneText)
    /// Shows a window, on top and active; one that is open already is raised.
    case open(window: String)
    /// Takes a window away; one that is not open stays away.
    case close(window: String)
    /// Writes a text file; the path is relative to the run's scratch folder and stays inside.
    ///
    /// When it cannot be written a dialog says so, and what follows in the list is not done.
    case write(file: SceneText, text: SceneText)
    /// Puts a text on the clipboard.
    case copy(SceneText)
    /// Does these later, as a program does that is busy.
    case after(ReactionDelay, [Reaction])
}

/// How much later a reaction comes.
public enum ReactionDelay: Sendable, Hashable {
    /// By the desktop's clock.
    case time(Duration)
    /// This many more pictures still show the screen as it was.
    case captures(Int)
}

/// A text that may refer to what widgets hold: `${{ name }}` is the value of the widget `name`.
///
/// The value of a label, button or field is its text, of a check box `on` or `off`, of a list the
/// selected line, of a window its title. A lone `$` is literal.
public struct SceneText: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case literal(String)
        case reference(String)
    }

    /// The text as it was written.
    public let source: String
    let parts: [Part]

    /// Reads the references in a text; an opening without an end is literal.
    public init(_ source: String) {
        self.source = source
        parts = SceneText.parse(source)
    }

    /// The names that it refers to, in order.
    package var references: [String] {
        parts.compactMap {
            switch $0 {
            case .literal: nil
            case .reference(let id): id
            }
        }
    }

    func filled(with value: (String) -> String) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .reference(let id): text += value(id)
            }
        }
    }

    /// What is between an opening that has no end stays as it is.
    private static func parse(_ source: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(source)
        while let opening = rest.firstRange(of: "${{"),
            let closing = rest[opening.upperBound...].firstRange(of: "}}")
        {
            if opening.lowerBound > rest.startIndex {
                parts.append(.literal(String(rest[..<opening.lowerBound])))
            }
            let name = rest[opening.upperBound..<closing.lowerBound]
            parts.append(.reference(String(name.trimmed)))
            rest = rest[closing.upperBound...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        return parts
    }
}

extension SceneText: ExpressibleByStringLiteral {
    public init(stringLiteral source: String) {
        self.init(source)
    }
}

extension Substring {
    /// Without the white space at both ends.
    fileprivate var trimmed: Substring {
        let front = drop { $0.isWhitespace }
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return front[...last]
    }
}
