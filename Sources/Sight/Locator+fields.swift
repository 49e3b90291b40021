import DeskwrightCore

extension Locator {
    /// The widget beside what the target's first relation names.
    ///
    /// - Throws: What was thrown for the label, or ``SightError/noField(_:label:)``.
    func field(of target: Target, in scope: Scope) throws(SightError) -> Sighting {
        let relations = target.relations.filter(\.kind.isOrdering)
        guard let first = relations.first else { throw .emptyTarget }
        let label = try label(first.target, in: scope)
        let finder = WidgetFinder(label: label.frame, in: scope.shown, of: screen.frame)
        guard let widget = finder.widget(first.kind) else {
            throw .noField("\(target)", label: label)
        }
        for other in relations.dropFirst() {
            let anchor = try sighting(of: other.target, in: scope).frame
            guard other.kind.holds(for: widget, anchor) else {
                throw .noField("\(target)", label: label)
            }
        }
        let point = WidgetFinder.point(in: widget)
        guard scope.shows(point) else { throw .noField("\(target)", label: label) }
        return Sighting(frame: widget, point: point, words: "\(target)")
    }

    /// The place of a label, with the words behind it in its line, up to a colon.
    private func label(_ target: Target, in scope: Scope) throws(SightError) -> Sighting {
        var label = try sighting(of: target, in: scope)
        guard target.text != nil else { return label }
        let line = try lines(in: try self.scope(of: target, in: scope)).first { line in
            line.frame.contains(label.frame.center)
        }
        let rest = line?.words.filter { $0.frame.x >= label.frame.x } ?? []
        for word in rest {
            label.frame = label.frame.union(word.frame)
            if word.text.hasSuffix(":") { break }
        }
        return label
    }
}

extension Target {
    /// Whether it is the widget beside something, and nothing else is said of it.
    var isField: Bool {
        text == nil && images.isEmpty && window == nil && at == nil && isOrderedByDistance
    }
}
