import ArgumentParser
import DeskwrightCore
import DeskwrightSharding
import DeskwrightSuites
import Foundation

/// Which part of the tasks this machine runs.
struct ShardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run one part of several, as 2/5; auto asks the scheduler's variables.",
            valueName: "i/n|auto"))
    var shard: String?

    @Option(
        help: ArgumentHelp(
            "Balance shards by the times in a durations.json, the same one for all of them. "
                + "(default: all tasks count as equally long)",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var durations: String?

    /// What this machine runs of the tasks that were chosen.
    ///
    /// - Parameters:
    ///   - tasks: All that were chosen.
    ///   - environment: Where `auto` looks.
    /// - Returns: All of them, or a shard.
    /// - Throws: ``ShardError``, or that the times cannot be read.
    func part(
        of tasks: [SuiteTask], environment: [String: String]
    ) throws -> SuitePart {
        guard let shard = try chosen(environment) else { return SuitePart(tasks) }
        let times = try durations.map(times) ?? TaskDurations()
        let plan = ShardPlan(
            ids: tasks.map(\.id), seconds: times.medians, count: shard.count)
        let ids = Set(plan.part(of: shard).ids)
        return SuitePart(tasks.filter { ids.contains($0.id) }, of: tasks, shard: shard)
    }

    /// The first run has none yet.
    private func times(in file: String) throws -> TaskDurations {
        guard FileManager.default.fileExists(atPath: file) else {
            Terminal.error.show(
                warning: "there is no \(file): all tasks count as equally long")
            return TaskDurations()
        }
        return try TaskDurations(path: file)
    }

    private func chosen(_ environment: [String: String]) throws -> Shard? {
        switch try shard.map({ try ShardOption($0) }) {
        case nil: return nil
        case .part(let shard): return shard
        case .auto:
            let detection = try ShardDetection(environment: environment)
            Terminal.error.line(detection.inWords)
            if let hint = detection.hint {
                Terminal.error.line("\(Terminal.error.styled("hint:", .cyan)) \(hint)")
            }
            return detection.shard.count == 1 ? nil : detection.shard
        }
    }
}

extension TaskDurations {
    init(path: String) throws {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw UsageError(
                "cannot read \(quoted(path)): \(error.systemReason)",
                hint: "a run leaves it in the folder of --out")
        }
        try self.init(text: text, file: path)
    }
}
