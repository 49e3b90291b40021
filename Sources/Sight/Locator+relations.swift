import DeskwrightCore

extension Locator {
    /// The candidates that lie as the relations say, the nearest first.
    ///
    /// The other targets are looked for in the same scope, unless they have their own.
    ///
    /// - Throws: What was thrown for another target, or ``SightError/notSeen(_:nearest:)`` where none lies so.
    func those(
        _ candidates: [Candidate], thatAreAs target: Target, in scope: Scope
    ) throws(SightError) -> [Candidate] {
        var left = candidates.map { (candidate: $0, distance: 0.0) }
        for relation in target.relations where relation.kind.isOrdering {
            let anchor = try sighting(of: relation.target, in: scope).frame
            left = left.filter { relation.kind.holds(for: $0.candidate.sighting.frame, anchor) }
            for index in left.indices {
                left[index].distance += anchor.distance(to: left[index].candidate.sighting.frame)
            }
        }
        guard !left.isEmpty else {
            throw .notSeen("\(target)", nearest: candidates.map(\.sighting))
        }
        // Equal ones stay in reading order.
        return left.enumerated().sorted {
            ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
        }
        .map(\.element.candidate)
    }
}

extension Target.Relation.Kind {
    /// Pixels that frames of things side by side may overlap.
    private static let slack = 2

    /// Whether a place lies so, seen from another one.
    func holds(for place: Rect, _ anchor: Rect) -> Bool {
        let slack = Target.Relation.Kind.slack
        switch self {
        case .in, .of: return true
        case .near: return place != anchor
        case .leftOf: return place.right <= anchor.x + slack && place.isInRow(of: anchor)
        case .rightOf: return place.x >= anchor.right - slack && place.isInRow(of: anchor)
        case .above: return place.bottom <= anchor.y + slack && place.isInColumn(of: anchor)
        case .below: return place.y >= anchor.bottom - slack && place.isInColumn(of: anchor)
        }
    }
}

extension Rect {
    /// Whether half of the lower one lies beside the other.
    fileprivate func isInRow(of other: Rect) -> Bool {
        2 * (min(bottom, other.bottom) - max(y, other.y)) >= min(height, other.height)
    }

    /// Whether a part of it lies above or below the other.
    fileprivate func isInColumn(of other: Rect) -> Bool {
        min(right, other.right) > max(x, other.x)
    }
}
