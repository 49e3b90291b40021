import DeskwrightAgent
import DeskwrightChecks
import DeskwrightCore
import DeskwrightJournals
import DeskwrightPrograms
import DeskwrightSight
import Foundation

/// One task from its file to its result: screen, files, setup, apps, the loop, teardown.
package struct TaskRun: Sendable {
    let task: TaskSpec
    let retry: Int
    let adapters: Adapters
    let options: RunOptions

    /// - Parameters:
    ///   - task: As its file has it.
    ///   - retry: How often it has failed before in this run of the command.
    ///   - adapters: What it needs from outside.
    ///   - options: What the person who starts it decides.
    package init(task: TaskSpec, retry: Int = 0, adapters: Adapters, options: RunOptions) {
        self.task = task
        self.retry = retry
        self.adapters = adapters
        self.options = options
    }

    /// Runs the task; whatever happens after the folder is made is in the result and the journal.
    ///
    /// - Returns: The result, the run folder's path, and whether another try may pass: not where a
    ///   picture was written that somebody is to look at first.
    /// - Throws: ``JournalError`` when the run cannot be written down.
    package func run() async throws(JournalError) -> (
        result: RunResult, folder: String, mayRetry: Bool
    ) {
        let folder = try RunFolder.create(
            in: options.outputFolder, task: task, startedAt: Date(), secrets: options.secrets)
        let journal = ObservedJournal(journal: folder, observe: adapters.observe)
        let workspace = Workspace(task: task, folder: folder, journal: journal, options: options)
        let watch = Stopwatch(ContinuousClock())

        var (report, isTimeUp) = await withTimeLimit(task.timeout) {
            await perform(in: workspace, journal: journal, folder: folder)
        }
        if isTimeUp, report.end.isInterrupted, let limit = task.timeout {
            report.end = .timedOut(after: limit)
        }
        if report.end.mayBeTheAppsFault {
            report.end.add(await workspace.lostApps())
        }
        let teardownWatch = Stopwatch(ContinuousClock())
        // A task of its own: the teardown happens also when the run is cancelled.
        await Task { await workspace.tearDown() }.value
        report.secondsByPhase["teardown"] = teardownWatch.elapsed.inSeconds

        var result = report.result(of: task, seconds: watch.elapsed)
        if retry > 0 { result.retry = retry }
        try await journal.append(.ended(result))
        try await folder.finish(result)
        let mayRetry = await !workspace.snapshots.hasWrittenMissing
        return (result, folder.path, mayRetry)
    }

    private func perform(
        in workspace: Workspace, journal: any Journal, folder: RunFolder
    ) async -> TaskReport {
        let setupWatch = Stopwatch(ContinuousClock())
        do {
            // While the display and the apps start; what goes wrong shows again with the first look.
            if !task.steps.isEmpty { Task { try? await workspace.eye.start() } }
            let screen = try await workspace.openDesktop(adapters)
            let gate = adapters.makeGate(task, folder)
            let checker = try await workspace.checker()
            let planner =
                task.steps.isEmpty
                ? try await workspace.openPlanner(task, adapters)
                : try await workspace.openScript(adapters, gate: gate, checker: checker)
            try await journal.append(
                .started(
                    .init(
                        task: task.name, at: ISO8601DateFormatter().string(from: Date()),
                        goal: task.goal, model: planner.name, display: screen.name,
                        size: try await screen.desktop.size(), budget: task.budget)))
            try await workspace.prepare()
            let setupTime = setupWatch.elapsed
            let loop = StepLoop(
                ports: Ports(
                    desktop: screen.desktop, planner: planner.planner,
                    gate: gate, checker: checker, journal: journal,
                    clock: screen.clock),
                expectations: task.expectations, budget: task.budget, secrets: options.secrets,
                settleLimit: task.settleLimit, inputLimit: planner.inputLimit,
                noticesStandstill: task.steps.isEmpty)
            return TaskReport(await loop.run(), setupTime: setupTime)
        } catch {
            // What fails once the run is cancelled fails for that.
            let cause = Task.isCancelled ? CancellationError() : error
            return TaskReport(end: LoopEnd(cause), setupTime: setupWatch.elapsed)
        }
    }
}

/// What the person who starts a run decides besides the task file.
package struct RunOptions: Sendable {
    /// Where run folders go.
    package var outputFolder: String
    /// The environment that programs inherit from, before the task's own.
    package var environment: [String: String]
    package var secrets: Secrets
    /// Which pictures of before may be written; `nil` writes missing ones, and fails.
    package var snapshotUpdate: SnapshotUpdate?

    package init(
        outputFolder: String, environment: [String: String], secrets: Secrets,
        snapshotUpdate: SnapshotUpdate? = nil
    ) {
        self.snapshotUpdate = snapshotUpdate
        self.outputFolder = outputFolder
        self.environment = environment
        self.secrets = secrets
    }
}
