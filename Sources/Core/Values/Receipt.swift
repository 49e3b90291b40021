/// What of an action reached the screen's server.
public struct Receipt: Sendable, Hashable, Codable {
    /// Presses of keys, those of modifiers included.
    public var keyPresses: Int
    /// Unicode scalars of the text that were typed; a new line as `\r\n` is one.
    public var characters: Int
    /// Motions, and presses and releases of buttons; a notch of the wheel is a press and a release.
    public var pointerEvents: Int
    /// The characters that no key could bring, in the order of the text.
    public var undelivered: String

    /// A receipt of nothing, unless said.
    public init(
        keyPresses: Int = 0, characters: Int = 0, pointerEvents: Int = 0, undelivered: String = ""
    ) {
        self.keyPresses = keyPresses
        self.characters = characters
        self.pointerEvents = pointerEvents
        self.undelivered = undelivered
    }

    /// The receipt without the text that it names, for texts that hold a secret.
    package var withoutText: Receipt {
        var hidden = self
        hidden.undelivered = String(repeating: "•", count: undelivered.unicodeScalars.count)
        return hidden
    }
}
