import DeskwrightCore

/// Something that changes by itself beside a miniature program.
package struct Blinker: Sendable {
    package let place: Rect
    /// Milliseconds from one change to the next.
    package let period: Int

    /// A text cursor, a clock that shows seconds, and a spinner.
    package static let all = [
        Blinker(place: Rect(x: 140, y: 300, width: 2, height: 16), period: 530),
        Blinker(place: Rect(x: 960, y: 10, width: 40, height: 14), period: 1_000),
        Blinker(place: Rect(x: 10, y: 600, width: 24, height: 24), period: 80),
    ]
}
