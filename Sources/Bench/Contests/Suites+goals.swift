extension SuitesContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        func time(_ workers: Int, _ subject: String) -> Double? {
            report.median(.suites, name(workers: workers), subject)
        }
        let one = time(1, Subject.workflows)
        let two = time(2, Subject.workflows)
        let ratio = one.flatMap { one in two.map { $0 / one } }
        return [
            Goal(
                what: "The workflows by two workers instead of one, on two cores",
                demands: [.atMost(0.6, "of the time", ratio)]),
            Goal(
                what: "1,000 tasks on the mock screen with three reports, two workers",
                demands: [
                    .atMost(30, "s", time(2, Subject.mock).map { $0 / 1000 })
                ]),
            memoryGoal(report, .ownMemory, "Own memory of a suite's command"),
            memoryGoal(report, .memory, "The same with its program and libraries"),
            Goal(
                what: "From the command to xterm's first key, the 95th percentile",
                demands: [
                    .atMost(
                        700, "ms",
                        report.section(.suites)?.summary(cold, Subject.key, .wall)?.percentile95)
                ]),
        ]
    }

    /// 40 MiB, and 15 more for each worker.
    private static func memoryGoal(
        _ report: BenchReport, _ quantity: Quantity, _ what: String
    ) -> Goal {
        Goal(
            what: "\(what), one worker and two",
            demands: [1, 2].map { workers in
                let most = report.highest(
                    .suites, name(workers: workers), Subject.workflows, quantity)
                return .atMost(Double(40 + 15 * workers), "MiB", most.map { $0 / 1024 })
            })
    }
}
