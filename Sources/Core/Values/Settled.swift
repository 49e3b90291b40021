/// How the screen came to rest after an action, and what was different then.
public struct Settled: Sendable, Hashable, Codable {
    /// `false` when the limit ended the wait.
    public var atRest: Bool
    public var seconds: Double
    /// The smallest rectangle around every pixel that differs from before; `nil` when none does.
    public var changedArea: Rect?
    public var changedPixelCount: Int
    /// Windows that came, went or changed; `nil` when none did, and in journals of old.
    public var windows: WindowChanges?

    public init(
        atRest: Bool, seconds: Double, changedArea: Rect?, changedPixelCount: Int,
        windows: WindowChanges? = nil
    ) {
        self.atRest = atRest
        self.seconds = seconds
        self.changedArea = changedArea
        self.changedPixelCount = changedPixelCount
        self.windows = windows
    }

    /// Whether the action had no effect that can be seen.
    public var isUnchanged: Bool { changedPixelCount == 0 && windows == nil }
}

/// What became of the top-level windows between two looks; windows are named by their titles.
public struct WindowChanges: Sendable, Hashable, Codable {
    public struct Retitled: Sendable, Hashable, Codable {
        public var from: String
        public var to: String

        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    public var opened: [String]
    public var closed: [String]
    public var retitled: [Retitled]
    /// The window that has the keyboard now, where it had not before.
    public var activated: String?

    public init(
        opened: [String] = [], closed: [String] = [], retitled: [Retitled] = [],
        activated: String? = nil
    ) {
        self.opened = opened
        self.closed = closed
        self.retitled = retitled
        self.activated = activated
    }

    /// Compares two lists of windows; `nil` when there is nothing to tell.
    package init?(from old: [WindowInfo], to new: [WindowInfo]) {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let after = Set(new.map(\.id))
        self.init(
            opened: new.filter { before[$0.id] == nil }.map(\.title),
            closed: old.filter { !after.contains($0.id) }.map(\.title),
            retitled: new.compactMap { window in
                guard let title = before[window.id]?.title, title != window.title else {
                    return nil
                }
                return Retitled(from: title, to: window.title)
            })
        let active = new.first(where: \.isActive)
        if active?.id != old.first(where: \.isActive)?.id { activated = active?.title }
        if self == WindowChanges() { return nil }
    }

    /// What happened, a few words each: `opened "Find"`.
    package var phrases: [String] {
        opened.map { "opened \(shortened($0))" } + closed.map { "closed \(shortened($0))" }
            + retitled.map { "the title \(shortened($0.from)) became \(shortened($0.to))" }
            + (activated.map { opened.contains($0) ? [] : ["\(shortened($0)) is active"] } ?? [])
    }

    /// Titles can hold whole documents.
    private func shortened(_ title: String) -> String {
        quoted(title.count <= 60 ? title : title.prefix(59) + "…")
    }
}

extension WindowChanges {
    /// The same with every title changed.
    package func mapTitles(_ change: (String) -> String) -> WindowChanges {
        WindowChanges(
            opened: opened.map(change), closed: closed.map(change),
            retitled: retitled.map { Retitled(from: change($0.from), to: change($0.to)) },
            activated: activated.map(change))
    }
}
