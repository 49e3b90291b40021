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

    @Flag(help: "Stay, and run what changes again; Ctrl+C ends it.")
    var watch = false

    @Flag(name: .shortAndLong, help: "Say nothing but the results.")
    var quiet = false

    @Flag(help: "Print each result as one line of JSON.")
    var json = false

    func run() async throws {
        let environment = try RunEnvironment(
            settings: variables, secretFile: secretFile,
            process: ProcessInfo.processInfo.environment)
        guard watch else { return try await run(in: environment) }
        try await runWheneverFilesChange(environment)
    }

    /// Runs once.
    ///
    /// - Parameters:
    ///   - environment: What the tasks see.
    ///   - changed: Only tasks that depend on one of these files; `nil` is all that are chosen.
    /// - Throws: The exit code, unless it is 0, or why nothing could be run.
    func run(in environment: RunEnvironment, changed: Set<String>? = nil) async throws {
        let part = try sharding.part(
            of: try await choice.chosen(
                of: readTasks(environment), outputFolder: outputFolder(environment),
                changed: changed),
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
}
