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
              deskwright run -u tasks/editor.yaml
              deskwright run --record-cassette run.jsonl mine.yaml
              deskwright run --cassette run.jsonl mine.yaml
              deskwright run --estimate --model gpt-5.4-mini --budget usd=0.10 mine.yaml

            EXIT CODES
              0 passed   1 a task failed   2 usage, nothing ran   3 environment
              4 the model's service   5 a budget, the policy or a person said stop
              130 SIGINT   143 SIGTERM
            """)

    @Argument(help: "Task files, or folders of them.", completion: .file(extensions: ["yaml"]))
    var paths: [String]

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
        let tasks = try readTasks(environment)
        if tasks.count > 1, cassette.cassette ?? cassette.recordCassette != nil {
            throw UsageError(
                "a cassette holds one task, and here are \(tasks.count)",
                hint: "run them one by one")
        }
        if step, isatty(STDIN_FILENO) != 1 || !Terminal.error.isInteractive {
            throw UsageError(
                "--step needs a terminal", hint: "leave --step away, or run it in a terminal")
        }
        let catalogue = try model.models.catalogue(environment.variables)
        if estimate {
            for (task, own) in tasks {
                EstimatePrinter(isJSON: json).show(try await wiring(own, catalogue).estimate(task))
            }
            return
        }
        var warnings: [String] = []
        for (task, own) in tasks {
            warnings += try wiring(own, catalogue).checkModel(for: task)
                .filter { !warnings.contains($0) }
        }
        for warning in warnings { Terminal.error.show(warning: warning) }
        let watch = SignalWatch()
        let codes = await watch.run {
            var codes: [ExitCode] = []
            for (task, own) in tasks where !Task.isCancelled {
                codes.append(await runWithRetries(task, wiring(own, catalogue), watch))
            }
            return codes
        }
        let worst = codes.map(\.rawValue).max() ?? 0
        if worst != 0 { throw ExitCode(worst) }
    }

    /// Reads every file before anything starts, so that a fault of the last is found at once.
    private func readTasks(
        _ environment: RunEnvironment
    ) throws -> [(TaskSpec, RunEnvironment)] {
        var tasks: [(TaskSpec, RunEnvironment)] = []
        var faults: [Fault] = []
        for path in try TaskPaths.expand(paths) {
            do {
                for task in try TaskReading.read(path: path, environment: environment.variables) {
                    tasks.append(
                        (try withOptions(task), try environment.withSecrets(of: task)))
                }
            } catch let error as FileFaults {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw FileFaults(faults) }
        return tasks
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
        return task
    }

    private func wiring(
        _ environment: RunEnvironment, _ catalogue: ModelCatalogue
    ) -> Wiring {
        Wiring(
            model: model, cassette: cassette, catalogue: catalogue, environment: environment,
            progress: ConsoleProgress(
                terminal: .error, isQuiet: quiet, secrets: environment.secrets))
    }

    /// Runs a task, and again from a fresh display while it fails and has retries left.
    private func runWithRetries(
        _ task: TaskSpec, _ wiring: Wiring, _ watch: SignalWatch
    ) async -> ExitCode {
        var retry = 0
        while true {
            let (code, mayRetry) = await runOne(task, retry: retry, wiring, watch)
            let mayPass = [FailureKind.task, .environment].map(\.exitCode).contains(code)
            guard mayPass, mayRetry, retry < task.retries, !Task.isCancelled else { return code }
            retry += 1
        }
    }

    private func runOne(
        _ task: TaskSpec, retry: Int, _ wiring: Wiring, _ watch: SignalWatch
    ) async -> (code: ExitCode, mayRetry: Bool) {
        let environment = wiring.environment
        let run = TaskRun(
            task: task, retry: retry, adapters: wiring.adapters(),
            options: RunOptions(
                outputFolder: out ?? environment.variables["DESKWRIGHT_OUT"] ?? "runs",
                environment: environment.forPrograms(
                    isPrivate: !task.display.isAttached, secretNames: task.secretNames),
                secrets: environment.secrets, snapshotUpdate: updateSnapshots))
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
            var result = finished.result
            if let failure = watch.failure, result.outcome == .failed(.interrupted) {
                result.outcome = .failed(failure)
            }
            ResultPrinter(isJSON: json, secrets: environment.secrets)
                .show(result, folder: finished.folder)
            return (result.outcome.exitCode, finished.mayRetry)
        case .failure(let error):
            Terminal.error.show(error)
            return (error.kind.exitCode, false)
        }
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
