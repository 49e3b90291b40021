import ArgumentParser
import DeskwrightCore
import DeskwrightJournals
import DeskwrightOpenAI
import DeskwrightSuites
import DeskwrightTaskFiles
import Foundation

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run task files, and leave a run folder with a report for each.",
        discussion: """
            Progress goes to standard error, results to standard output.

            EXAMPLES
              deskwright run tasks/replace-in-a-note.yaml
              deskwright run --model gpt-5.4 --effort low mine.yaml
              deskwright run --step --display :0 mine.yaml
              deskwright run --json -q tasks | jq .outcome
              deskwright run -j 2 tasks             two at once, each on a screen
              deskwright run -j 50% --reporter list,junit=out.xml tasks
              deskwright run --last-failed -j 2 tasks
              deskwright run --tag smoke -G slow tasks
              deskwright run --shard 2/5 --out shard-2 tasks
              deskwright run tasks/editor.yaml:12   as a report names a step
              deskwright run -u tasks/editor.yaml
              deskwright run --record-cassette run.jsonl mine.yaml
              deskwright run --cassette run.jsonl mine.yaml
              deskwright run --estimate --model gpt-5.4-mini --budget usd=0.10 mine.yaml

            EXIT CODES
              0 passed   1 a task failed   2 usage, nothing ran   3 environment
              4 the model's service   5 a budget, a limit, the policy or a person
              6 only flaky, with --fail-on-flaky
              130 SIGINT   143 SIGTERM
            """)

    @Argument(
        help: "Task files, also as FILE:LINE, or folders of them.",
        completion: .file(extensions: ["yaml"]))
    var paths: [String]

    @OptionGroup(title: "Choosing") var choice: ChoiceOptions

    @OptionGroup(title: "Running together") var suite: SuiteOptions

    @OptionGroup(title: "Sharding") var sharding: ShardOptions

    @OptionGroup var model: ModelOptions

    @OptionGroup var cassette: CassetteOptions

    @Option(
        help: ArgumentHelp(
            "Limits in place of the task's, such as usd=0.50,steps=40; also requests, seconds, "
                + "tokens, input-tokens.", valueName: "limits"))
    var budget: String?

    @Flag(help: "Show each action before it is done, and ask.")
    var step = false

    @Option(help: "Use this display, such as :0, instead of the task's own.")
    var display: String?

    @Option(
        help: ArgumentHelp(
            "Put run folders here. (env: DESKWRIGHT_OUT; default: runs)", valueName: "dir"),
        completion: .directory)
    var out: String?

    @Option(
        name: [.customShort("e"), .customLong("env")],
        help: ArgumentHelp("Set a variable for ${{ env.KEY }}.", valueName: "KEY=VALUE"))
    var variables: [String] = []

    @Option(
        help: ArgumentHelp("Read secrets from this file, KEY=VALUE a line.", valueName: "file"),
        completion: .file())
    var secretFile: String?

    @Option(
        name: [.customShort("u"), .long],
        help: ArgumentHelp(
            "Write pictures that snapshots compare with: changed unless said. "
                + "(default: missing ones, and fail)", valueName: "which"))
    var updateSnapshots: SnapshotUpdate?

    @Flag(help: "Price the tasks and run nothing; nothing is sent either.")
    var estimate = false

    @Flag(name: .shortAndLong, help: "Say nothing but the results.")
    var quiet = false

    @Flag(help: "Print each result as one line of JSON.")
    var json = false

    func run() async throws {
        let environment = try RunEnvironment(
            settings: variables, secretFile: secretFile,
            process: ProcessInfo.processInfo.environment)
        let folder = outputFolder(environment)
        let part = try sharding.part(
            of: try await choice.chosen(of: readTasks(environment), outputFolder: folder),
            environment: environment.variables)
        let tasks = part.tasks
        if choice.list { return TaskList(isJSON: json, environment: environment).show(tasks) }
        if choice.dryRun {
            return TaskList(isJSON: json, environment: environment).showSteps(of: tasks)
        }
        try checkTogether(tasks)
        let catalogue = try model.models.catalogue(environment.variables)
        let displays = DisplayStock(
            for: tasks.map(\.task.display), limit: try suite.limits().workers,
            environment: environment.forPrograms(isPrivate: true, secretNames: []))
        if estimate {
            for task in tasks {
                let wiring = wiring(
                    environment.withSecrets(task.task.secretNames), catalogue, displays)
                EstimatePrinter(isJSON: json).show(try await wiring.estimate(task.task))
            }
            return
        }
        var warnings: [String] = []
        for task in tasks {
            let wiring = wiring(
                try environment.withSecrets(of: task.task), catalogue, displays)
            warnings += try wiring.checkModel(for: task.task).filter { !warnings.contains($0) }
        }
        for warning in warnings { Terminal.error.show(warning: warning) }
        try await run(part, environment, catalogue, displays)
    }

    /// Whether a person is asked at the terminal, by the command line or by a task.
    private func asks(_ tasks: [SuiteTask]) -> Bool {
        tasks.contains { $0.task.approval.mode == .step }
    }

    private func outputFolder(_ environment: RunEnvironment) -> String {
        out ?? environment.variables["DESKWRIGHT_OUT"] ?? "runs"
    }

    /// What goes with one task at a time only.
    private func checkTogether(_ tasks: [SuiteTask]) throws {
        if tasks.count > 1, cassette.cassette ?? cassette.recordCassette != nil {
            throw UsageError(
                "a cassette holds one task, and here are \(tasks.count)",
                hint: "run them one by one")
        }
        if choice.lastFailed, sharding.shard != nil {
            throw UsageError(
                "--last-failed does not go with --shard: each folder knows its own failures only",
                hint: "leave --shard away; what failed is in the folder of --out")
        }
        if asks(tasks), suite.workers != .count(1) {
            throw UsageError(
                "where a person is asked, one task runs at a time", hint: "leave -j away")
        }
        guard step else { return }
        if isatty(STDIN_FILENO) != 1 || !Terminal.error.isInteractive {
            throw UsageError(
                "--step needs a terminal", hint: "leave --step away, or run it in a terminal")
        }
    }

    private func run(
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
    }

    private func options(
        _ task: TaskSpec, _ environment: RunEnvironment, _ folder: String
    ) -> RunOptions {
        RunOptions(
            outputFolder: folder,
            environment: environment.forPrograms(
                isPrivate: !task.display.isAttached, secretNames: task.secretNames),
            secrets: environment.secrets, snapshotUpdate: updateSnapshots)
    }

    /// The worst of all codes; of a task that was run again its last.
    private func leave(with result: SuiteResult, _ watch: SignalWatch) throws {
        if let failure = watch.failure { throw failure.exitCode }
        let codes = result.tasks.compactMap { $0.tries.last?.result.outcome.exitCode.rawValue }
        let worst = codes.max() ?? 0
        if worst != 0 { throw ExitCode(worst) }
        // The time for all tasks was over.
        if result.tasks.contains(where: { $0.verdict == .skipped }) {
            throw FailureKind.stopped.exitCode
        }
        if suite.failOnFlaky, result.tasks.contains(where: { $0.verdict == .flaky }) {
            throw ExitCode(6)
        }
    }

    /// Reads every file before anything starts, so that a fault of the last is found at once.
    private func readTasks(
        _ environment: RunEnvironment
    ) throws -> [SuiteTask] {
        var tasks: [SuiteTask] = []
        var faults: [Fault] = []
        for path in try TaskPath.expand(paths) {
            do {
                let all = try TaskReading.read(
                    path: path.file, environment: environment.variables)
                tasks += try path.picked(of: all).map { task in
                    let secrets = environment.withSecrets(task.secretNames).secrets
                    var task = SuiteTask(try withOptions(task))
                    task.id = secrets.redact(task.id)
                    return task
                }
            } catch let error as FileFaults {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw FileFaults(faults) }
        var ids: Set<String> = []
        return tasks.filter { ids.insert($0.id).inserted }
    }

    /// The task with what the command line has instead of the file's.
    private func withOptions(_ task: TaskSpec) throws -> TaskSpec {
        var task = task
        if let display { task.display.place = .attached(name: display) }
        if step { task.approval.mode = .step }
        if let budget {
            task.budget = try OptionText.budget(
                budget, option: "--budget", onTopOf: task.budget)
        }
        if model.stateless { task.model.isStateless = true }
        if let context = model.context {
            task.model.context = try OptionText.context(
                context, option: "--context", onTopOf: task.model.context)
        }
        task.scaleTimeouts(by: suite.timeoutScale)
        return task
    }

    private func wiring(
        _ environment: RunEnvironment, _ catalogue: ModelCatalogue, _ displays: DisplayStock,
        isTold: Bool = true
    ) -> Wiring {
        Wiring(
            model: model, cassette: cassette, catalogue: catalogue, environment: environment,
            displays: displays,
            progress: ConsoleProgress(
                terminal: .error, isQuiet: quiet || !isTold, secrets: environment.secrets))
    }
}

extension DisplaySpec {
    var isAttached: Bool {
        switch place {
        case .attached: true
        case .privateServer, .mock: false
        }
    }
}
