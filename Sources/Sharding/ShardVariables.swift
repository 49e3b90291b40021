import DeskwrightCore

/// An environment, read for what it says of shards.
struct ShardVariables {
    /// Which one of how many, from 1: `2/5`.
    static let shard = "DESKWRIGHT_SHARD"
    /// Which one, from 0.
    static let index = "DESKWRIGHT_SHARD_INDEX"
    /// How many, wherever the engine does not say it.
    static let total = "DESKWRIGHT_SHARD_TOTAL"

    let environment: [String: String]

    /// The value of a variable; an empty one, as CI makes of unknown expressions, is none.
    func text(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func number(_ name: String) throws(ShardError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = wholeNumber(text) else { throw .notANumber(variable: name, value: text) }
        return number
    }

    /// How many shards a variable says that there are.
    func count(_ name: String) throws(ShardError) -> Int? {
        guard let count = try number(name) else { return nil }
        guard count > 0 else { throw .noShards(setting: setting(name)) }
        guard count <= Shard.countMax else { throw .tooManyShards(setting: setting(name)) }
        return count
    }

    /// The variable with its value, for people: `CI_NODE_INDEX=2`.
    func setting(_ name: String) -> String { "\(name)=\(environment[name] ?? "")" }
}
