extension BenchReport {
    /// What the README shows: the medians that matter, at one screen size.
    var chart: Chart {
        Chart(
            title: "Deskwright beside other programs: milliseconds, on a logarithmic scale",
            panels: sections.compactMap(\.panel))
    }
}

extension Chart.Kind {
    init(of contestant: String) {
        if contestant.hasPrefix("Floor:") {
            self = .floor
        } else {
            self = contestant.lowercased().contains("deskwright") ? .ours : .peer
        }
    }
}

extension Section {
    /// The section's bars; `nil` for what is shown as a table only.
    fileprivate var panel: Chart.Panel? {
        switch topic {
        case .programs, .inProcess: capturePanel
        case .typing: typingPanel
        case .settling: settlingPanel
        case .files, .stress, .sending, .run, .sight, .suites, .pages, .actions, .memory: nil
        }
    }

    private var capturePanel: Chart.Panel {
        // 1920x1080 where it was measured.
        let size = subjects.contains { $0.hasPrefix("1920x1080") } ? "1920x1080" : "1280x800"
        let shown = subjects.filter { $0.hasPrefix(size) }
        return Chart.Panel(
            title: "\(topic.title), \(size)",
            tones: shown.map { String($0.dropFirst(size.count + 1)) },
            rows: rows(shown))
    }

    private var typingPanel: Chart.Panel {
        let shown = subjects.filter { $0.contains("ASCII") }
        return Chart.Panel(
            title: "Typing 1,000 ASCII characters",
            tones: shown.map { String($0.split(separator: ",")[0]) },
            rows: rows(shown))
    }

    private var settlingPanel: Chart.Panel {
        Chart.Panel(
            title: topic.title, tones: subjects.filter(isShown),
            rows: rows(subjects.filter(isShown)))
    }

    /// The quickest and the slowest to rest.
    private func isShown(_ subject: String) -> Bool {
        subject == subjects.first || subject == subjects.last
    }

    private func rows(_ subjects: [String]) -> [Chart.Row] {
        contestants.map { name in
            Chart.Row(
                label: name.replacing("`", with: ""), kind: Chart.Kind(of: name),
                bars: subjects.map { bar(name, $0) })
        }.filter { $0.bars.contains { $0 != nil } }
    }

    private func bar(_ contestant: String, _ subject: String) -> Chart.Bar? {
        guard let time = summary(contestant, subject, .wall) else { return nil }
        let wrong = summary(contestant, subject, .wrongCharacters)?.median ?? 0
        let note = wrong == 0 ? nil : "\(Quantity.wrongCharacters.text(wrong)) wrong"
        return Chart.Bar(time: time, note: note)
    }
}
