import DeskwrightCore

/// Why results cannot be joined to one.
package enum SuiteMergeError: Failure, Hashable {
    case nothing
    /// It is the result of all tasks.
    case notAShard(folder: String)
    /// As 5/4, which no run writes.
    case noSuchShard(ShardPlace)
    case suitesDiffer(ShardPlace, ShardPlace)
    case countsDiffer(ShardPlace, ShardPlace)
    case missing([Int], count: Int)
    /// All inputs of each shard that is there more than once.
    case duplicates([[ShardPlace]])
    case taskTwice(id: String, ShardPlace, ShardPlace)
    /// All shards are there, but not all tasks.
    case tasksMissing(count: Int)
}

extension SuiteMergeError {
    package var kind: FailureKind {
        switch self {
        case .nothing, .notAShard, .noSuchShard, .suitesDiffer, .countsDiffer: .usage
        // A job that was lost, or split otherwise, is the machines' fault, not the task's.
        case .missing, .duplicates, .taskTwice, .tasksMissing: .environment
        }
    }

    package var message: String {
        switch self {
        case .nothing: "there is no result to merge"
        case .notAShard(let folder): "the result in \(folder) is of all tasks, not of a shard"
        case .noSuchShard(let place): "there is no such shard as that of \(place.inWords)"
        case .suitesDiffer(let one, let other):
            "\(one.inWords) and \(other.inWords) are of different suites: other tasks were chosen"
        case .countsDiffer(let one, let other):
            "\(one.inWords) and \(other.inWords) are not shards of one run"
        case .missing(let indices, let count):
            (indices.count == 1
                ? "of \(count) shards 1 is missing: "
                : "of \(count) shards \(indices.count) are missing: ")
                + list(indices.map(String.init))
        case .duplicates(let groups):
            groups.map { places in
                "shard \(places[0].shard.index)/\(places[0].shard.count) is there \(places.count) times, "
                    + "in \(list(places.map(\.folder)))"
            }.joined(separator: "; ")
        case .taskTwice(let id, let one, let other):
            "\(quoted(id)) ran in \(one.inWords) and in \(other.inWords)"
        case .tasksMissing(let count):
            "all \(counted(count, "shard")) are there, but together they have not the tasks of the suite"
        }
    }

    package var hint: String? {
        switch self {
        case .nothing: "name the folders that the shards left"
        case .notAShard: "leave it out, or run it with --shard i/n"
        case .noSuchShard: "its result was changed after the run; run this shard again"
        case .suitesDiffer:
            "run all shards from the same commit with the same files, tags and filters"
        case .countsDiffer: "merge only what was run with the same n in --shard i/n"
        case .missing:
            "have these jobs ended, and were their folders fetched? --allow-missing merges without them"
        case .duplicates:
            "leave out all but one; --allow-duplicates takes the one that began last"
        case .taskTwice, .tasksMissing:
            "the shards did not split the suite alike; give all of them the same durations.json"
        }
    }
}
