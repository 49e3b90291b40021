import DeskwrightCore
import DeskwrightSight

/// Looks for words for one point.
struct PlaceSearch {
    let naming: PlaceNaming
    let window: WindowMatch?
    let point: Point
    let lines: [TextLine]

    /// Words at the point.
    struct Words: Sendable {
        var target: Target
        var frame: Rect
        var isCertain: Bool
    }

    /// What a look for a target told.
    enum Look: Sendable {
        case at(Sighting)
        case often([Sighting])
        case nowhere
    }

    /// The text at the point: its words, or the whole line.
    func text(_ care: PlaceNaming.Care) async throws(SightError) -> Words? {
        let runs = Phrase.phrases(at: point, in: lines, care).filter(isTellable)
        for run in runs {
            if let target = try await target(for: run, care) {
                return Words(target: target, frame: run.frame, isCertain: run.isCertain)
            }
        }
        guard let run = runs.first(where: { $0.frame.contains(point) }) else { return nil }
        return try await pointOf(run)
    }

    /// The words alone, or which of several they are.
    private func target(
        for run: Phrase, _ care: PlaceNaming.Care
    ) async throws(SightError) -> Target? {
        guard run.isHit(by: point, care) else { return nil }
        return try await target(meaning: run)
    }

    /// A pixel of the words, where they are long and the click was not in their middle.
    private func pointOf(_ run: Phrase) async throws(SightError) -> Words? {
        guard let base = try await target(meaning: run),
            case .at(let place) = try await look(for: base)
        else { return nil }
        return try await offset(in: place.frame, of: base).map {
            Words(target: $0, frame: run.frame, isCertain: run.isCertain)
        }
    }

    /// The target whose only place is where the words are.
    private func target(meaning run: Phrase) async throws(SightError) -> Target? {
        let plain = scoped(Target(text: run.text))
        switch try await look(for: plain) {
        case .nowhere: return nil
        case .at(let place): return run.covers(place.frame) ? plain : nil
        case .often(let places):
            for relation in relations(for: run) {
                var related = plain
                related.relations.insert(relation, at: 0)
                if case .at(let place) = try await look(for: related), run.covers(place.frame) {
                    return related
                }
            }
            guard let index = places.firstIndex(where: { run.covers($0.frame) }) else { return nil }
            var counted = plain
            counted.nth = index + 1
            guard case .at(let place) = try await look(for: counted), run.covers(place.frame)
            else { return nil }
            return counted
        }
    }

    /// How the words lie to the nearest labels that are there just once.
    private func relations(for run: Phrase) -> [Target.Relation] {
        labels.filter { $0.frame.intersection(run.frame).isEmpty }.prefix(5).flatMap { label in
            let other = Target(text: label.text)
            return run.frame.kinds(from: label.frame).map { Target.Relation($0, other) }
        }
    }

    /// The field, button or check box that the point lies in, by its label.
    ///
    /// What has its name on it, such as a button, is none: it is called by that.
    func field(unless text: Words?) async throws(SightError) -> Target? {
        for label in labelsOfFields.prefix(6) {
            for kind in Target.Relation.Kind.ofFields {
                let target = scoped(Target(relations: [.init(kind, Target(text: label.text))]))
                guard case .at(let place) = try await look(for: target),
                    isField(place.frame, of: label)
                else { continue }
                if let text, !place.frame.holds(text.frame, of: label) { return nil }
                return try await hit(place, of: target)
            }
        }
        return nil
    }

    /// Whether a widget that was found beside a label is what was clicked, and no other thing around it.
    private func isField(_ widget: Rect, of label: Phrase) -> Bool {
        let isInRow = label.frame.isInRow(of: widget)
        return widget.contains(point) && widget.height <= 64
            && !widget.contains(label.frame.center)
            && (isInRow || abs(label.frame.x - widget.x) <= 20)
    }

    /// A field with a text in it is clicked where it was: that says where the caret goes.
    private func hit(_ place: Sighting, of field: Target) async throws(SightError) -> Target? {
        let isEmpty = !lines.contains {
            place.frame.contains($0.frame.center) && Phrase($0.words)?.isCertain ?? false
        }
        if isEmpty || place.point.distance(to: point) <= 4 { return field }
        return try await offset(in: place.frame, of: field)
    }

    private func offset(in frame: Rect, of base: Target) async throws(SightError) -> Target? {
        let offset = Point(x: point.x - frame.x, y: point.y - frame.y)
        let target = Target(at: Target.Offset(offset), relations: [.init(.of, base)])
        guard case .at(let place) = try await look(for: target), place.point == point else {
            return nil
        }
        return target
    }

    /// Lines that can be told from all others, the nearest first.
    private var labels: [Phrase] {
        Phrase.labels(of: lines).filter { $0.isCertain && isTellable($0) }
            .sorted { $0.frame.distance(to: point) < $1.frame.distance(to: point) }
    }

    /// Those where labels of fields are: at the left, then at the right as of check boxes, then above.
    private var labelsOfFields: [Phrase] {
        let row = Rect(x: point.x, y: point.y - 3, width: 1, height: 7)
        let near = labels.filter { $0.frame.distance(to: point) <= 400 }
        let inRow = near.filter { $0.frame.isInRow(of: row) }
        return inRow.filter { $0.frame.right <= point.x } + inRow.filter { $0.frame.x > point.x }
            + near.filter { $0.frame.bottom <= row.y }
    }

    private func isTellable(_ run: Phrase) -> Bool {
        !run.text.contains("${{") && naming.secrets.redact(run.text) == run.text
    }

    private func scoped(_ target: Target) -> Target {
        guard let window else { return target }
        var scoped = target
        scoped.relations.append(.init(.in, Target(window: window)))
        return scoped
    }

    /// - Throws: What keeps text from being read at all.
    private func look(for target: Target) async throws(SightError) -> Look {
        do {
            return .at(try await naming.eye.sighting(of: target, on: naming.screen))
        } catch .seenOften(_, let places) {
            return .often(places)
        } catch {
            guard error.kind == .environment else { return .nowhere }
            throw error
        }
    }
}

extension Target.Relation.Kind {
    /// Those that find a field beside a label, the most usual first.
    fileprivate static let ofFields: [Target.Relation.Kind] = [.near, .rightOf, .below, .leftOf]
}

extension Rect {
    /// Pixels from a point to the nearest edge; 0 inside.
    fileprivate func distance(to point: Point) -> Int {
        max(x - point.x, point.x - right, 0) + max(y - point.y, point.y - bottom, 0)
    }

    /// Whether a text is what was entered into it, and not its name: that would stand in the middle.
    fileprivate func holds(_ text: Rect, of label: Phrase) -> Bool {
        let isInMiddle = 7 * abs(text.center.x - center.x) <= width
        let isAtLeft = text.x - x <= 12 && width >= 3 * text.width
        return contains(text.center) && !isInMiddle && (isAtLeft || label.text.hasSuffix(":"))
    }

    fileprivate func isInRow(of other: Rect) -> Bool {
        min(bottom, other.bottom) > max(y, other.y)
    }

    /// How it lies to another one: beside it in a row, or in a column.
    fileprivate func kinds(from other: Rect) -> [Target.Relation.Kind] {
        let isInColumn = min(right, other.right) > max(x, other.x)
        if isInRow(of: other) { return [x >= other.right ? .rightOf : .leftOf] }
        if isInColumn { return [y >= other.bottom ? .below : .above] }
        return []
    }
}

extension Point {
    fileprivate func distance(to other: Point) -> Int {
        max(abs(x - other.x), abs(y - other.y))
    }
}
