extension SettlingContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        let aims: [(name: String, limit: Double)] = [
            ("a key's echo", 80), ("a button's look", 80), ("a menu", 80),
            ("a dialog in two stages, 248 ms apart", 450),
        ]
        let early = Goal(
            what: "Looks before the last paint, in all programs in miniature measured",
            isHeadline: true,
            demands: [.none("kinds of faults", report.faultCount(.settling, ownName))])
        return aims.map { aim in
            Goal(
                what: "At rest after \(aim.name)", isHeadline: true,
                demands: [.atMost(aim.limit, "ms", report.median(.settling, ownName, aim.name))])
        } + [early]
    }
}
