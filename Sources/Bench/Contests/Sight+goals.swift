extension SightContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        func median(_ situation: Situation, _ subject: String) -> Double? {
            report.median(.sight, situation.rawValue, subject)
        }
        let known: [(what: String, situation: Situation)] = [
            ("the window opened again", .reopened), ("the window moved", .moved),
            ("a line was typed in it", .typed),
        ]
        return [
            Goal(
                what: "Text of an unchanged screen, 1280x800", isHeadline: true,
                demands: [.atMost(1, "ms", median(.unchanged, subjects.screen))])
        ]
            + known.map { known in
                Goal(
                    what: "A word in a window, \(known.what)",
                    isHeadline: known.situation == .typed,
                    demands: [.atMost(150, "ms", median(known.situation, subjects.window))])
            }
    }
}
