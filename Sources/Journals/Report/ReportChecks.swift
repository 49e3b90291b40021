import DeskwrightCore

/// The expectations: what was to hold, and what was found.
enum ReportChecks {
    static func html(_ checks: [CheckResult], _ screens: ReportScreens) -> HTML? {
        if checks.isEmpty { return nil }
        let held = checks.count { $0.verdict == .satisfied }
        return """
            <section class="card">
            <h2>Expectations <small>\(held) of \(checks.count) hold</small></h2>
            <table class="checks">
            <thead><tr><th></th><th>Expected</th><th>Found</th></tr></thead>
            <tbody>
            \(checks.map { row($0) + evidence(of: $0, screens) })</tbody>
            </table>
            </section>
            """
    }

    private static func row(_ check: CheckResult) -> HTML {
        """
        <tr class="\(tone(check.verdict))"><td><span class="badge \(tone(check.verdict))">\
        \(word(check.verdict))</span></td><td><pre>\(check.expected)</pre></td>\
        <td>\(found(check))</td></tr>

        """
    }

    /// Below a check that did not hold.
    private static func evidence(of check: CheckResult, _ screens: ReportScreens) -> HTML {
        guard check.verdict != .satisfied, let evidence = check.evidence,
            let shown = ReportEvidence(evidence: evidence, screens: screens).html()
        else { return "" }
        return "<tr class=\"proofs\"><td></td><td colspan=\"2\">\(shown)</td></tr>\n"
    }

    private static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .satisfied: "holds"
        case .unsatisfied: "does not hold"
        case .unknown: "unknown"
        }
    }

    private static func tone(_ verdict: Verdict) -> String {
        switch verdict {
        case .satisfied: "good"
        case .unsatisfied: "bad"
        case .unknown: "warn"
        }
    }

    /// What was found; under it the difference, where there are lines to compare.
    private static func found(_ check: CheckResult) -> HTML {
        guard check.verdict != .satisfied else { return "<pre>\(check.found)</pre>" }
        if let lines = LineDifference.marked(in: check.found) { return pre(lines) }
        guard let lines = LineDifference.between(check.expected, check.found) else {
            return "<pre>\(check.found)</pre>"
        }
        return "<pre>\(check.found)</pre><p class=\"muted\">The difference, by lines</p>"
            + pre(lines)
    }

    private static func pre(_ lines: [LineDifference]) -> HTML {
        "<pre class=\"diff\">\(lines.map(\.html))</pre>"
    }
}
