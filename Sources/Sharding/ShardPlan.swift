import DeskwrightCore

/// Which tasks each shard runs: the longest task first, always to the shard with the least to do.
///
/// It follows from the set of ids and the seconds alone, so that every shard makes the same plan by
/// itself.
///
/// - SeeAlso: Graham, Bounds on Multiprocessing Timing Anomalies (1969): the slowest shard takes
///   less than the mean and the longest task together.
package struct ShardPlan: Sendable, Hashable {
    /// What one shard is to do.
    package struct Part: Sendable, Hashable {
        /// In the order of the suite.
        package fileprivate(set) var ids: [String] = []
        /// Expected of all of its tasks, one after another.
        package fileprivate(set) var seconds = 0.0
    }

    /// Of the shards that have something to do.
    private let parts: [Part]

    /// Splits a suite.
    ///
    /// - Parameters:
    ///   - ids: All tasks of the suite in its order, each once.
    ///   - seconds: How long tasks took, by id; the median of those stands for tasks without.
    ///   - count: How many shards there are, at least one.
    package init(ids: [String], seconds: [String: Double], count: Int) {
        precondition(count > 0, "a suite is split into at least one shard")
        let expected = ShardPlan.expected(ids, seconds)
        let longestFirst = ids.indices.sorted {
            expected[$0] == expected[$1] ? ids[$0] < ids[$1] : expected[$0] > expected[$1]
        }
        var loads = [Load](repeating: Load(), count: min(count, ids.count))
        var shards = [Int](repeating: 0, count: ids.count)
        for task in longestFirst {
            // The first of the least: `min` keeps the earlier one of equals.
            let shard = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            shards[task] = shard
            loads[shard].seconds += expected[task]
            loads[shard].taskCount += 1
        }
        var parts = loads.map { Part(seconds: $0.seconds) }
        for (id, shard) in zip(ids, shards) { parts[shard].ids.append(id) }
        self.parts = parts
    }

    /// What a shard is to do: nothing when there are more shards than tasks.
    package func part(of shard: Shard) -> Part {
        parts.indices.contains(shard.index - 1) ? parts[shard.index - 1] : Part()
    }

    private static func expected(_ ids: [String], _ seconds: [String: Double]) -> [Double] {
        let known = ids.map { id in seconds[id].flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        let other = known.compactMap(\.self).median ?? 1
        return known.map { $0 ?? other }
    }

    private struct Load: Comparable {
        var seconds = 0.0
        /// Decides where tasks take no time that could be measured.
        var taskCount = 0

        static func < (left: Load, right: Load) -> Bool {
            (left.seconds, left.taskCount) < (right.seconds, right.taskCount)
        }
    }
}
