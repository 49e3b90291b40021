import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightSharding

struct SuiteMergeTests {
    typealias Input = (folder: String, result: SuiteResult)

    private static func four() -> [Input] {
        (1...4).map { index in
            var result = shard(
                index, of: 4, task("d\(index).yaml", .passed),
                task("c\(index).yaml", .flaky, seconds: [5, 1]),
                task("b\(index).yaml", .skipped, seconds: []),
                startedAt: "2026-11-27T01:0\(9 - index):00Z")
            result.seconds = Double(10 + index % 3)
            result.workers = index
            return ("shard-\(index)", result)
        }
    }

    @Test(arguments: permutations(of: [0, 1, 2, 3]))
    func theOrderOfTheShardsDoesNotChangeAByte(order: [Int]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let inputs = SuiteMergeTests.four()
        let merge = try SuiteMerge(inputs: order.map { inputs[$0] })
        let inOrder = try SuiteMerge(inputs: inputs)
        #expect(merge == inOrder)
        #expect(try encoder.encode(merge.result) == encoder.encode(inOrder.result))
    }

    @Test func oneSuiteIsMadeOfFourShards() throws {
        let merge = try SuiteMerge(inputs: SuiteMergeTests.four())
        #expect(merge.missing == [] && merge.passedOver == [])
        #expect(merge.result.fingerprint == "f")
        #expect(merge.result.shard == nil)
        #expect(merge.result.startedAt == "2026-11-27T01:05:00Z")
        #expect(merge.result.seconds == 12)
        #expect(merge.result.workers == 10)
        #expect(
            merge.result.tasks.map(\.id)
                == ["b", "c", "d"].flatMap { letter in
                    (1...4).map { "\(letter)\($0).yaml" }
                })
        #expect(merge.result.tasks.map(\.verdict).filter { $0 == .flaky }.count == 4)
    }

    @Test func tasksOfAFileAreInTheOrderOfItsLines() throws {
        func variant(_ id: String, line: Int) -> TaskRecord {
            var task = task(id, .passed)
            task.file = "a.yaml"
            task.line = line
            return task
        }
        let one = shard(
            1, of: 2, variant("a.yaml[word=a]", line: 9), variant("a.yaml[word=z]#2", line: 7))
        let two = shard(2, of: 2, variant("a.yaml[word=z]", line: 7), task("0.yaml", .passed))
        let ids = try SuiteMerge(inputs: [("x", one), ("y", two)]).result.tasks.map(\.id)
        #expect(ids == ["0.yaml", "a.yaml[word=z]", "a.yaml[word=z]#2", "a.yaml[word=a]"])
    }

    @Test(arguments: [
        ("shard-1", "runs/a", "shard-1/runs/a"), ("shard-1/", "runs/a", "shard-1/runs/a"),
        ("./out/1", "a", "out/1/a"), (".", "runs/a", "runs/a"), ("", "runs/a", "runs/a"),
        ("../1", "a", "../1/a"), ("shard-1", "", ""), ("shard-1", "/elsewhere/a", "/elsewhere/a"),
    ])
    func runFoldersAreFoundFromTheJoinedResult(folder: String, run: String, joined: String) throws {
        var task = task("a", .flaky, seconds: [1, 2])
        task.tries[0].folder = run
        task.tries[1].folder = run
        let merge = try SuiteMerge(inputs: [(folder, shard(1, of: 1, task))])
        #expect(merge.result.tasks[0].tries.map(\.folder) == [joined, joined])
    }

    @Test func shardsMayBeMissingWhereThatIsAllowed() throws {
        let inputs = [3, 1].map { SuiteMergeTests.four()[$0] }
        let merge = try SuiteMerge(inputs: inputs, allowsMissing: true) { _ in "other tasks" }
        #expect(merge.missing == [1, 3])
        #expect(merge.result.tasks.count == 6)
        #expect(merge.result.workers == 6)
    }

    @Test(arguments: permutations(of: [0, 1, 2]))
    func ofAShardThatRanTwiceTheLaterOneCounts(order: [Int]) throws {
        let inputs: [Input] = [
            ("z", shard(1, of: 2, task("a", .failed), startedAt: "2026-11-27T01:00:00Z")),
            ("a", shard(1, of: 2, task("a", .passed), startedAt: "2026-11-27T09:00:00Z")),
            ("b", shard(2, of: 2, task("b", .passed), startedAt: "2026-11-27T02:00:00Z")),
        ]
        let merge = try SuiteMerge(inputs: order.map { inputs[$0] }, allowsDuplicates: true)
        #expect(merge.passedOver == ["z"])
        #expect(merge.result.tasks.map(\.verdict) == [.passed, .passed])
        #expect(merge.result.workers == 2)
        #expect(merge.result.startedAt == "2026-11-27T02:00:00Z")
    }

    @Test func aTaskThatNoShardRanIsFoundByTheFingerprint() throws {
        let inputs: [Input] = [
            ("x", shard(1, of: 2, task("a", .passed), fingerprint: "a b")),
            ("y", shard(2, of: 2, task("b", .passed), fingerprint: "a b")),
        ]
        let fingerprint = { (ids: [String]) in ids.sorted().joined(separator: " ") }
        _ = try SuiteMerge(inputs: inputs, fingerprint: fingerprint)
        var less = inputs
        less[1].result.tasks = []
        #expect(throws: SuiteMergeError.tasksMissing(count: 2)) {
            try SuiteMerge(inputs: less, fingerprint: fingerprint)
        }
    }
}

func permutations(of items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.flatMap { first in
        permutations(of: items.filter { $0 != first }).map { [first] + $0 }
    }
}
