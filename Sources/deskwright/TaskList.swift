import DeskwrightCore
import DeskwrightSuites

/// Prints which tasks are chosen, or what they would do.
struct TaskList {
    let isJSON: Bool
    /// What is taken out of names and steps.
    let environment: RunEnvironment

    func show(_ tasks: [SuiteTask]) {
        guard !isJSON else {
            return tasks.forEach { Terminal.output.show(json: Line($0, secrets: secrets(of: $0))) }
        }
        let rows = tasks.map { task in
            [task.id, task.task.name, task.task.tags.joined(separator: " ")]
                .map { oneLine(secrets(of: task).redact($0)) }
        }
        Terminal.output.show(table: [["task", "name", "tags"]] + rows)
    }

    func showSteps(of tasks: [SuiteTask]) {
        guard !isJSON else {
            return tasks.forEach {
                Terminal.output.show(
                    json: Line($0, secrets: secrets(of: $0), lines: $0.task.lines))
            }
        }
        for task in tasks {
            let secrets = secrets(of: task)
            Terminal.output.line(
                Terminal.output.styled(oneLine(task.id), .bold)
                    + "  \(oneLine(secrets.redact(task.task.name)))"
            )
            for line in task.task.lines {
                Terminal.output.line("  \(oneLine(secrets.redact(line)))")
            }
        }
    }

    private func secrets(of task: SuiteTask) -> Secrets {
        environment.withSecrets(task.task.secretNames).secrets
    }

    private struct Line: Encodable {
        let id: String
        let name: String
        let file: String
        let tags: [String]
        let lines: [String]?

        init(_ task: SuiteTask, secrets: Secrets, lines: [String]? = nil) {
            id = task.id
            name = secrets.redact(task.task.name)
            file = task.task.file
            tags = task.task.tags
            self.lines = lines?.map(secrets.redact)
        }
    }
}

extension TaskSpec {
    /// What it would do, in its order.
    fileprivate var lines: [String] {
        setup.map { "setup: \($0.command)" } + apps.map { "start \($0.id)" }
            + steps.flatMap { $0.lines(indent: "") } + (goal.map { ["a model: \($0)"] } ?? [])
            + expectations.map { "expect \($0.condition)" }
    }
}

extension ScriptStep {
    fileprivate func lines(indent: String) -> [String] {
        let inner: [ScriptStep]
        switch action {
        case .use(_, let steps), .repeat(_, let steps): inner = steps
        case .point, .drag, .scroll, .type, .paste, .press, .launch, .closeApp, .closeWindow,
            .focus, .wait, .expect, .snapshot, .screenshot, .run, .set, .act, .note, .pause:
            inner = []
        }
        return ["\(indent)\(words)  \(place)"] + inner.flatMap { $0.lines(indent: indent + "  ") }
    }
}
