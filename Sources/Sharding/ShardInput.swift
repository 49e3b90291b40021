import DeskwrightCore

/// A shard's result, and where it lies.
struct ShardInput: Comparable {
    let folder: String
    let result: SuiteResult
    let shard: Shard

    init(folder: String, result: SuiteResult) throws(SuiteMergeError) {
        precondition(!folder.hasPrefix("/"), "a joined result may be moved to another machine")
        guard let shard = result.shard else { throw .notAShard(folder: folder) }
        guard shard.isSound else { throw .noSuchShard(ShardPlace(folder: folder, shard: shard)) }
        self.folder = folder
        self.result = result
        self.shard = shard
    }

    var place: ShardPlace { ShardPlace(folder: folder, shard: shard) }

    /// With run folders relative to where the joined result lies.
    var tasks: [TaskRecord] {
        result.tasks.map { task in
            var task = task
            for index in task.tries.indices {
                task.tries[index].folder = placed(task.tries[index].folder)
            }
            return task
        }
    }

    private func placed(_ path: String) -> String {
        // A try that ended before it had a folder stays without.
        guard !path.isEmpty, !path.hasPrefix("/") else { return path }
        let parts = folder.split(separator: "/").filter { $0 != "." }
        return (parts.map(String.init) + [path]).joined(separator: "/")
    }

    /// By shard, then by start, so that the latest of equal shards is the last of them.
    static func < (left: ShardInput, right: ShardInput) -> Bool {
        (left.shard.index, left.result.startedAt, left.folder)
            < (right.shard.index, right.result.startedAt, right.folder)
    }
}

/// A shard and its folder, for errors that say which.
package struct ShardPlace: Sendable, Hashable {
    package let folder: String
    package let shard: Shard

    /// The folder with the shard: `b (shard 2/4)`.
    var inWords: String { "\(folder) (shard \(shard.index)/\(shard.count))" }
}
