import DeskwrightCore
import Testing

@testable import DeskwrightSharding

struct SuiteMergeRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var results: [String: SuiteResult]
        var kind: FailureKind
        var text: String

        var testDescription: String { String(text.prefix { $0 != "\n" }) }
    }

    static let cases: [Case] = [
        Case(
            results: [:], kind: .usage,
            text: """
                there is no result to merge
                hint: name the folders that the shards left
                """),
        Case(
            results: ["a": shard(1, of: 2), "b": suite(task("t", .passed))], kind: .usage,
            text: """
                the result in b is of all tasks, not of a shard
                hint: leave it out, or run it with --shard i/n
                """),
        Case(
            results: ["a": shard(1, of: 2), "b": shard(3, of: 2)], kind: .usage,
            text: """
                there is no such shard as that of b (shard 3/2)
                hint: its result was changed after the run; run this shard again
                """),
        Case(
            results: ["a": shard(1, of: 1_000_000_000_000)], kind: .usage,
            text: """
                there is no such shard as that of a (shard 1/1000000000000)
                hint: its result was changed after the run; run this shard again
                """),
        Case(
            results: [
                "a": shard(1, of: 3), "b": shard(2, of: 3),
                "c": shard(3, of: 3, fingerprint: "g"),
            ], kind: .usage,
            text: """
                a (shard 1/3) and c (shard 3/3) are of different suites: other tasks were chosen
                hint: run all shards from the same commit with the same files, tags and filters
                """),
        Case(
            results: ["a": shard(1, of: 3), "b": shard(2, of: 4)], kind: .usage,
            text: """
                a (shard 1/3) and b (shard 2/4) are not shards of one run
                hint: merge only what was run with the same n in --shard i/n
                """),
        Case(
            results: ["a": shard(2, of: 3), "b": shard(3, of: 3)], kind: .environment,
            text: """
                of 3 shards 1 is missing: 1
                hint: have these jobs ended, and were their folders fetched? --allow-missing merges without them
                """),
        Case(
            results: ["a": shard(3, of: 20), "b": shard(5, of: 20)], kind: .environment,
            text: """
                of 20 shards 18 are missing: 1, 2, 4, 6, 7, 8, 9, 10, 11, 12 and 8 more
                hint: have these jobs ended, and were their folders fetched? --allow-missing merges without them
                """),
        Case(
            results: [
                "a": shard(1, of: 2), "d": shard(2, of: 2), "b": shard(2, of: 2),
                "c": shard(1, of: 2), "e": shard(2, of: 2),
            ], kind: .environment,
            text: """
                shard 1/2 is there 2 times, in a, c; shard 2/2 is there 3 times, in b, d, e
                hint: leave out all but one; --allow-duplicates takes the one that began last
                """),
        Case(
            results: [
                "a": shard(1, of: 2, task("t", .passed), task("u", .passed)),
                "b": shard(2, of: 2, task("u", .failed)),
            ], kind: .environment,
            text: """
                "u" ran in a (shard 1/2) and in b (shard 2/2)
                hint: the shards did not split the suite alike; give all of them the same durations.json
                """),
    ]

    @Test(arguments: cases)
    func whatIsNotOneSuiteIsRefusedInAnyOrder(of sample: Case) {
        let inputs = sample.results.sorted { $0.key < $1.key }.map {
            (folder: $0.key, result: $0.value)
        }
        for inputs in [inputs, inputs.reversed()] {
            let error = #expect(throws: SuiteMergeError.self) { try SuiteMerge(inputs: inputs) }
            #expect(error?.description == sample.text)
            #expect(error?.kind == sample.kind)
        }
    }

    @Test func allShardsWithoutAllTasksAreTheFaultOfTheMachines() {
        let error = SuiteMergeError.tasksMissing(count: 2)
        #expect(
            error.description == """
                all 2 shards are there, but together they have not the tasks of the suite
                hint: the shards did not split the suite alike; give all of them the same durations.json
                """)
        #expect(error.kind == .environment)
    }
}
