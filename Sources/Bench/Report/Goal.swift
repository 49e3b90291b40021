/// Something that was to be reached, and what the run found of it.
struct Goal: Hashable {
    var what: String
    /// Whether the README shows it.
    var isHeadline = false
    /// What each demand found; one that was not measured has no finding.
    var demands: [Demand]

    struct Demand: Hashable {
        /// As in "at most 4 ms".
        var toReach: String
        var finding: Finding?
    }

    struct Finding: Hashable {
        var text: String
        var isReached: Bool
    }

    var isMissed: Bool { demands.contains { $0.finding?.isReached == false } }

    var verdict: String {
        if isMissed { return "**no**" }
        return demands.allSatisfy { $0.finding != nil } ? "yes" : "not measured"
    }

    /// A row of the table: what, what was measured, what was to be reached, whether it was.
    var row: [String] {
        [
            what, demands.map { $0.finding?.text ?? "–" }.joined(separator: "; "),
            demands.map(\.toReach).joined(separator: "; "), verdict,
        ]
    }

    /// All columns to the left: they hold words.
    static func table(_ goals: [Goal]) -> String {
        markdownTable(["What", "Measured", "To reach", "Reached"], goals.map(\.row))
            .replacing("--:", with: "---")
    }
}

extension Goal.Demand {
    /// A figure that has an upper limit.
    static func atMost(_ limit: Double, _ unit: String, _ value: Double?) -> Goal.Demand {
        Goal.Demand(
            toReach: "at most \(short(limit)) \(unit)",
            finding: value.map {
                Goal.Finding(text: "\(significant($0)) \(unit)", isReached: $0 <= limit)
            })
    }

    /// A figure that has a lower limit.
    static func atLeast(_ limit: Double, _ unit: String, _ value: Double?) -> Goal.Demand {
        Goal.Demand(
            toReach: "at least \(grouped(limit)) \(unit)",
            finding: value.map {
                Goal.Finding(text: "\(significant($0)) \(unit)", isReached: $0 >= limit)
            })
    }

    /// How many times as long a peer takes.
    static func quicker(
        _ factor: Double, than peer: String, _ own: Double?, _ other: Double?
    ) -> Goal.Demand {
        var finding: Goal.Finding?
        if let own, let other, own > 0 {
            finding = Goal.Finding(
                text: "\(significant(other / own)) x \(peer) (\(significant(other)) ms)",
                isReached: other / own >= factor)
        }
        return Goal.Demand(toReach: "\(short(factor)) x \(peer)", finding: finding)
    }

    /// Something that must not happen.
    static func none(_ what: String, _ count: Int?) -> Goal.Demand {
        Goal.Demand(
            toReach: "0 \(what)",
            finding: count.map {
                Goal.Finding(text: "\(grouped(Double($0))) \(what)", isReached: $0 == 0)
            })
    }
}

/// As a person writes it: 1.5, and 4 without a decimal.
private func short(_ value: Double) -> String {
    value == value.rounded() ? grouped(value) : "\(value)"
}
