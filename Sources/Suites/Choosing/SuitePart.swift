import DeskwrightCore

/// The tasks of a suite that one command runs: all of them, or a shard.
package struct SuitePart: Sendable {
    package let tasks: [SuiteTask]
    /// Of all tasks of the suite, so that the shards of one are known by it.
    package let fingerprint: String
    package let shard: Shard?

    /// All tasks of a suite.
    package init(_ tasks: [SuiteTask]) {
        self.init(tasks, of: tasks, shard: nil)
    }

    /// - Parameters:
    ///   - tasks: What the shard runs.
    ///   - suite: All tasks that were chosen.
    ///   - shard: Which one it is.
    package init(_ tasks: [SuiteTask], of suite: [SuiteTask], shard: Shard?) {
        self.tasks = tasks
        self.shard = shard
        fingerprint = SuitePart.fingerprint(of: suite.map(\.id))
    }

    /// FNV-1a, 64 bits, of the ids in the order of their letters: the same on every machine.
    package static func fingerprint(of ids: [String]) -> String {
        let hash = ids.sorted().joined(separator: "\0").utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }
}
