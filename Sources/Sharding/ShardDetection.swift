import DeskwrightCore

/// What the environment says of the shard that this job is to run, and who says it.
package struct ShardDetection: Sendable, Hashable {
    package let shard: Shard
    /// What people call the engine; `nil` when nothing speaks of shards.
    package let engine: String?
    /// The variable that counted, with its value.
    private let setting: String?
    private let isOnGitHub: Bool

    /// Asks our own variable first, then each engine in turn.
    ///
    /// - Parameter environment: The variables of the process, by name.
    /// - Throws: ``ShardError`` when there is a shard, but which one cannot be told.
    package init(environment: [String: String]) throws(ShardError) {
        let variables = ShardVariables(environment: environment)
        let found = try ShardDetection.find(in: variables)
        shard = found?.shard ?? Shard(index: 1, count: 1)
        engine = found?.engine
        setting = found?.setting
        isOnGitHub = variables.text("GITHUB_ACTIONS") != nil
    }

    /// One line for people: `shard 2/4, from GitLab: CI_NODE_INDEX=2`.
    package var inWords: String {
        let part = shard.count == 1 ? "all tasks" : "shard \(shard.index)/\(shard.count)"
        guard let engine, let setting else { return "\(part), since nothing tells of shards" }
        return "\(part), from \(engine): \(setting)"
    }

    /// What to do where the engine is known for not telling.
    package var hint: String? { isOnGitHub && engine == nil ? ShardEngines.gitHubMapping : nil }

    private static func find(in variables: ShardVariables) throws(ShardError) -> FoundShard? {
        if let text = variables.text(ShardVariables.shard) {
            return FoundShard(
                shard: try Shard(WrittenShard(.variable, text)), engine: ShardEngines.own.name,
                setting: variables.setting(ShardVariables.shard))
        }
        let own = try variables.count(ShardVariables.total)
        var single: FoundShard?
        for engine in ShardEngines.all {
            guard let found = try engine.find(in: variables) else { continue }
            // Several services say "one of one" of any job, while something else splits the tasks.
            guard found.shard.count > 1 else {
                single = single ?? found
                continue
            }
            guard own == nil || own == found.shard.count else {
                throw .totalsDiffer(engine: found.engine, count: found.shard.count, own: own ?? 1)
            }
            return found
        }
        if let own, own > 1 { throw .indexMissing(total: own) }
        return single
    }
}
