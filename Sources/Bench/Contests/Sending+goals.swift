extension SendingContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        [
            Goal(
                what: "Base64, JSON and the planner's whole turn, 3 MB picture", isHeadline: true,
                demands: [.atMost(5, "ms", report.median(.sending, OwnName.request, picture))]),
            Goal(
                what: "A step's own time, settling apart, 1280x800 UI", isHeadline: true,
                demands: [
                    .atMost(30, "ms", report.median(.sending, OwnName.step, "\(screen) UI"))
                ]),
            Goal(
                what: "A step's own time, settling apart, 1280x800 photo",
                demands: [
                    .atMost(30, "ms", report.median(.sending, OwnName.step, "\(screen) photo"))
                ]),
        ]
    }
}
