import DeskwrightCore
import DeskwrightImages

extension Locator {
    /// Places of any of a target's pictures, in reading order.
    ///
    /// Where the target also has a point, only the nearest one within the margin of it; without one, all others.
    func places(ofPicturesOf target: Target, in scope: Scope) throws(SightError) -> [Candidate] {
        let search = try PictureSearch(target, shelf: shelf)
        if let point = recordedPoint(of: target, in: scope) {
            let area = point.inset(by: -target.reach - search.largestSide)
            let near = try candidates(search, target, scope, in: area).filter {
                point.distance(to: $0.sighting.frame) <= Double(target.reach)
            }
            let nearest = near.min {
                point.distance(to: $0.sighting.frame) < point.distance(to: $1.sighting.frame)
            }
            if let nearest { return target.nth == nil ? [nearest] : near }
        }
        let found = try candidates(search, target, scope, in: scope.shown)
        guard !found.isEmpty else {
            let nearest = isThorough ? search.nearest(in: scope.shown, of: screen.frame) : []
            throw .notSeen("\(target)", nearest: nearest)
        }
        return found
    }

    private func candidates(
        _ search: PictureSearch, _ target: Target, _ scope: Scope, in area: Rect
    ) throws(SightError) -> [Candidate] {
        let found = search.sightings(in: area.intersection(scope.shown), of: screen.frame)
            .filter { scope.shows($0.frame.center) }
        return try with(target.text, found, scope).map { Candidate(sighting: $0) }.inReadingOrder
    }

    /// Where the picture was when it was recorded; a point that is no more on the screen says nothing.
    private func recordedPoint(of target: Target, in scope: Scope) -> Rect? {
        guard target.at != nil else { return nil }
        return try? pointAlone(of: target, in: scope).frame
    }

    /// Those of the pictures that a text lies in, or reaches into.
    private func with(
        _ text: String?, _ pictures: [Sighting], _ scope: Scope
    ) throws(SightError) -> [Sighting] {
        guard let text else { return pictures }
        let wanted = try TextTarget(text)
        var found: [Sighting] = []
        for picture in pictures {
            var around = scope
            around.pieces = scope.pieces.map { $0.intersection(picture.frame.withText) }
                .filter { !$0.isEmpty }
            let runs = wanted.runs(in: try lines(in: around)).filter {
                !$0.frame.intersection(picture.frame).isEmpty
            }
            guard let run = runs.first else { continue }
            var both = picture
            both.words = "\(run.text), \(picture.words)"
            found.append(both)
        }
        return found
    }
}

/// A target's pictures, and how like them a place has to be.
private struct PictureSearch {
    private let names: [String]
    private let patterns: [ImagePattern]
    private let similarity: Double

    init(_ target: Target, shelf: PictureShelf) throws(SightError) {
        var patterns: [ImagePattern] = []
        for path in target.images { patterns.append(try shelf.pattern(at: path)) }
        self.patterns = patterns
        names = target.images.map { String($0.split(separator: "/").last ?? "") }
        similarity = target.similarity ?? ImageSearch.usualSimilarity
    }

    /// In pixels.
    var largestSide: Int { patterns.map { max($0.size.width, $0.size.height) }.max() ?? 0 }

    func sightings(in area: Rect, of frame: Frame) -> [Sighting] {
        ImageSearch.sightings(of: patterns, in: area, of: frame, similarity: similarity)
            .map(sighting)
    }

    func nearest(in area: Rect, of frame: Frame) -> [Sighting] {
        ImageSearch.nearest(to: patterns, in: area, of: frame).map(sighting)
    }

    /// As `save.png 98 %`; never rounded up.
    private func sighting(_ found: ImageSighting) -> Sighting {
        Sighting(
            frame: found.frame, words: "\(names[found.variant]) \(Int(100 * found.similarity)) %")
    }
}

extension Target {
    /// So far from its point it may be, in pixels.
    var reach: Int { margin ?? Locator.usualMargin }
}

extension Rect {
    /// With room for the rest of a line that begins or ends in it.
    fileprivate var withText: Rect {
        Rect(x: x - 100, y: y - 10, width: width + 200, height: height + 20)
    }
}
