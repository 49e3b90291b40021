import DeskwrightCore

/// A scheduler or CI service that tells its jobs apart by variables.
protocol ShardEngine: Sendable {
    /// What people call it.
    var name: String { get }

    /// What its variables say; `nil` when this is no job of it, or not one of several.
    func find(in variables: ShardVariables) throws(ShardError) -> FoundShard?
}

/// A shard, and who says so.
struct FoundShard: Sendable, Hashable {
    var shard: Shard
    /// What people call the engine.
    var engine: String
    /// The variable that counted, with its value: `CI_NODE_INDEX=2`.
    var setting: String
}

/// An engine that numbers its jobs without gaps from 0 or from 1.
struct NumberedJobs: ShardEngine {
    let name: String
    /// Of several names the first one that is set counts.
    let indices: [String]
    /// The index of the first job.
    let base: Int
    /// `nil` when the engine does not say how many there are.
    var total: String?
    /// Set in its jobs only, where others have an index of the same name.
    var flag: String?
    /// What to do when index and total do not go together.
    var hint = "say with --shard i/n which part to run, i from 1 up, or set \(ShardVariables.total)"

    func find(in variables: ShardVariables) throws(ShardError) -> FoundShard? {
        if let flag, variables.text(flag) == nil { return nil }
        guard let variable = indices.first(where: { variables.text($0) != nil }),
            let index = try variables.number(variable)
        else { return nil }
        let setting = variables.setting(variable)
        guard let count = try count(in: variables) else {
            throw .totalMissing(engine: name, setting: setting, hint: hint)
        }
        let known = base...(base + count - 1)
        guard known.contains(index) else {
            throw .indexOutside(setting: setting, engine: name, indices: known, hint: hint)
        }
        let shard = Shard(index: index - base + 1, count: count)
        return FoundShard(shard: shard, engine: name, setting: setting)
    }

    private func count(in variables: ShardVariables) throws(ShardError) -> Int? {
        if let total, let count = try variables.count(total) { return count }
        return try variables.count(ShardVariables.total)
    }
}
