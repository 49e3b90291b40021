import DeskwrightCore

/// What a recording calls windows: a part of their titles that another run has too.
struct WindowNames {
    /// All titles that a window had, by its number.
    private let titles: [UInt64: Set<String>]
    /// The name of the run's folder, which is another one in every run.
    private let runName: String

    init(events: [JournalEvent], runName: String) {
        var titles: [UInt64: Set<String>] = [:]
        for case .observed(let observed) in events {
            for window in observed.windows { titles[window.id, default: []].insert(window.title) }
        }
        self.titles = titles
        self.runName = runName
    }

    /// What means this window and no other one that is shown; `nil` where nothing does.
    func match(for window: WindowInfo, among windows: [WindowInfo]) -> WindowMatch? {
        let own = titles[window.id] ?? [window.title]
        let parts = stableParts(of: window.title)
        let lasting = parts.filter { part in own.allSatisfy { $0.contains(part) } }
        var choices = (lasting + parts).map { WindowMatch(title: .contains($0)) }
        if !window.className.isEmpty {
            choices.append(WindowMatch(className: .contains(window.className)))
        }
        return choices.first { means($0, window, among: windows) }
    }

    /// As a search for a window decides: one with exactly the title counts before others.
    private func means(
        _ match: WindowMatch, _ window: WindowInfo, among windows: [WindowInfo]
    ) -> Bool {
        let accepted = windows.filter { $0.state == .shown && match.accepts($0) }
        let exact = accepted.filter { .contains($0.title) == match.title }
        return (exact.isEmpty ? accepted : exact).map(\.id) == [window.id]
    }

    /// Parts of a title that hold nothing of this run alone, the longest first.
    func stableParts(of title: String) -> [String] {
        let base = title.hasPrefix("*") ? String(title.dropFirst()) : title
        let inFolder = base.ranges(of: runName + "/work/").last.map { base[$0.upperBound...] }
        let whole = inFolder.map(String.init) ?? base
        let separated = WindowNames.separators.flatMap { separator in
            whole.split(separator: separator).map(String.init)
        }
        let names = ([whole] + separated).filter { !$0.contains(runName) }.map { part in
            String(part.split(separator: "/").last ?? "").trimmed
        }
        var parts: [String] = []
        for part in [whole.trimmed] + names where isStable(part) && !parts.contains(part) {
            parts.append(part)
        }
        return parts
    }

    private static let separators = [" - ", " – ", " — ", ": ", " | "]

    private func isStable(_ part: String) -> Bool {
        (2...80).contains(part.count) && !part.contains(runName) && !part.contains("/")
            && !part.contains("${{") && !part.contains(where: \.isNewline)
    }

    /// The whole title, whatever stands where this run had its folder.
    ///
    /// - Returns: `nil` where too little is left to know a window by.
    func wholeTitle(_ title: String) -> TextMatch? {
        var parts = [title[...]]
        if let cut = title.ranges(of: runName + "/work/").last {
            let path = title[..<cut.lowerBound]
            let start = path.firstIndex { "/~".contains($0) } ?? path.endIndex
            parts = [path[..<start], title[cut.upperBound...]]
        }
        guard parts.contains(where: { $0.trimmed.count > 1 }),
            !title.contains("${{"), !title.contains(where: \.isNewline),
            parts.allSatisfy({ !$0.contains(runName) && $0.count <= 200 })
        else { return nil }
        let pattern = parts.map { String($0).inPattern }.joined(separator: ".*")
        return .matches(pattern: "^\(pattern)$")
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}

extension String {
    /// An expression that matches just this text.
    fileprivate var inPattern: String {
        reduce(into: "") { pattern, character in
            if #"\^$.|?*+()[]{}/"#.contains(character) { pattern += "\\" }
            pattern.append(character)
        }
    }
}
