extension BenchReport {
    /// The page: the machine, how to read it, and a table for each quantity of each section.
    var markdown: String {
        let tables = sections.map(\.markdown).joined(separator: "\n")
        return """
            # Deskwright beside other programs

            Written by `make bench` in one run; the raw figures are in [bench.json](bench.json).

            ![The medians as bars](bench.svg)

            \(machine.markdown)

            **To read it:** in the tables each cell is the median, and in brackets the middle half of the measurements (from the
            first to the third quartile). All contestants of a table take turns, round after round, on the same
            private Xvfb and the same still picture. "UI" is a terminal full of text beside a GTK editor on a plain
            screen, "photo" the same over a drawn landscape with the grain of a photograph.\(quickness)

            ## How far

            \(Goal.table(goals))

            \(tables)
            """
    }

    private var quickness: String {
        isQuick ? "\n\n**A quick run, with too few rounds to be quoted.**" : ""
    }
}

extension Section {
    var markdown: String {
        var parts = ["## \(topic.title)", topic.explanation]
        parts += quantities.map(table)
        if !remarks.isEmpty {
            parts.append(
                remarks.map { "- \($0.contestant), \($0.subject): \($0.text)" }.uniqued()
                    .joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func table(_ quantity: Quantity) -> String {
        let of = series.filter { $0.quantity == quantity }
        let columns = of.map(\.subject).uniqued()
        let head = [quantity.heading] + columns
        let rows = contestants.map { name in
            [name] + columns.map { cell(name, $0, quantity) }
        }.filter { row in row.dropFirst().contains { $0 != "–" } }
        return markdownTable(head, rows)
    }

    private func cell(_ contestant: String, _ subject: String, _ quantity: Quantity) -> String {
        guard let summary = summary(contestant, subject, quantity) else { return "–" }
        let median = quantity.text(summary.median)
        let low = quantity.text(summary.lowerQuartile)
        let high = quantity.text(summary.upperQuartile)
        return low == high ? median : "\(median) (\(low)–\(high))"
    }
}

/// The first column to the left, the others to the right.
func markdownTable(_ head: [String], _ rows: [[String]]) -> String {
    let rule = ["---"] + head.dropFirst().map { _ in "--:" }
    return ([head, rule] + rows)
        .map { "| \($0.joined(separator: " | ")) |" }
        .joined(separator: "\n")
}
