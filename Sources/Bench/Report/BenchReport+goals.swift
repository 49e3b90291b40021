extension BenchReport {
    /// What was set as the aim before the work began, each beside what this run found.
    var goals: [Goal] {
        CaptureContest.goals(self) + TypingContest.goals(self) + SettlingContest.goals(self)
            + EnduranceContest.goals(self) + SendingContest.goals(self) + RunContest.goals(self)
            + SightContest.goals(self) + SuitesContest.goals(self) + PagesContest.goals(self)
    }

    func section(_ topic: Topic) -> Section? { sections.first { $0.topic == topic } }

    func median(
        _ topic: Topic, _ contestant: String, _ subject: String, _ quantity: Quantity = .wall
    ) -> Double? {
        section(topic)?.summary(contestant, subject, quantity)?.median
    }

    /// The highest of all that a contestant was measured at, in one subject or in all.
    func highest(
        _ topic: Topic, _ contestant: String, _ subject: String? = nil, _ quantity: Quantity
    ) -> Double? {
        section(topic)?.series.filter {
            $0.contestant == contestant && $0.quantity == quantity
                && (subject == nil || $0.subject == subject)
        }.flatMap(\.samples).max()
    }

    /// How many kinds of faults a contestant had; `nil` when it was not measured.
    func faultCount(_ topic: Topic, _ contestant: String, _ subject: String? = nil) -> Int? {
        guard highest(topic, contestant, subject, .wall) != nil else { return nil }
        return section(topic)?.remarks.count {
            $0.contestant == contestant && (subject == nil || $0.subject == subject)
        }
    }
}
