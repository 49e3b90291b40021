import ArgumentParser
import DeskwrightCore
import DeskwrightOpenAI
import DeskwrightSuites
import DeskwrightTaskFiles
import Foundation

/// The run of all chosen tasks, and what it leaves.
extension RunCommand {
    func run(
        _ part: SuitePart, _ environment: RunEnvironment, _ catalogue: ModelCatalogue,
        _ displays: DisplayStock
    ) async throws {
        let watch = SignalWatch()
        let folder = outputFolder(environment)
        let suiteFolder = SuiteFolder(path: folder)
        // One task alone, or with a person who is asked, is followed step by step.
        let isTold = part.tasks.count == 1 && suite.reporter.isEmpty || asks(part.tasks)
        let live = LiveLine(.error, isQuiet: quiet || isTold)
        let context = ReportContext(outputFolder: folder, environment: environment.variables)
        let reporters = Reporters(
            all: [LastRunReporter(suiteFolder)]
                + suite.reporters(live, context, isTold: isTold || json))
        let run = SuiteRun(
            part, limits: try suite.limits(),
            runTry: { task, number in
                let own = environment.withSecrets(task.task.secretNames)
                let runner = TryRunner(
                    options: options(task.task, own, folder), environment: own, isJSON: json,
                    isTold: isTold, watch: watch)
                return await runner.run(
                    task.task, retry: number.retry, wiring(own, catalogue, displays, isTold: isTold)
                )
            },
            observe: reporters.show)
        try suiteFolder.begin(part.tasks.map(\.id))
        let result = await watch.run {
            let result = await live.ticking { await run.run() }
            await displays.close()
            return result
        }
        do {
            try suiteFolder.end(result)
        } catch let failure as any Failure {
            Terminal.error.show(failure)
            try leave(with: result, watch)
            throw failure.kind.exitCode
        }
        try leave(with: result, watch)
        if reporters.haveFailed { throw FailureKind.environment.exitCode }
    }

    func options(
        _ task: TaskSpec, _ environment: RunEnvironment, _ folder: String
    ) -> RunOptions {
        RunOptions(
            outputFolder: folder,
            environment: environment.forPrograms(
                isPrivate: !task.display.isAttached, secretNames: task.secretNames),
            secrets: environment.secrets, snapshotUpdate: updateSnapshots)
    }

    func leave(with result: SuiteResult, _ watch: SignalWatch) throws {
        if let failure = watch.failure { throw failure.exitCode }
        if let code = result.exitCode { throw code }
        if suite.failOnFlaky, result.tasks.contains(where: { $0.verdict == .flaky }) {
            throw ExitCode(6)
        }
    }
}
