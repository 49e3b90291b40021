extension CaptureContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        wholeGoals(report) + keptGoals(report) + programGoals(report)
            + [fileGoal(report), scalingGoal(report)]
    }

    private static func wholeGoals(_ report: BenchReport) -> [Goal] {
        let aims: [(subject: String, limit: Double, factor: Double?)] = [
            ("1280x800 UI", 4, 15), ("1280x800 photo", 9, 8), ("1920x1080 UI", 7, 18),
            ("1920x1080 photo", 16, 9), ("3840x2160 photo", 60, nil),
        ]
        return aims.map { aim in
            let own = report.median(.inProcess, OwnName.whole, aim.subject)
            let scrot = report.median(.programs, "scrot", aim.subject)
            return Goal(
                what: "Capture and PNG in process, \(aim.subject)",
                isHeadline: !aim.subject.hasPrefix("1280"),
                demands: [.atMost(aim.limit, "ms", own)]
                    + (aim.factor.map { [.quicker($0, than: "scrot", own, scrot)] } ?? []))
        }
    }

    private static let subjects = ["1920x1080 UI", "1920x1080 photo"]

    private static func keptGoals(_ report: BenchReport) -> [Goal] {
        subjects.map { subject in
            Goal(
                what: "One changed text line, \(subject)", isHeadline: subject == subjects[0],
                demands: [
                    .atMost(1.5, "ms", report.median(.inProcess, OwnName.changedLine, subject))
                ])
        }
            + subjects.map { subject in
                Goal(
                    what: "Unchanged screen, \(subject)", isHeadline: subject == subjects[0],
                    demands: [
                        .atMost(0.3, "ms", report.median(.inProcess, OwnName.unchanged, subject)),
                        .none(
                            "other files",
                            report.faultCount(.inProcess, OwnName.unchanged, subject)),
                    ])
            }
    }

    private static func programGoals(_ report: BenchReport) -> [Goal] {
        subjects.map { subject in
            Goal(
                what: "`deskwright shot f.png`, \(subject)", isHeadline: subject == subjects[0],
                demands: [("scrot", Quantity.wall), ("scrot's CPU", .cpu)].map { name, quantity in
                    .quicker(
                        2.5, than: name,
                        report.median(.programs, OwnName.program, subject, quantity),
                        report.median(.programs, "scrot", subject, quantity))
                })
        }
    }

    private static func fileGoal(_ report: BenchReport) -> Goal {
        Goal(
            what: "Size of the PNG, the worst of all pictures", isHeadline: true,
            demands: [
                .atMost(
                    125, "% of libpng's at level 1",
                    report.highest(.files, OwnName.file, nil, .share))
            ])
    }

    private static func scalingGoal(_ report: BenchReport) -> Goal {
        Goal(
            what: "3840x2160 scaled to \(modelSize)",
            demands: [
                .atMost(25, "ms", report.median(.inProcess, OwnName.scaling, "3840x2160 photo"))
            ])
    }
}
