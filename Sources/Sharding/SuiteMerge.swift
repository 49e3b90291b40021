import DeskwrightCore

/// The results of a suite's shards as one: the same to the byte, whatever order they come in.
package struct SuiteMerge: Sendable, Hashable {
    /// Of all tasks, by file, line and id; of no shard.
    package let result: SuiteResult
    /// Shards that no input has, where that is allowed.
    package let missing: [Int]
    /// Folders whose shard ran again later, where that is allowed; they do not count.
    package let passedOver: [String]

    /// Joins results.
    ///
    /// - Parameters:
    ///   - inputs: Each result with the folder that it lies in, relative to the joined result's.
    ///   - allowsMissing: Whether shards may be missing.
    ///   - allowsDuplicates: Whether a shard may be there more than once; the latest counts.
    ///   - fingerprint: Makes a suite's fingerprint of the ids of its tasks. With it a task that no
    ///     shard ran is found when all shards are there.
    /// - Throws: ``SuiteMergeError`` when they are not shards of one suite, or not all of them.
    package init(
        inputs: [(folder: String, result: SuiteResult)], allowsMissing: Bool = false,
        allowsDuplicates: Bool = false, fingerprint: (([String]) -> String)? = nil
    ) throws(SuiteMergeError) {
        let groups = try SuiteMerge.groups(inputs)
        guard let all = groups.first?.first else { throw .nothing }
        let duplicates = groups.filter { $0.count > 1 }
        guard allowsDuplicates || duplicates.isEmpty else {
            throw .duplicates(duplicates.map { $0.map(\.place) })
        }
        let present = Set(groups.compactMap(\.first?.shard.index))
        missing = (1...all.shard.count).filter { !present.contains($0) }
        guard allowsMissing || missing.isEmpty else {
            throw .missing(missing, count: all.shard.count)
        }
        passedOver = duplicates.flatMap { $0.dropLast().map(\.folder) }
        result = try SuiteMerge.joined(groups.compactMap(\.last))
        guard missing.isEmpty, let fingerprint else { return }
        guard fingerprint(result.tasks.map(\.id)) == result.fingerprint else {
            throw .tasksMissing(count: all.shard.count)
        }
    }

    /// The shards of one suite in their order; of equal ones the latest last.
    private static func groups(
        _ inputs: [(folder: String, result: SuiteResult)]
    ) throws(SuiteMergeError) -> [[ShardInput]] {
        var shards: [ShardInput] = []
        for (folder, result) in inputs.sorted(by: { $0.folder < $1.folder }) {
            shards.append(try ShardInput(folder: folder, result: result))
        }
        shards.sort()
        for other in shards.dropFirst() {
            let first = shards[0]
            guard first.result.fingerprint == other.result.fingerprint else {
                throw .suitesDiffer(first.place, other.place)
            }
            guard first.shard.count == other.shard.count else {
                throw .countsDiffer(first.place, other.place)
            }
        }
        return shards.reduce(into: []) { groups, shard in
            if let last = groups.indices.last, groups[last][0].shard == shard.shard {
                groups[last].append(shard)
            } else {
                groups.append([shard])
            }
        }
    }

    private static func joined(_ shards: [ShardInput]) throws(SuiteMergeError) -> SuiteResult {
        var result = SuiteResult(
            fingerprint: shards[0].result.fingerprint,
            startedAt: shards.map(\.result.startedAt).min() ?? "")
        result.seconds = shards.map(\.result.seconds).max() ?? 0
        result.workers = shards.reduce(0) { $0 + $1.result.workers }
        var places: [String: ShardPlace] = [:]
        for shard in shards {
            for task in shard.tasks {
                if let other = places.updateValue(shard.place, forKey: task.id) {
                    throw .taskTwice(id: task.id, other, shard.place)
                }
                result.tasks.append(task)
            }
        }
        result.tasks.sort { ($0.file, $0.line, $0.id) < ($1.file, $1.line, $1.id) }
        return result
    }
}
