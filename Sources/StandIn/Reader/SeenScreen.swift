import DeskwrightCore
import DeskwrightSight
import DeskwrightTaskFiles

/// A screenshot and the text in it: where the words of a sentence are.
struct SeenScreen {
    let frame: Frame
    let lines: [TextLine]

    /// Why a target has no place.
    enum Obstacle: Error, Hashable {
        /// It may come: the program on the screen may still be at work.
        case notYet(String)
        /// Another look would not help.
        case unclear(String)
    }

    /// A point to do something at.
    func point(of target: PlainTarget) throws(Obstacle) -> Point {
        switch target {
        case .point(let point): return point
        case .words(let words): return try place(of: words).center
        }
    }

    /// A point in the field of a label, which may have a colon.
    func fieldPoint(of target: PlainTarget) throws(Obstacle) -> Point {
        guard case .words(let words) = target else { return try point(of: target) }
        let label = try place(of: words, orWith: ":")
        guard let point = FieldFinder.point(for: label, in: frame) else {
            throw .notYet("\(words) is at \(label), and no field is beside or below it")
        }
        return point
    }

    /// Whether a text is shown anywhere, and what tells otherwise.
    func objection(to wanted: ShownText) -> String? {
        let places = sightings(of: wanted.text)
        if wanted.isShown { return places.isEmpty ? notSeen(wanted.text) : nil }
        return places.first.map { "\(quoted(wanted.text)) is still at \($0.frame)" }
    }

    private func place(
        of words: PlainWords, orWith ending: String? = nil
    ) throws(Obstacle) -> Rect {
        var places = sightings(of: words.text).map(\.frame)
        if places.isEmpty, let ending { places = sightings(of: words.text + ending).map(\.frame) }
        if places.isEmpty { throw .notYet(notSeen(words.text)) }
        guard let relation = words.relation else { return try one(of: places, words) }
        let other = try place(of: PlainWords(text: relation.text, nth: relation.nth))
        let related = places.sorted(as: relation.side, of: other)
        guard !related.isEmpty else {
            throw .notYet("\(words) is not to be seen: \(listed(places, words.text))")
        }
        if words.nth != nil { return try one(of: related, words) }
        return try one(of: related.nearest(to: other, relation.side), words)
    }

    /// The only place, or the one with a number; there is at least one.
    private func one(of places: [Rect], _ words: PlainWords) throws(Obstacle) -> Rect {
        switch words.nth {
        case .last: return places[places.count - 1]
        case .number(let number):
            guard number <= places.count else {
                throw .notYet("\(words) is not to be seen: \(listed(places, words.text))")
            }
            return places[number - 1]
        case nil:
            guard places.count == 1 else {
                throw .unclear(
                    "\(listed(places, words.text)); say which one, as in the second "
                        + "\(quoted(words.text)), or \(quoted(words.text)) below other words")
            }
            return places[0]
        }
    }

    private func sightings(of text: String) -> [TextSighting] {
        target(text).sightings(in: lines)
    }

    /// Slashes around the words are nothing but slashes.
    private func target(_ text: String) -> TextTarget {
        .words(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private func notSeen(_ text: String) -> String {
        let nearest = target(text).nearest(in: lines).map(\.description)
        let like = nearest.isEmpty ? "" : "; most like it: " + nearest.joined(separator: ", ")
        return "\(quoted(text)) is not to be seen" + like
    }

    private func listed(_ places: [Rect], _ text: String) -> String {
        "\(quoted(text)) is at " + places.map(\.description).joined(separator: ", at ")
    }
}

extension [Rect] {
    /// Those on a side of another one, the nearest first.
    fileprivate func sorted(as side: PlainWords.Side, of other: Rect) -> [Rect] {
        filter { $0.is(side, of: other) }
            .sorted { $0.distance(to: other, side) < $1.distance(to: other, side) }
    }

    /// The first, and those that are no farther: side by side below, above each other beside.
    fileprivate func nearest(to other: Rect, _ side: PlainWords.Side) -> [Rect] {
        let slack =
            switch side {
            case .below, .above: self[0].height / 2
            case .leftOf, .rightOf, .beside: 0
            }
        let limit = self[0].distance(to: other, side) + slack
        return filter { $0.distance(to: other, side) <= limit }
    }
}

extension Rect {
    /// Beside means on the same row.
    fileprivate func `is`(_ side: PlainWords.Side, of other: Rect) -> Bool {
        let isOnRow = y < other.bottom && other.y < bottom
        return switch side {
        case .below: y >= other.bottom
        case .above: bottom <= other.y
        case .leftOf: isOnRow && right <= other.x
        case .rightOf: isOnRow && x >= other.right
        case .beside: isOnRow && (right <= other.x || x >= other.right)
        }
    }

    fileprivate func distance(to other: Rect, _ side: PlainWords.Side) -> Int {
        switch side {
        case .below: y - other.bottom
        case .above: other.y - bottom
        case .leftOf, .rightOf, .beside: max(x - other.right, other.x - right)
        }
    }
}
