import DeskwrightCore

/// Why it cannot be told which part of the tasks is to run.
package enum ShardError: Failure, Hashable {
    /// Neither `i/n` nor, as an option, `auto`.
    case unreadable(WrittenShard)
    case noShards(setting: String)
    case tooManyShards(setting: String)
    case beforeFirst(WrittenShard, count: Int)
    case beyondLast(WrittenShard, count: Int)
    case notANumber(variable: String, value: String)
    /// There is an index, but no total.
    case totalMissing(engine: String, setting: String, hint: String)
    /// There is a total, but no index.
    case indexMissing(total: Int)
    /// The engine sets this variable, too, wherever it sets the index.
    case variableMissing(engine: String, variable: String)
    case indexOutside(setting: String, engine: String, indices: ClosedRange<Int>, hint: String)
    /// The indices have gaps, so that which of them this one is cannot be told.
    case sparseArray(engine: String, numbering: String, example: String)
    case totalsDiffer(engine: String, count: Int, own: Int)

    package var kind: FailureKind { .usage }
}

extension ShardError {
    package var message: String {
        switch self {
        case .unreadable(let written):
            written.place == .option
                ? "--shard \(quoted(written.text)) is neither a part, as 2/5, nor `auto`"
                : "\(ShardVariables.shard) is \(quoted(written.text)), which is not a part, as 2/5"
        case .noShards(let setting): "\(setting): there must be at least one shard"
        case .tooManyShards(let setting):
            "\(setting): there may be at most \(Shard.countMax) shards"
        case .beforeFirst(let written, _): "\(written.inWords): shards are counted from 1"
        case .beyondLast(let written, let count):
            "\(written.inWords): there "
                + (count == 1 ? "is only 1 shard" : "are only \(count) shards")
        case .notANumber(let variable, let value):
            "\(variable) is \(quoted(value)), which is not a whole number from 0 up"
        case .totalMissing(let engine, let setting, _):
            "\(engine) says which shard this is (\(setting)), but nothing says how many there are"
        case .indexMissing(let total):
            "\(ShardVariables.total) is \(total), but nothing says which of the \(total) shards this is"
        case .variableMissing(let engine, let variable):
            "\(variable) is not set, which \(engine) sets in every task of an array"
        case .indexOutside(let setting, let engine, let indices, _):
            "\(setting), but with \(counted(indices.count, "shard")) \(engine) counts "
                + "from \(indices.lowerBound) to \(indices.upperBound)"
        case .sparseArray(let engine, let numbering, _):
            "the array of \(engine) has gaps, so which shard this is cannot be told: \(numbering)"
        case .totalsDiffer(let engine, let count, let own):
            "\(engine) says that there are \(counted(count, "shard")), and \(ShardVariables.total) is \(own)"
        }
    }

    package var hint: String? {
        switch self {
        case .unreadable(let written):
            switch written.place {
            case .option: "write which one of how many: --shard 2/5 is the second of five"
            case .variable:
                "write which one of how many: \(ShardVariables.shard)=2/5 is the second of five"
            }
        case .noShards: "1/1 is all tasks; leave it out to run them in one place"
        case .tooManyShards: "what is behind the / is the number of machines that run a part each"
        case .beforeFirst(_, let count): "the first one is 1/\(count)"
        case .beyondLast(_, let count): "the last one is \(count)/\(count)"
        case .notANumber: "set it to a number, or say with --shard i/n which part to run"
        case .totalMissing(_, _, let hint), .indexOutside(_, _, _, let hint): hint
        case .indexMissing:
            "set \(ShardVariables.index), too, from 0 up. \(ShardEngines.gitHubMapping)"
        case .variableMissing: "say with --shard i/n which part to run, i from 1 up"
        case .sparseArray(_, _, let example):
            "number the array without gaps, as \(example), or say with --shard i/n which part to run"
        case .totalsDiffer:
            "take \(ShardVariables.total) away, or say with --shard i/n which part to run"
        }
    }
}
