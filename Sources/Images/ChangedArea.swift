import DeskwrightCore
import Glibc

/// One of the places where two frames differ: changes far from each other are areas of their own.
package struct ChangedArea: Sendable, Hashable {
    /// The smallest rectangle around the pixels of this place that differ.
    package var frame: Rect
    /// How many pixels of it differ.
    package var pixelCount: Int

    package init(frame: Rect, pixelCount: Int) {
        self.frame = frame
        self.pixelCount = pixelCount
    }
}

extension Difference {
    /// The places where two frames differ, from the top left; changes less than a tile of 16 pixels
    /// apart are one place. Frames of different sizes differ everywhere.
    package static func areas(between old: Frame, and new: Frame) -> [ChangedArea] {
        guard old.size == new.size else {
            return [ChangedArea(frame: new.size.bounds, pixelCount: new.size.bounds.area)]
        }
        var tiles = ChangeTiles(new.size)
        forEachDifferentRow(of: old, new) { y, oldRow, newRow in
            tiles.compare(row: y, oldRow, newRow)
        }
        return tiles.areas()
    }
}

/// What changed in each square of the screen.
struct ChangeTiles {
    private static let side = 16
    private let size: Size
    private let columns: Int
    private var tiles: [ChangedArea?]

    init(_ size: Size) {
        self.size = size
        columns = (size.width + ChangeTiles.side - 1) / ChangeTiles.side
        let rows = (size.height + ChangeTiles.side - 1) / ChangeTiles.side
        tiles = Array(repeating: nil, count: columns * rows)
    }

    mutating func compare(
        row y: Int, _ old: UnsafePointer<UInt32>, _ new: UnsafePointer<UInt32>
    ) {
        for column in 0..<columns {
            let left = column * ChangeTiles.side
            let right = min(left + ChangeTiles.side, size.width)
            guard memcmp(old + left, new + left, 4 * (right - left)) != 0 else { continue }
            var (first, last, count) = (right, left, 0)
            for x in left..<right where old[x] != new[x] {
                first = min(first, x)
                last = x
                count += 1
            }
            let frame = Rect(x: first, y: y, width: last - first + 1, height: 1)
            add(
                ChangedArea(frame: frame, pixelCount: count),
                to: &tiles[y / ChangeTiles.side * columns + column])
        }
    }

    mutating func add(_ point: Point) {
        let tile = point.y / ChangeTiles.side * columns + point.x / ChangeTiles.side
        add(
            ChangedArea(
                frame: Rect(x: point.x, y: point.y, width: 1, height: 1), pixelCount: 1),
            to: &tiles[tile])
    }

    /// Puts tiles together that touch, also at a corner.
    mutating func areas() -> [ChangedArea] {
        var areas: [ChangedArea] = []
        for tile in tiles.indices where tiles[tile] != nil {
            var area: ChangedArea?
            var waiting = [tile]
            while let next = waiting.popLast() {
                guard let part = tiles[next] else { continue }
                tiles[next] = nil
                add(part, to: &area)
                waiting += neighbours(of: next)
            }
            if let area { areas.append(area) }
        }
        return areas
    }

    private func neighbours(of tile: Int) -> [Int] {
        let (row, column) = (tile / columns, tile % columns)
        return (-1...1).flatMap { down in
            (-1...1).compactMap { across in
                let (y, x) = (row + down, column + across)
                let isInside = x >= 0 && x < columns && y >= 0 && y * columns + x < tiles.count
                return isInside ? y * columns + x : nil
            }
        }
    }

    private func add(_ part: ChangedArea, to area: inout ChangedArea?) {
        area = ChangedArea(
            frame: area.map { $0.frame.union(part.frame) } ?? part.frame,
            pixelCount: (area?.pixelCount ?? 0) + part.pixelCount)
    }
}
