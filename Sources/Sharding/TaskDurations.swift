import DeskwrightCore
import Foundation

/// How long tasks took when they passed, which `durations.json` keeps from run to run.
package struct TaskDurations: Sendable, Hashable {
    /// More would hide for long that a task has become slower.
    static let passCountMax = 5

    /// Seconds of the last passes of each task, by id; the latest last.
    private(set) var passes: [String: [Double]] = [:]

    package init() {}

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: What ``text`` wrote.
    ///   - file: The file's path, for errors.
    /// - Throws: ``DurationsError`` when it is something else.
    package init(text: String, file: String) throws(DurationsError) {
        do {
            passes = try JSONDecoder().decode([String: [Double]].self, from: Data(text.utf8))
                .mapValues { $0.suffix(TaskDurations.passCountMax) }
        } catch let error as DecodingError {
            throw DurationsError(error, file: file)
        } catch {
            throw .notJSON(file: file)
        }
        let wrong = passes.filter { !$0.value.allSatisfy(TaskDurations.isLength) }
        if let id = wrong.keys.min() { throw .notSeconds(file: file, id: id) }
    }

    /// Seconds that a task takes as a rule; `nil` when it has not passed yet.
    package func median(of id: String) -> Double? { passes[id]?.median }

    /// The median of each task that has passed, by id.
    package var medians: [String: Double] { passes.compactMapValues(\.median) }

    /// Adds what passed in a run: of a flaky task the try that passed.
    ///
    /// Tasks that did not run are kept, since this may be one shard of several or a chosen few.
    package mutating func add(_ result: SuiteResult) {
        for task in result.tasks {
            switch task.verdict {
            case .passed, .flaky:
                guard let last = task.tries.last?.result, last.outcome == .passed else { continue }
                add(last.seconds, to: task.id)
            case .failed, .error, .skipped: continue
            }
        }
    }

    private static func isLength(_ seconds: Double) -> Bool { seconds.isFinite && seconds >= 0 }

    private mutating func add(_ seconds: Double, to id: String) {
        guard TaskDurations.isLength(seconds) else { return }
        let rounded = (seconds * 1000).rounded() / 1000
        passes[id] = (passes[id, default: []] + [rounded]).suffix(TaskDurations.passCountMax)
    }
}
