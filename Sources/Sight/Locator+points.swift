import DeskwrightCore

extension Locator {
    /// So far from its point something may be unless the target says it, in pixels.
    static let usualMargin = 50

    /// The point that a target means, of the screen or of what it is counted from.
    ///
    /// - Throws: ``SightError/outside(_:of:area:)``, ``SightError/covered(_:by:)``
    func point(of target: Target, in scope: Scope) throws(SightError) -> Sighting {
        guard let offset = target.at else { throw .emptyTarget }
        let base = target[.of]
        let area = if let base { try self.scope(inside: base, scope) } else { wholeScreen }
        let point = offset.point(in: area.area)
        let place = Sighting(
            frame: Rect(x: point.x, y: point.y, width: 1, height: 1), words: "\(point)")
        guard area.area.contains(point) else {
            throw .outside(
                "\(target)", of: base.map { "\($0)" } ?? "the screen", area: area.area)
        }
        guard wholeScreen.shows(point) else {
            throw .outside("\(target)", of: "the screen", area: wholeScreen.area)
        }
        guard area.shows(point) else {
            let above = shownWindows.last { $0.frame.contains(point) }
            throw .covered("\(target)", by: above.map { [$0.name] } ?? [])
        }
        if let container = target[.in], !scope.shows(point) {
            throw .outside("\(target)", of: "\(container)", area: scope.area)
        }
        return place
    }

    /// The candidates that are at most the margin away from the target's point; without `nth` the nearest.
    func those(
        _ candidates: [Candidate], aroundThePointOf target: Target, _ scope: Scope
    ) throws(SightError) -> [Candidate] {
        let point = try pointAlone(of: target, in: scope).frame
        let near = candidates.filter {
            point.distance(to: $0.sighting.frame) <= Double(target.reach)
        }
        let nearest = near.min {
            point.distance(to: $0.sighting.frame) < point.distance(to: $1.sighting.frame)
        }
        guard let nearest else {
            throw .notSeen("\(target)", nearest: candidates.map(\.sighting))
        }
        return target.nth == nil ? [nearest] : near
    }

    /// The point beside which something else is looked for.
    func pointAlone(of target: Target, in scope: Scope) throws(SightError) -> Sighting {
        var place = Target(at: target.at)
        place.relations = target.relations.filter { $0.kind == .of }
        return try point(of: place, in: scope)
    }
}

extension Rect {
    /// Pixels between the edges; 0 where they touch or overlap.
    func distance(to other: Rect) -> Double {
        let across = Double(max(other.x - right, x - other.right, 0))
        let down = Double(max(other.y - bottom, y - other.bottom, 0))
        return (across * across + down * down).squareRoot()
    }
}
