import DeskwrightCore

/// A text that is never printed: keys and tokens. Only ``reveal()`` gives it away.
public struct SecretText: Sendable, Hashable {
    private let text: String

    /// Takes a text that is to be shown nowhere.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the moment of use only.
    public func reveal() -> String { text }

    /// The text without white space around it; `nil` when nothing is left.
    package var trimmed: SecretText? {
        let beginning = text.drop(while: \.isWhitespace)
        guard let end = beginning.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return SecretText(String(beginning[...end]))
    }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { Redaction.mark }
    public var debugDescription: String { Redaction.mark }
    /// Keeps the text out of `dump` and of the descriptions of types that hold it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Takes secrets out of texts: the one place where that is done for all that HTTP shows.
package struct Redaction: Sendable {
    /// What stands in a secret's place.
    package static let mark = Secrets.mark

    private let spellings: SecretSpellings

    /// - Parameter secrets: What must not be shown; empty ones are passed over.
    package init(_ secrets: [SecretText]) {
        spellings = SecretSpellings(secrets.map { ($0.reveal(), Redaction.mark) })
    }

    /// The text without the secrets, also as JSON, HTML, URLs and base64 write them.
    package func callAsFunction(_ text: String) -> String { spellings.replaced(in: text) }
}
