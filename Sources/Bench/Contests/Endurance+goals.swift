extension EnduranceContest {
    static func goals(_ report: BenchReport) -> [Goal] { [actionGoal(report), memoryGoal(report)] }

    /// A drag takes its time on purpose, so that programs see the motion.
    private static func actionGoal(_ report: BenchReport) -> Goal {
        let medians = actions.map(\.0).filter { $0 != "drag" }.map {
            report.median(.actions, $0, "\(screen)")
        }
        let isWhole = !medians.contains(nil)
        return Goal(
            what: "The slowest single action, a drag apart",
            demands: [.atMost(5, "ms", isWhole ? medians.compactMap(\.self).max() : nil)])
    }

    private static func memoryGoal(_ report: BenchReport) -> Goal {
        let sizes = report.section(.memory)?.series.compactMap { $0.samples.first } ?? []
        let growth = sizes.first.flatMap { start in sizes.max().map { ($0 - start) / 1024 } }
        return Goal(
            what: "Memory after 10,000 captures and 10,000 actions", isHeadline: true,
            demands: [.atMost(1, "MiB more", growth)])
    }
}
