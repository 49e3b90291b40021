import ArgumentParser
import DeskwrightCShims
import DeskwrightCore
import DeskwrightJournals
import DeskwrightSuites
import Foundation

/// Runs one task once, as the command line wants it.
struct TryRunner: Sendable {
    let options: RunOptions
    /// What the task's environment and its secrets are.
    let environment: RunEnvironment
    let isJSON: Bool
    /// Whether the steps and the result are told as they come, for one task alone.
    let isTold: Bool
    let watch: SignalWatch

    func run(_ task: TaskSpec, retry: Int, _ wiring: Wiring) async -> SuiteRun.TryEnd {
        let run = TaskRun(
            task: task, retry: retry, adapters: wiring.adapters(), options: options)
        // What a task needed the next one of the suite may not.
        defer { cshims_give_back_memory() }
        let finished: Result<(result: RunResult, folder: String, mayRetry: Bool), JournalError>
        finished = await wiring.progress.ticking {
            do throws(JournalError) {
                return .success(try await run.run())
            } catch {
                return .failure(error)
            }
        }
        switch finished {
        case .success(let finished):
            let result = withCause(finished.result).redacted(by: environment.secrets)
            if isTold || isJSON {
                ResultPrinter(isJSON: isJSON).show(result, folder: finished.folder)
            }
            return SuiteRun.TryEnd(
                result: result, folder: (finished.folder as NSString).lastPathComponent,
                mayRetry: finished.mayRetry)
        case .failure(let error):
            Terminal.error.show(error)
            let result = RunResult(
                task: task.name, outcome: .failed(error.kind), reason: error.message)
            return SuiteRun.TryEnd(result: result, folder: "", mayRetry: false)
        }
    }

    /// What was interrupted was so by a signal, or because the time for all tasks was over.
    private func withCause(_ result: RunResult) -> RunResult {
        guard result.outcome == .failed(.interrupted) else { return result }
        var result = result
        guard let failure = watch.failure else {
            result.outcome = .failed(.stopped)
            result.reason = "the time for all tasks was over"
            result.hint = "`--global-timeout` gives them more"
            return result
        }
        result.outcome = .failed(failure)
        return result
    }
}
