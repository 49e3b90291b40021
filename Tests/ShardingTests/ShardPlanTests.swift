import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightSharding

struct ShardPlanTests {
    private func ids(_ plan: ShardPlan, count: Int) -> [[String]] {
        (1...count).map { plan.part(of: Shard(index: $0, count: count)).ids }
    }

    @Test(
        arguments: [
            // The longest first, each to the shard with the least to do; listed in the suite's order.
            (
                ["a", "b", "c", "d", "e"], ["a": 2, "b": 3, "c": 9, "d": 4, "e": 1], 2,
                [["c", "e"], ["a", "b", "d"]]
            ),
            // Of tasks that take as long as each other the one whose id comes first.
            (
                ["d", "c", "b", "a"], ["a": 5, "b": 5, "c": 5, "d": 5], 2,
                [["c", "a"], ["d", "b"]]
            ),
            // None is known: all are taken to be equal.
            (["a", "b", "c", "d", "e"], [:], 2, [["a", "c", "e"], ["b", "d"]]),
            // No task takes time that could be measured.
            (
                ["a", "b", "c", "d"], ["a": 0, "b": 0, "c": 0, "d": 0], 2,
                [["a", "c"], ["b", "d"]]
            ),
            // The median of 1, 2 and 30 for `x`; of tasks that the suite does not have, nothing counts.
            (
                ["a", "b", "c", "x"], ["a": 1, "b": 2, "c": 30, "z": 999], 2,
                [["c"], ["a", "b", "x"]]
            ),
            (["x", "a", "b", "y"], ["a": 4, "b": 2], 2, [["a", "b"], ["x", "y"]]),
            // What is no length of time is not known.
            (["a", "b", "c"], ["a": .nan, "b": -5, "c": .infinity], 2, [["a", "c"], ["b"]]),
            (["a", "b"], ["a": 1, "b": 2], 4, [["b"], ["a"], [], []]),
            ([], ["a": 1], 2, [[], []]),
            (["b", "a"], [:], 1, [["b", "a"]]),
        ] as [([String], [String: Double], Int, [[String]])])
    func tasksAreSplitByHowLongTheyTook(
        suite: [String], seconds: [String: Double], count: Int, parts: [[String]]
    ) {
        let plan = ShardPlan(ids: suite, seconds: seconds, count: count)
        #expect(ids(plan, count: count) == parts)
    }

    @Test func whatAShardIsExpectedToTakeIsTheSumOfItsTasks() {
        let plan = ShardPlan(ids: ["a", "b", "x"], seconds: ["a": 4, "b": 2], count: 2)
        let seconds = (1...2).map { plan.part(of: Shard(index: $0, count: 2)).seconds }
        #expect(seconds == [4, 5])
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func everyTaskIsInOneShardInTheOrderOfTheSuite(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let suite = SampleSuite(taskCount: .random(in: 0...150, using: &random), using: &random)
        let count = Int.random(in: 1...12, using: &random)
        let parts = ids(
            ShardPlan(ids: suite.ids, seconds: suite.seconds, count: count), count: count)
        #expect(parts.joined().sorted() == suite.ids.sorted())
        let place = Dictionary(uniqueKeysWithValues: zip(suite.ids, 0...))
        for part in parts {
            let places = part.compactMap { place[$0] }
            #expect(places == places.sorted())
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func theOrderOfTheSuiteMovesNoTaskToAnotherShard(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var suite = SampleSuite(taskCount: .random(in: 1...150, using: &random), using: &random)
        // Few different lengths, so that ties have to be broken.
        for id in suite.ids where suite.seconds[id] != nil {
            suite.seconds[id] = Double(Int.random(in: 1...4, using: &random))
        }
        let count = Int.random(in: 1...12, using: &random)
        let plan = ShardPlan(ids: suite.ids, seconds: suite.seconds, count: count)
        let other = ShardPlan(
            ids: suite.ids.shuffled(using: &random), seconds: suite.seconds, count: count)
        #expect(ids(plan, count: count).map(Set.init) == ids(other, count: count).map(Set.init))
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func theSlowestShardIsWithinATenthOfTheMean(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let suite = SampleSuite(
            taskCount: .random(in: 100...400, using: &random), unknown: 0, using: &random)
        let loads = suite.loads(count: .random(in: 2...8, using: &random))
        #expect(loads.slowest <= loads.mean * 1.1)
    }

    /// No split is faster than the longest task; the bound is Graham's, and holds for any suite.
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func theSlowestShardTakesLessThanTheMeanAndTheLongestTask(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var suite = SampleSuite(
            taskCount: .random(in: 1...40, using: &random), unknown: 0, using: &random)
        for id in suite.ids.shuffled(using: &random).prefix(3) {
            suite.seconds[id] = .random(in: 1...2000, using: &random)
        }
        let count = Int.random(in: 2...8, using: &random)
        let loads = suite.loads(count: count)
        let longest = suite.seconds.values.max() ?? 0
        let most = loads.mean + longest * (1 - 1 / Double(count))
        #expect(loads.slowest <= most + 1e-6)
        #expect(loads.slowest >= max(longest, loads.mean) - 1e-6)
    }

    /// Nothing can help then but to split the task itself.
    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func aTaskThatTakesLongerThanTheMeanIsAloneInTheSlowestShard(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var suite = SampleSuite(taskCount: 120, unknown: 0, using: &random)
        let others = suite.seconds.values.reduce(0, +)
        let giant = others / 4
        suite.ids.insert("giant", at: .random(in: 0...120, using: &random))
        suite.seconds["giant"] = giant
        let plan = ShardPlan(ids: suite.ids, seconds: suite.seconds, count: 8)
        #expect(giant > (others + giant) / 8)
        #expect(plan.part(of: Shard(index: 1, count: 8)).ids == ["giant"])
        #expect(suite.loads(count: 8).slowest == giant)
    }
}

/// Tasks as suites have them: 1 to 60 seconds, some of which did not run yet.
private struct SampleSuite {
    var ids: [String]
    var seconds: [String: Double] = [:]

    init(taskCount: Int, unknown: Double = 0.2, using random: inout SeededGenerator) {
        ids = (0..<taskCount).map { "tasks/\($0).yaml" }.shuffled(using: &random)
        for id in ids where Double.random(in: 0..<1, using: &random) >= unknown {
            seconds[id] = .random(in: 1...60, using: &random)
        }
    }

    /// Added up here, not asked of the plan.
    func loads(count: Int) -> (slowest: Double, mean: Double) {
        let plan = ShardPlan(ids: ids, seconds: seconds, count: count)
        let sums = (1...count).map { index in
            plan.part(of: Shard(index: index, count: count)).ids
                .reduce(0) { $0 + (seconds[$1] ?? 0) }
        }
        return (sums.max() ?? 0, sums.reduce(0, +) / Double(count))
    }
}
