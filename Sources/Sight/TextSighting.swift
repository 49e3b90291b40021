import DeskwrightCore

/// A place where a target was seen, or something like it.
package struct TextSighting: Sendable, Hashable, Codable {
    /// The words as they were read.
    package var text: String
    /// The smallest rectangle around the words, in screen pixels.
    package var frame: Rect
    /// How sure the reader is of the words, from 0 to 1: of the least sure one.
    package var confidence: Double

    /// - Parameter words: One at least, from one line.
    init(_ words: some Collection<TextWord>) {
        text = words.map(\.text).joined(separator: " ")
        frame = words.map(\.frame).reduce(Rect(x: 0, y: 0, width: 0, height: 0)) { $0.union($1) }
        confidence = words.map(\.confidence).min() ?? 0
    }
}

extension TextSighting: CustomStringConvertible {
    package var description: String { "\(quoted(text)) at \(frame)" }
}
