import DeskwrightCore
import DeskwrightOpenAI
import DeskwrightSuites
import DeskwrightTaskFiles
import Foundation

/// The tasks, as their files and the command line have them.
extension RunCommand {
    /// Whether a person is asked at the terminal, by the command line or by a task.
    func asks(_ tasks: [SuiteTask]) -> Bool {
        tasks.contains { $0.task.approval.mode == .step }
    }

    func outputFolder(_ environment: RunEnvironment) -> String {
        out ?? environment.variables["DESKWRIGHT_OUT"] ?? "runs"
    }

    /// What goes with one task at a time only.
    func checkTogether(_ tasks: [SuiteTask]) throws {
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

    /// Reads every file before anything starts, so that a fault of the last is found at once.
    func readTasks(
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
    func withOptions(_ task: TaskSpec) throws -> TaskSpec {
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

    func wiring(
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
