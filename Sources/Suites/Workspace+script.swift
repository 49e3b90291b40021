import DeskwrightCore
import DeskwrightImages
import DeskwrightJournals
import DeskwrightPrograms
import DeskwrightScripts
import DeskwrightSight
import Foundation

extension Workspace {
    /// The planner of a task with steps; it opens a model only for a step that wants one.
    func openScript(
        _ adapters: Adapters, gate: any Gate, checker: any Checker
    ) throws -> OpenPlanner {
        guard let screen else { preconditionFailure("the desktop is opened first") }
        let journal = journal
        let asks = task.approval.mode == .step
        let ports = ScriptPorts(
            desktop: screen.desktop, eye: eye, checker: checker, programs: self,
            clock: screen.clock, secrets: options.secrets,
            allows: { words in asks ? await gate.allows(words) : true },
            // What cannot be written shows again as the error of the next event.
            tell: { try? await journal.append(.stepped($0)) },
            openModel: { [self] goal in try await openModel(goal, adapters) })
        return OpenPlanner(planner: ScriptPlanner(task.stepsAndGoal, ports: ports), name: "steps")
    }

    private func openModel(_ goal: String, _ adapters: Adapters) async throws -> any Planner {
        await planner?.close()
        var asked = task
        asked.goal = goal
        return try await openPlanner(asked, adapters).planner
    }
}

extension TaskSpec {
    /// The goal is what a model does after the steps.
    fileprivate var stepsAndGoal: [ScriptStep] {
        steps + (goal.map { [ScriptStep(.act(goal: $0), place: file)] } ?? [])
    }
}

extension Workspace: ScriptPrograms {
    func launch(_ app: AppSpec) async throws {
        try await start(app)
    }

    func run(_ command: CommandSpec) async throws -> String {
        let output = try await output(of: command, phase: "run")
        var text = output.standardOutput.text
        while text.utf8.last == 0x0A { text.removeLast() }
        return text
    }

    /// A name that is taken gets a number behind it.
    func keep(_ frame: Frame, as name: String) async throws {
        let parent = folder.path + "/screenshots"
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true)
            var path = "\(parent)/\(name).png"
            var number = 1
            while FileManager.default.fileExists(atPath: path) {
                number += 1
                path = "\(parent)/\(name)-\(number).png"
            }
            try Data(PNGEncoder.encode(frame)).write(to: URL(fileURLWithPath: path))
        } catch {
            throw SetupError.cannotWrite(path: "\(parent)/\(name).png", reason: error.systemReason)
        }
    }
}
