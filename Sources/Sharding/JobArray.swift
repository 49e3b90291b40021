import DeskwrightCore

/// An engine whose users choose the indices: any first one, any step.
///
/// Which of the tasks this one is can be told only when the indices have no gaps.
struct JobArray: ShardEngine {
    let name: String
    let index: String
    /// What the index is where there is no array, besides not being set.
    var outside: Set<String> = []
    /// `nil` when the engine does not say it; then it is 1.
    var first: String?
    let last: String
    let step: String
    /// `nil` when the engine does not say how many tasks there are.
    var count: String?
    /// How its users number an array without gaps.
    let example: String

    func find(in variables: ShardVariables) throws(ShardError) -> FoundShard? {
        guard let text = variables.text(index), !outside.contains(text),
            let id = try variables.number(index)
        else { return nil }
        let range = try range(in: variables)
        let step = try variables.number(step) ?? 1
        let isRising = step > 0 && range.first <= range.last
        let spread = isRising ? (range.last - range.first) / step + 1 : 0
        let count = try self.count.map { name throws(ShardError) in try number(name, variables) }
        guard (1...Shard.countMax).contains(spread), count == nil || count == spread,
            (range.first...range.last).contains(id), (id - range.first) % step == 0
        else { throw sparse(id: id, range: range, step: step, count: count) }
        let shard = Shard(index: (id - range.first) / step + 1, count: spread)
        return FoundShard(shard: shard, engine: name, setting: variables.setting(index))
    }

    private func range(
        in variables: ShardVariables
    ) throws(ShardError) -> (first: Int, last: Int) {
        var first = 1
        if let name = self.first { first = try number(name, variables) }
        return (first, try number(last, variables))
    }

    private func number(_ name: String, _ variables: ShardVariables) throws(ShardError) -> Int {
        guard let number = try variables.number(name) else {
            throw .variableMissing(engine: self.name, variable: name)
        }
        return number
    }

    private func sparse(
        id: Int, range: (first: Int, last: Int), step: Int, count: Int?
    ) -> ShardError {
        let tasks = count.map { counted($0, "task") + " " } ?? ""
        return .sparseArray(
            engine: name,
            numbering: "\(tasks)from \(range.first) to \(range.last) "
                + "in steps of \(step), and this is \(id)",
            example: example)
    }
}
