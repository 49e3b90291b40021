import DeskwrightCore
import Glibc

/// What the last looks found: an area that shows what it showed then need not be looked at again.
///
/// Several, because a menu that closes shows what was there before, and targets are in different areas.
struct RecentLooks {
    private struct Look {
        var frame: Frame
        let area: Rect
        let lines: [TextLine]
    }

    /// The latest last.
    private var looks: [Look] = []
    /// Each keeps its frame, of which unchanged bands are shared.
    private static let limit = 4

    /// The lines of an area, if one of the looks saw just these pixels there.
    mutating func lines(of frame: Frame, in area: Rect) -> [TextLine]? {
        guard
            let index = looks.lastIndex(where: {
                $0.area == area && $0.frame.shows(frame, in: area)
            })
        else { return nil }
        var look = looks.remove(at: index)
        // The next frame shares memory with this one, and is compared at once.
        look.frame = frame
        looks.append(look)
        return look.lines
    }

    mutating func keep(_ lines: [TextLine], of frame: Frame, in area: Rect) {
        looks.append(Look(frame: frame, area: area, lines: lines))
        if looks.count > RecentLooks.limit { looks.removeFirst() }
    }
}

extension Frame {
    /// Whether an area looks alike in both.
    fileprivate func shows(_ other: Frame, in area: Rect) -> Bool {
        let area = area.intersection(size.bounds)
        guard size == other.size else { return false }
        guard !area.isEmpty else { return true }
        let bands = (area.y / Frame.bandHeight)...((area.bottom - 1) / Frame.bandHeight)
        return bands.allSatisfy { hasBand($0, of: other, in: area) }
    }

    private func hasBand(_ index: Int, of other: Frame, in area: Rect) -> Bool {
        let rows = Frame.rows(ofBand: index, in: size)
        let shown = max(rows.lowerBound, area.y)..<min(rows.upperBound, area.bottom)
        return bands[index].withUnsafeBytes { own in
            other.bands[index].withUnsafeBytes { others in
                guard let own = own.baseAddress, let others = others.baseAddress else {
                    return false
                }
                return own == others
                    || shown.allSatisfy { row in
                        let start = 4 * ((row - rows.lowerBound) * size.width + area.x)
                        return memcmp(own + start, others + start, 4 * area.width) == 0
                    }
            }
        }
    }
}
