/// How the screen came to rest after an action, and what was different then.
public struct Settled: Sendable, Hashable, Codable {
    /// `false` when the limit ended the wait.
    public var atRest: Bool
    /// How long the wait took, in seconds of the run's clock.
    public var seconds: Double
    /// The smallest rectangle around every pixel that differs from before; `nil` when none does.
    public var changedArea: Rect?
    /// How many pixels differ from before, without those that change by themselves.
    public var changedPixelCount: Int
    /// Windows that came, went or changed; `nil` when none did, and in journals of old.
    public var windows: WindowChanges?

    /// The end of a wait.
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
    /// A window with another title than before.
    public struct Retitled: Sendable, Hashable, Codable {
        /// The title that it had.
        public var from: String
        /// The title that it has.
        public var to: String

        /// A change of a title.
        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    /// Titles of windows that are new.
    public var opened: [String]
    /// Titles of windows that are gone.
    public var closed: [String]
    /// Windows whose titles changed.
    public var retitled: [Retitled]
    /// The window that has the keyboard now, where it had not before.
    public var activated: String?

    /// No change, unless said.
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
