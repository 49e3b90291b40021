import DeskwrightCore

/// What a recording waits for after an action, since it was seen then: windows that came, went or changed.
struct WindowWaits {
    let names: WindowNames
    /// As they were before the action; `nil` where nobody knows.
    let windows: [WindowInfo]?

    func conditions(for changes: WindowChanges?) -> [Check.Condition] {
        guard let changes else { return [] }
        return changes.opened.compactMap(opening)
            + changes.closed.compactMap { closing($0, changes) }
            + changes.retitled.compactMap { retitling($0) }
    }

    /// A title that no window had.
    private func opening(_ title: String) -> Check.Condition? {
        names.stableParts(of: title).map { WindowMatch(title: .contains($0)) }
            .first { match in !titles.contains { match.accepts(title: $0) } }
            .map { .window($0) }
    }

    /// A title that no window is left with.
    private func closing(_ title: String, _ changes: WindowChanges) -> Check.Condition? {
        var left = titles
        for gone in changes.closed { left.firstIndex(of: gone).map { _ = left.remove(at: $0) } }
        left += changes.opened + changes.retitled.map(\.to)
        return names.stableParts(of: title).map { WindowMatch(title: .contains($0)) }
            .first { match in !left.contains { match.accepts(title: $0) } }
            .map { .not(.window($0)) }
    }

    private func retitling(_ change: WindowChanges.Retitled) -> Check.Condition? {
        let lasting = names.stableParts(of: change.to).map { TextMatch.contains($0) }
        let choices = lasting + [names.wholeTitle(change.to)].compactMap { $0 }
        return choices.first { match in
            match.accepts(change.to) && !titles.contains { match.accepts($0) }
                && !match.accepts(change.from)
        }
        .map { .window(WindowMatch(title: $0)) } ?? leaving(change)
    }

    /// The title of before, where that of after is a part of it.
    private func leaving(_ change: WindowChanges.Retitled) -> Check.Condition? {
        guard let old = names.wholeTitle(change.from), old.accepts(change.from),
            !old.accepts(change.to), titles.count(where: old.accepts) <= 1
        else { return nil }
        return .not(.window(WindowMatch(title: old)))
    }

    private var titles: [String] { windows?.map(\.title) ?? [] }
}

extension WindowMatch {
    fileprivate func accepts(title wanted: String) -> Bool { title?.accepts(wanted) ?? true }
}
