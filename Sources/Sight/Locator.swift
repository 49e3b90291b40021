import DeskwrightCore

/// Looks for targets on one screen.
struct Locator {
    let screen: ScreenState
    let reader: TextReader
    let shelf: PictureShelf
    /// Whether also what is only like a picture is looked for, which takes longer.
    var isThorough = false

    var wholeScreen: Scope {
        Scope(area: screen.frame.size.bounds, pieces: [screen.frame.size.bounds])
    }

    func sighting(of target: Target) throws(SightError) -> Sighting {
        try sighting(of: target, in: wholeScreen)
    }

    /// The place of a target, which is looked for in a scope unless it has its own.
    func sighting(of target: Target, in outer: Scope) throws(SightError) -> Sighting {
        guard target.anyOf.isEmpty else { return try first(of: target.anyOf, in: outer) }
        let scope = try scope(of: target, in: outer)
        if target.isField { return try field(of: target, in: scope) }
        let found = try candidates(for: target, in: scope)
        let related = try those(found, thatAreAs: target, in: scope)
        let whole = related.filter(\.isWhole)
        return try chosen((whole.isEmpty ? related : whole).map(\.sighting), for: target)
    }

    /// The first that is there; one that is there twice is an error, not a reason to go on.
    private func first(of targets: [Target], in outer: Scope) throws(SightError) -> Sighting {
        var failures: [SightError] = []
        for (index, target) in targets.enumerated() {
            do {
                var found = try sighting(of: target, in: outer)
                found.choice = index + 1
                return found
            } catch {
                guard error.isAbsence else { throw error }
                failures.append(error)
            }
        }
        throw .noneSeen(failures)
    }

    private func chosen(
        _ places: [Sighting], for target: Target
    ) throws(SightError) -> Sighting {
        guard let nth = target.nth else {
            guard places.count == 1 || target.isOrderedByDistance else {
                throw .seenOften("\(target)", places: places)
            }
            return places[0]
        }
        guard places.indices.contains(nth - 1) else {
            var one = target
            one.nth = nil
            throw .seenLessOften("\(one)", nth: nth, places: places)
        }
        return places[nth - 1]
    }
}

/// A place that may be the target's.
struct Candidate {
    var sighting: Sighting
    /// Whether a line says nothing else: then words in longer lines do not count.
    var isWhole = true
}

extension Locator {
    /// All places that the target's own words, picture, window or point mean, in reading order.
    ///
    /// - Returns: One at least.
    private func candidates(
        for target: Target, in scope: Scope
    ) throws(SightError) -> [Candidate] {
        if !target.images.isEmpty { return try places(ofPicturesOf: target, in: scope) }
        if let text = target.text {
            let found = try places(ofText: text, for: target, in: scope)
            return target.at == nil ? found : try those(found, aroundThePointOf: target, scope)
        }
        if let match = target.window {
            let found = try places(ofWindow: match, for: target, in: scope)
            return target.at == nil ? found : try those(found, aroundThePointOf: target, scope)
        }
        if target.at != nil { return [Candidate(sighting: try point(of: target, in: scope))] }
        throw .emptyTarget
    }

    private func places(
        ofText text: String, for target: Target, in scope: Scope
    ) throws(SightError) -> [Candidate] {
        let wanted = try TextTarget(text)
        let lines = try lines(in: scope)
        let close = wanted.runs(in: lines)
        let runs = close.isEmpty ? wanted.runs(in: lines.joinedInRows) : close
        guard !runs.isEmpty else {
            throw .notSeen("\(target)", nearest: wanted.nearest(in: lines).map { Sighting($0) })
        }
        let whole = Set(wanted.whole(runs, in: lines))
        return runs.map { run in
            Candidate(sighting: Sighting(run), isWhole: whole.contains(run))
        }
        .inReadingOrder
    }

    /// The lines that a scope shows, without words that something covers.
    func lines(in scope: Scope) throws(SightError) -> [TextLine] {
        try reader.lines(of: screen.frame, in: scope.shown).compactMap { line in
            guard scope.shows(line) else { return nil }
            let words = line.words.filter { scope.shows($0.frame.center) }
            if words.count == line.words.count { return line }
            guard let first = words.first else { return nil }
            return TextLine(
                words: words, frame: words.map(\.frame).reduce(first.frame) { $0.union($1) })
        }
    }
}

extension Target {
    /// Whether a relation says which of several places comes first.
    var isOrderedByDistance: Bool { relations.contains { $0.kind.isOrdering } }
}

extension Target.Relation.Kind {
    var isOrdering: Bool {
        switch self {
        case .in, .of: false
        case .near, .leftOf, .rightOf, .above, .below: true
        }
    }
}

extension [Candidate] {
    /// From the top, and from the left in a row, whose members may be a few pixels higher or lower.
    var inReadingOrder: [Candidate] {
        var rows: [[Candidate]] = []
        for candidate in sorted(by: { $0.sighting.frame.center.y < $1.sighting.frame.center.y }) {
            let frame = candidate.sighting.frame
            if let start = rows.last?.first?.sighting.frame,
                2 * (frame.center.y - start.center.y) <= start.height
            {
                rows[rows.count - 1].append(candidate)
            } else {
                rows.append([candidate])
            }
        }
        return rows.flatMap { row in row.sorted { $0.sighting.frame.x < $1.sighting.frame.x } }
    }
}
