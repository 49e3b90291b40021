import DeskwrightCore

/// A place where a target is.
package struct Sighting: Sendable, Hashable {
    /// In screen pixels.
    package var frame: Rect
    /// Where to click: the centre, or the point that is meant.
    package var point: Point
    /// What is there, for people: the words that were read, `save.png 98 %`, the window's title.
    package var words: String
    /// Which of several alternatives was taken, from 1.
    package var choice: Int?
    /// The number of the window that it is as a whole.
    package var window: UInt64?

    /// A place that is clicked in its centre, unless said.
    package init(
        frame: Rect, point: Point? = nil, words: String, choice: Int? = nil,
        window: UInt64? = nil
    ) {
        self.frame = frame
        self.point = point ?? frame.center
        self.words = words
        self.choice = choice
        self.window = window
    }
}

extension Sighting {
    init(_ text: TextSighting) {
        self.init(frame: text.frame, words: text.text)
    }
}

extension Sighting: CustomStringConvertible {
    package var description: String { "\(quoted(words)) at \(frame)" }
}
