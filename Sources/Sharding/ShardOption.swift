import DeskwrightCore

/// What `--shard` says: which part of the tasks to run.
package enum ShardOption: Sendable, Hashable {
    case part(Shard)
    /// What the scheduler's environment says: ``ShardDetection``.
    case auto

    /// Reads an option's value.
    ///
    /// - Parameter text: `2/5`, which is the second of five, or `auto`.
    /// - Throws: ``ShardError`` when there is no such part.
    package init(_ text: String) throws(ShardError) {
        self = text == "auto" ? .auto : .part(try Shard(WrittenShard(.option, text)))
    }
}

/// A shard as a person wrote it, for errors that say where.
package struct WrittenShard: Sendable, Hashable {
    package enum Place: Sendable {
        case option
        case variable
    }

    package let place: Place
    package let text: String

    init(_ place: Place, _ text: String) {
        self.place = place
        self.text = text
    }

    /// The name and what it has: `--shard 4/3`, `DESKWRIGHT_SHARD=4/3`.
    var inWords: String {
        switch place {
        case .option: "--shard \(text)"
        case .variable: "\(ShardVariables.shard)=\(text)"
        }
    }
}

extension Shard {
    /// Kubernetes has no more in an Indexed Job, and others have fewer.
    static let countMax = 100_000

    /// Whether there can be such a shard.
    var isSound: Bool { (1...Shard.countMax).contains(count) && (1...count).contains(index) }

    init(_ written: WrittenShard) throws(ShardError) {
        let parts = written.text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = wholeNumber(parts[0]), let count = wholeNumber(parts[1])
        else { throw .unreadable(written) }
        guard count > 0 else { throw .noShards(setting: written.inWords) }
        guard count <= Shard.countMax else { throw .tooManyShards(setting: written.inWords) }
        guard index > 0 else { throw .beforeFirst(written, count: count) }
        guard index <= count else { throw .beyondLast(written, count: count) }
        self.init(index: index, count: count)
    }
}

/// Digits alone, which `Int` does not insist on; few enough to reckon with.
func wholeNumber(_ text: some StringProtocol) -> Int? {
    let isNumber = text.utf8.count <= 15 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber ? Int(text) : nil
}
