import DeskwrightCore

extension Locator {
    /// More lines are not shown.
    private static let lineLimit = 40

    func evidence(for target: Target) -> Evidence {
        var evidence = Evidence()
        evidence.windows = shownWindows.reversed().map(\.name).filter { !$0.isEmpty }
        var isSeen = true
        do {
            evidence.marks = [try sighting(of: target).mark]
        } catch {
            evidence.marks = error.places.map(\.mark)
            isSeen = false
        }
        if !isSeen || target.isText { evidence.text = text(around: target) }
        return evidence
    }

    /// What is to be read where the target was looked for; without such a place, on the whole screen.
    private func text(around target: Target) -> [String] {
        let parts = target.anyOf.isEmpty ? [target] : target.anyOf
        var texts: [String] = []
        for part in parts {
            let scope = (try? scope(of: part, in: wholeScreen)) ?? wholeScreen
            let lines = (try? lines(in: scope)) ?? []
            texts += lines.map(\.text).filter { !texts.contains($0) }
        }
        return Array(texts.prefix(Locator.lineLimit))
    }
}

extension Target {
    /// Whether it is, or lies beside, a text that has to be read.
    fileprivate var isText: Bool {
        text != nil || anyOf.contains(where: \.isText)
            || relations.contains(where: { $0.target.isText })
    }
}

extension Sighting {
    fileprivate var mark: Evidence.Mark { Evidence.Mark(frame: frame, text: words) }
}
