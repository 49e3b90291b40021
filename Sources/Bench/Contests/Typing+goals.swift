extension TypingContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        asciiGoals(report) + [stressGoal(report)]
    }

    private static func asciiGoals(_ report: BenchReport) -> [Goal] {
        TypingTarget.allCases.flatMap { target in
            [Typist.ownName, Typist.programName].map { name in
                let subject = "\(target.rawValue), 1,000 ASCII"
                let own = report.median(.typing, name, subject)
                let wrong = report.highest(.typing, name, subject, .wrongCharacters)
                return Goal(
                    what: "1,000 ASCII characters into \(target.rawValue), \(name)",
                    isHeadline: name == Typist.programName,
                    demands: [
                        .none("wrong", wrong.map { Int($0) }),
                        .quicker(
                            50, than: "xdotool", own,
                            report.median(.typing, "xdotool type", subject)),
                        .quicker(
                            4, than: "xdotool --delay 0", own,
                            report.median(.typing, "xdotool type --delay 0", subject)),
                    ])
            }
        }
    }

    /// Every toolkit, quiet and beside busy programs.
    private static func stressGoal(_ report: BenchReport) -> Goal {
        let series = report.section(.stress)?.series ?? []
        let wrong = series.filter { $0.quantity == .wrongCharacters }.flatMap(\.samples)
        let quiet = series.filter {
            $0.quantity == .pace && $0.subject == TypingStress.Load.quiet.rawValue
        }
        return Goal(
            what: "Mixed Unicode into every toolkit, quiet and under load", isHeadline: true,
            demands: [
                .none("wrong", wrong.isEmpty ? nil : Int(wrong.reduce(0, +))),
                .none("failed", report.section(.stress)?.remarks.count),
                .atLeast(
                    1500, "characters a second in the slowest toolkit, quiet",
                    quiet.compactMap { $0.summary?.median }.min()),
            ])
    }
}
