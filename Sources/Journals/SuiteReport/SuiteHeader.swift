import DeskwrightCore

/// How many tasks have which verdict.
struct SuiteCounts {
    private let counts: [TaskVerdict: Int]
    private let total: Int

    init(_ result: SuiteResult) {
        counts = Dictionary(result.tasks.map { ($0.verdict, 1) }, uniquingKeysWith: +)
        total = result.tasks.count
    }

    subscript(_ verdict: TaskVerdict) -> Int { counts[verdict] ?? 0 }

    /// `2 of 13 tasks did not pass`.
    var headline: String {
        let bad = self[.failed] + self[.error]
        if bad > 0 { return "\(bad) of \(counted(total, "task")) did not pass" }
        if self[.skipped] > 0 {
            return "\(self[.skipped]) of \(counted(total, "task")) did not run"
        }
        return total == 1 ? "The task passed" : "All \(counted(total, "task")) passed"
    }

    var tone: String {
        if self[.failed] + self[.error] > 0 { return "bad" }
        return self[.skipped] + self[.flaky] > 0 ? "warn" : "good"
    }
}

/// The top of a suite's page.
enum SuiteHeader {
    static func html(_ result: SuiteResult, title: String) -> HTML {
        """
        <header class="card \(SuiteCounts(result).tone)">
        <p class="brand">Deskwright suite report</p>
        <h1>\(title)</h1>
        <dl class="facts">
        \(facts(result))</dl>
        </header>
        """
    }

    private static func facts(_ result: SuiteResult) -> [HTML] {
        let usage = result.tasks.flatMap(\.tries).map(\.result.usage).reduce(Usage(), +)
        let rows: [(String, String?)] = [
            ("Started", ReportNumbers.moment(result.startedAt)),
            ("Took", ReportNumbers.seconds(result.seconds)),
            ("Workers", "\(result.workers)"),
            ("Shard", result.shard.map { "\($0.index) of \($0.count)" }),
            ("Cost", usage.requests > 0 ? ReportNumbers.dollars(usage.dollars) : nil),
        ]
        return rows.compactMap { name, value in
            value.map { "<div><dt>\(name)</dt><dd>\($0)</dd></div>\n" }
        }
    }

    /// A button for each verdict that there is, and the search.
    static func filters(_ result: SuiteResult) -> HTML {
        let counts = SuiteCounts(result)
        let buttons = TaskVerdict.allCases.filter { counts[$0] > 0 }.map { verdict -> HTML in
            """
            <button type="button" class="badge \(verdict.tone)" data-verdict="\(verdict.rawValue)" \
            aria-pressed="false">\(counts[verdict]) \(verdict.rawValue)</button>

            """
        }
        return """
            <div class="filters" role="search">
            \(buttons)\
            <input type="search" placeholder="name, file, tag or reason" aria-label="Search">
            </div>
            """
    }
}
