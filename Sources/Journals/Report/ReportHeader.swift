import DeskwrightCore

/// The top of a report: what ran, and how it ended.
enum ReportHeader {
    static func html(_ overview: ReportOverview) -> HTML {
        """
        <header class="card \(overview.outcome.tone)">
        <p class="brand">Deskwright run report</p>
        <div class="headline"><h1>\(overview.title)</h1>
        <span class="badge \(overview.outcome.tone)">\(overview.outcome.word)</span></div>
        <p class="reason">\(overview.reason)</p>
        \(overview.hint.map { "<p class=\"hint\"><b>Hint</b> \($0)</p>\n" as HTML })\
        \(overview.summary.map { "<blockquote><b>Summary</b> \($0)</blockquote>\n" as HTML })\
        \(overview.started?.goal.map { "<blockquote><b>Goal</b> \($0)</blockquote>\n" as HTML })\
        <dl class="facts">
        \(facts(overview))</dl>
        \(faults(overview.faults))</header>
        """
    }

    private static func facts(_ overview: ReportOverview) -> [HTML] {
        let started = overview.started
        let rows: [(String, String?)] = [
            ("Planner", started?.model),
            ("Started", started.map { ReportNumbers.moment($0.at) }),
            ("Took", ReportNumbers.seconds(overview.seconds)),
            ("Screen", started.map { "\($0.size.width) × \($0.size.height) on \($0.display)" }),
            ("Folder", overview.folderName),
        ]
        return rows.compactMap { name, value in
            value.map { "<div><dt>\(name)</dt><dd>\($0)</dd></div>\n" }
        }
    }

    private static func faults(_ faults: [String]) -> HTML? {
        if faults.isEmpty { return nil }
        return "<ul class=\"faults\">\(faults.map { "<li>\($0)</li>" as HTML })</ul>\n"
    }
}
