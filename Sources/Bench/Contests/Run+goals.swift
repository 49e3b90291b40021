extension RunContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        [
            Goal(
                what: "Deskwright's part of a run with a model's latencies, \(subject)",
                isHeadline: true,
                demands: [
                    .atMost(
                        2, "% of the time", report.median(.run, OwnName.all, subject, .runShare))
                ]),
            Goal(
                what: "A step's own time, settling apart, \(subject)",
                demands: [
                    .atMost(30, "ms", report.median(.run, OwnName.withoutSettling, subject))
                ]),
        ]
    }
}
