import Testing

@testable import DeskwrightBench

struct GoalTests {
    @Test(arguments: [
        (Goal.Demand.atMost(4, "ms", 4), "at most 4 ms", "4.0 ms", "yes"),
        (.atMost(1.5, "ms", 1.51), "at most 1.5 ms", "1.5 ms", "**no**"),
        (.atLeast(1500, "a second", 1499), "at least 1,500 a second", "1,499 a second", "**no**"),
        (.quicker(15, than: "scrot", 4, 66), "15 x scrot", "17 x scrot (66 ms)", "yes"),
        (.quicker(2.5, than: "scrot", 4, 9.96), "2.5 x scrot", "2.5 x scrot (10 ms)", "**no**"),
        (.quicker(2, than: "scrot", 4, nil), "2 x scrot", "–", "not measured"),
        (.none("wrong", 0), "0 wrong", "0 wrong", "yes"),
        (.none("wrong", 3), "0 wrong", "3 wrong", "**no**"),
        (.none("wrong", nil), "0 wrong", "–", "not measured"),
    ])
    func aDemandIsJudgedByTheFigureItself(
        demand: Goal.Demand, toReach: String, measured: String, verdict: String
    ) {
        let goal = Goal(what: "x", demands: [demand])
        #expect(goal.row == ["x", measured, toReach, verdict])
    }

    @Test func oneFailedDemandDecides() {
        let goal = Goal(
            what: "x", demands: [.atMost(4, "ms", 5), .quicker(2, than: "scrot", 5, nil)])
        #expect(goal.verdict == "**no**")
    }

    @Test func everyGoalFindsItsFiguresInTheReport() {
        let empty = report([])
        #expect(!empty.goals.isEmpty)
        #expect(empty.goals.allSatisfy { $0.verdict == "not measured" })

        func figures(_ topic: Topic, _ values: [(String, String, Quantity, Double)]) -> Section {
            Section(
                topic,
                RaceResult(
                    series: values.map {
                        Series(contestant: $0, subject: $1, quantity: $2, samples: [$3])
                    }))
        }
        let found = report([
            figures(
                .inProcess,
                [
                    ("Deskwright, capture and PNG", "1920x1080 UI", .wall, 5),
                    ("Deskwright, unchanged screen", "1920x1080 UI", .wall, 0.1),
                ]),
            figures(.programs, [("scrot", "1920x1080 UI", .wall, 50)]),
            figures(
                .memory, [("Deskwright", "a", .memory, 5000), ("Deskwright", "b", .memory, 9000)]),
        ])
        let rows = Dictionary(uniqueKeysWithValues: found.goals.map { ($0.what, $0.row[1...3]) })
        #expect(
            rows["Capture and PNG in process, 1920x1080 UI"]
                == ["5.0 ms; 10 x scrot (50 ms)", "at most 7 ms; 18 x scrot", "**no**"])
        #expect(
            rows["Unchanged screen, 1920x1080 UI"]
                == ["0.10 ms; 0 other files", "at most 0.3 ms; 0 other files", "yes"])
        #expect(
            rows["Memory after 10,000 captures and 10,000 actions"]
                == ["3.9 MiB more", "at most 1 MiB more", "**no**"])
    }

    @Test func theMainFiguresStandBetweenTheMarks() throws {
        let page = "a\n<!-- figures -->\nold\n<!-- end of figures -->\nb\n"
        let new = try #require(report([]).withHeadlines(page))
        #expect(new.hasPrefix("a\n<!-- figures -->\n| What | Measured |"))
        #expect(new.hasSuffix("|\n<!-- end of figures -->\nb\n"))
        #expect(!new.contains("old"))
        #expect(report([]).withHeadlines(new) == new)
        #expect(report([]).withHeadlines("a page without marks") == nil)
    }

    private func report(_ sections: [Section]) -> BenchReport {
        let machine = Machine(
            date: "", processor: "", cores: 2, memoryGiB: 4, kernel: "", system: "", xServer: "",
            load: "", peers: [])
        return BenchReport(machine: machine, isQuick: false, sections: sections)
    }
}
