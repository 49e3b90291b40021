import DeskwrightCore
import DeskwrightImages

/// Learns which thin strips are scroll bars over their text, as GTK's: all of such a bar changes
/// again and again for most of a second when it comes and when it goes.
///
/// One that grows or moves is another strip each time.
struct FadingStrips: Sendable {
    /// So many changes of the same strip in one wait are paints like others; then it fades.
    private static let paintsMax = 2

    private struct Strip {
        var frame: Rect
        var changeCount: Int

        var isFading: Bool { changeCount > FadingStrips.paintsMax }
    }

    private var strips: [Strip] = []

    /// Begins to watch anew: a bar that is known comes back where it was, also after what is under
    /// it was painted anew.
    mutating func beginWatch() {
        strips.removeAll { !$0.isFading }
    }

    /// Notes a change, and says whether it is of a strip that fades.
    mutating func saw(_ area: ChangedArea) -> Bool {
        guard area.isLikeScrollBar else { return false }
        let index = strips.firstIndex { isSame($0.frame, area.frame) } ?? strips.endIndex
        if index == strips.endIndex { strips.append(Strip(frame: area.frame, changeCount: 0)) }
        strips[index].changeCount += 1
        return strips[index].isFading
    }

    /// The pixels at its edges and rounded ends change so little that not every picture has them.
    private func isSame(_ old: Rect, _ new: Rect) -> Bool {
        [(old.x, new.x), (old.y, new.y), (old.right, new.right), (old.bottom, new.bottom)]
            .allSatisfy { abs($0 - $1) <= 1 }
    }
}

extension ChangedArea {
    /// Thin and long. GTK's are 3 pixels, and 5 with the border that shows over text.
    ///
    /// - SeeAlso: `scrollbar.overlay-indicator` in GTK 3's Adwaita, `gtk-contained.css`.
    var isLikeScrollBar: Bool {
        min(frame.width, frame.height) <= 5 && max(frame.width, frame.height) > 48
    }
}
