import DeskwrightCore

/// Words that stand side by side.
package struct TextLine: Sendable, Hashable, Codable {
    /// From the left; one at least.
    package var words: [TextWord]
    /// The smallest rectangle around its letters, in screen pixels.
    package var frame: Rect

    package init(words: [TextWord], frame: Rect) {
        self.words = words
        self.frame = frame
    }

    /// The words with one space between them.
    package var text: String { words.map(\.text).joined(separator: " ") }
}

/// A word as it was read.
package struct TextWord: Sendable, Hashable, Codable {
    /// Without white space.
    package var text: String
    /// Where it is, in screen pixels.
    package var frame: Rect
    /// How sure the reader is of it, from 0 to 1.
    package var confidence: Double

    package init(text: String, frame: Rect, confidence: Double) {
        self.text = text
        self.frame = frame
        self.confidence = confidence
    }
}
