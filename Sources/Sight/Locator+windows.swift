import DeskwrightCore

extension Locator {
    /// Lowest first.
    var shownWindows: [WindowInfo] { screen.windows.filter { $0.state == .shown } }

    /// Where a target is looked for: in what it says itself, else where the target is that names it.
    func scope(of target: Target, in outer: Scope) throws(SightError) -> Scope {
        var scope = outer
        if let container = target[.in] { scope = try self.scope(inside: container, wholeScreen) }
        guard let match = target.window, target.text != nil || !target.images.isEmpty else {
            return scope
        }
        let window = try self.scope(inside: Target(window: match), wholeScreen)
        return target[.in] == nil ? window : scope.intersection(window)
    }

    /// The area of a target; of a window only the parts that others do not cover.
    func scope(inside container: Target, _ outer: Scope) throws(SightError) -> Scope {
        let place = try sighting(of: container, in: outer)
        guard let window = shownWindows.first(where: { $0.id == place.window }) else {
            let shown = place.frame.intersection(screen.frame.size.bounds)
            return Scope(area: place.frame, pieces: [shown])
        }
        return try scope(of: window)
    }

    /// What a window shows, and what its program shows above it in windows without titles: its menus.
    ///
    /// - Throws: ``SightError/covered(_:by:)``
    func scope(of window: WindowInfo) throws(SightError) -> Scope {
        let above = shownWindows.drop { $0.id != window.id }.dropFirst()
        let popups = above.filter { $0.isPopup(of: window) }
        let others = above.filter { !$0.isPopup(of: window) }
        var pieces = visible(window.frame, under: others)
        for popup in popups {
            pieces += visible(popup.frame, under: others.filter { isAbove($0, popup) })
        }
        guard !pieces.isEmpty else {
            throw .covered(window.name, by: others.reversed().map(\.name))
        }
        return Scope(area: window.frame, pieces: pieces, titleBars: others.map(TitleBar.init))
    }

    private func isAbove(_ one: WindowInfo, _ other: WindowInfo) -> Bool {
        shownWindows.last { $0.id == one.id || $0.id == other.id }?.id == one.id
    }

    private func visible(_ frame: Rect, under others: some Sequence<WindowInfo>) -> [Rect] {
        let shown = frame.intersection(screen.frame.size.bounds)
        guard !shown.isEmpty else { return [] }
        return others.reduce([shown]) { pieces, other in
            pieces.flatMap { $0.parts(outside: other.frame) }
        }
    }

    /// Windows of which something is to be seen; those with exactly the title count before others.
    func places(
        ofWindow match: WindowMatch, for target: Target, in scope: Scope
    ) throws(SightError) -> [Candidate] {
        let windows = shownWindows.filter { window in
            match.accepts(window)
                && (target[.in] == nil || scope.area.contains(window.frame.center))
        }
        guard !windows.isEmpty else {
            throw .noWindow("\(target)", shown: shownWindows.reversed().map(\.name))
        }
        let exact = windows.filter { .contains($0.title) == match.title }
        var candidates: [Candidate] = []
        var failure: SightError?
        for window in exact.isEmpty ? windows : exact {
            do {
                let pieces = try self.scope(of: window).pieces
                candidates.append(Candidate(sighting: sighting(of: window, pieces)))
            } catch {
                failure = error
            }
        }
        if candidates.isEmpty, let failure { throw failure }
        return candidates.inReadingOrder
    }

    private func sighting(of window: WindowInfo, _ pieces: [Rect]) -> Sighting {
        let center = window.frame.center
        let point =
            pieces.contains { $0.contains(center) }
            ? center : pieces.max { $0.area < $1.area }?.center
        return Sighting(frame: window.frame, point: point, words: window.name, window: window.id)
    }
}

extension WindowInfo {
    /// Its title, or else its class.
    var name: String { title.isEmpty ? className : title }

    /// Whether it is a menu, a list or a tip of a window's program, which lies above the window.
    package func isPopup(of window: WindowInfo) -> Bool {
        title.isEmpty && className == window.className && processID == window.processID
            && !(className.isEmpty && processID == nil)
            && !frame.intersection(window.frame).isEmpty
    }
}
