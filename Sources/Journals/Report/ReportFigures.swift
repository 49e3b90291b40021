import DeskwrightCore

/// What a run took: steps, requests, tokens, dollars, and seconds by phase.
enum ReportFigures {
    static func html(_ overview: ReportOverview) -> HTML {
        let usage = overview.usage
        let budget = overview.started?.budget
        return """
            <section class="card">
            <h2>What it took</h2>
            <div class="tiles">
            \(tile("Steps", overview.stepCount, of: budget?.steps))\
            \(tile("Requests", usage.requests, of: budget?.requests))\
            \(tile("Tokens in", usage.inputTokens, of: budget?.inputTokens))\
            \(tile("of them cached", usage.cachedInputTokens))\
            \(tile("Tokens out", usage.outputTokens))\
            \(tile("Cost", ReportNumbers.dollars(usage.dollars), of: budget?.dollars.map(inDollars)))\
            \(tile("Time", ReportNumbers.seconds(overview.seconds)))</div>
            \(phases(overview))</section>
            """
    }

    private static func tile(_ name: String, _ count: Int, of limit: Int? = nil) -> HTML {
        tile(name, ReportNumbers.grouped(count), of: limit.map(ReportNumbers.grouped))
    }

    /// A figure, with the budget's limit of it.
    private static func tile(_ name: String, _ value: String, of limit: String? = nil) -> HTML {
        let limit = limit.map { " <small>of \($0)</small>" as HTML }
        return "<div class=\"tile\"><b>\(value)</b><span>\(name)\(limit)</span></div>\n"
    }

    /// The phases that a result may name, in the order in which they happen.
    private static let order = ["setup"] + Phase.allCases.map(\.rawValue) + ["teardown"]

    private static func phases(_ overview: ReportOverview) -> HTML? {
        var parts = order.compactMap { name in
            overview.secondsByPhase[name].map { (name: name, seconds: max(0, $0)) }
        }
        let foreign = overview.secondsByPhase.keys.filter { !order.contains($0) }.sorted()
        parts += foreign.map { ($0, max(0, overview.secondsByPhase[$0] ?? 0)) }
        parts.removeAll { !($0.seconds.isFinite && $0.seconds > 0) }
        let sum = parts.reduce(0) { $0 + $1.seconds }
        guard sum > 0 else { return nil }
        let whole = max(sum, overview.seconds.isFinite ? overview.seconds : 0)
        if whole - sum > 0.02 * whole { parts.append(("other", whole - sum)) }
        return """
            <svg class="phases" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            \(bars(parts, whole: whole))</svg>
            <ul class="legend">
            \(parts.map(legend))</ul>

            """
    }

    private static func bars(_ parts: [(name: String, seconds: Double)], whole: Double) -> [HTML] {
        var left = 0.0
        return parts.map { part in
            let width = 1000 * part.seconds / whole
            defer { left += width }
            return """
                <rect class="\(styleClass(part.name))" \
                x="\(ReportNumbers.decimal(left, digits: 2))" y="0" \
                width="\(ReportNumbers.decimal(width, digits: 2))" height="10"/>

                """
        }
    }

    private static func legend(_ part: (name: String, seconds: Double)) -> HTML {
        "<li><i class=\"\(styleClass(part.name))\"></i>\(part.name) "
            + "<b>\(ReportNumbers.seconds(part.seconds))</b></li>\n"
    }

    private static func styleClass(_ phase: String) -> String {
        order.contains(phase) ? "phase-\(phase)" : "phase-other"
    }
}
