import DeskwrightAgent
import DeskwrightChecks
import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightPrograms
import DeskwrightScripts
import DeskwrightSight
import Foundation
import Synchronization

/// A script on the mock's editor, with a clock that does not wait.
final class ScriptRun: Sendable {
    let clock = VirtualClock()
    let desktop: MockDesktop
    let programs = FakePrograms()
    let model = FakeModel()
    let policy = Mutex(ApprovalPolicy())
    private let steps: [ScriptStep]
    private let stepped = Mutex<[JournalEvent.Stepped]>([])

    var outcomes: [JournalEvent.Stepped.Outcome] { stepped.withLock { $0.map(\.outcome) } }

    convenience init(_ actions: StepAction...) throws {
        try self.init(
            actions.enumerated().map { ScriptStep($0.element, place: "a.yaml:\($0.offset + 1)") })
    }

    init(_ steps: [ScriptStep]) throws {
        self.steps = steps
        let path = URL(fileURLWithPath: #filePath)
            .appendingPathComponent("../../../fixtures/scenes/notes.yaml").standardized.path
        desktop = MockDesktop(scene: try Scene.read(path: path), clock: clock)
    }

    func report() async -> LoopReport {
        let eye = Eye()
        let checker = DesktopChecker(
            desktop: desktop, eye: eye, snapshots: SnapshotBook(runFolder: "/nowhere"),
            workFolder: "/nowhere", environment: [:],
            programs: ProgramGroup())
        let planner = ScriptPlanner(
            steps,
            ports: ScriptPorts(
                desktop: desktop, eye: eye, checker: checker, programs: programs, clock: clock,
                tell: { [self] event in stepped.withLock { $0.append(event) } },
                openModel: { [model] goal in
                    model.goals.append(goal)
                    return model
                }))
        var budget = Budget()
        budget.steps = nil
        return await StepLoop(
            ports: Ports(
                desktop: desktop, planner: planner, gate: PolicyGate(policy.withLock { $0 }),
                checker: checker, clock: clock),
            expectations: [], budget: budget, secrets: Secrets(), inputLimit: nil,
            noticesStandstill: false
        ).run()
    }
}

extension MockDesktop {
    /// What was typed, whether or not something took it.
    var typed: String {
        events.reduce(into: "") { text, event in
            if case .text(let part) = event { text += part }
        }
    }
}

/// Programs that only remember what they were told.
final class FakePrograms: ScriptPrograms {
    private struct State {
        var commands: [String] = []
        var output = ""
        var fails = false
    }

    private let state = Mutex(State())

    var commands: [String] { state.withLock { $0.commands } }
    var output: String {
        get { state.withLock { $0.output } }
        set { state.withLock { $0.output = newValue } }
    }
    var fails: Bool {
        get { state.withLock { $0.fails } }
        set { state.withLock { $0.fails = newValue } }
    }

    func launch(_ app: AppSpec) async throws {}
    func close(app id: String) async -> Bool { id == "known" }
    func run(_ command: CommandSpec) async throws -> String {
        try state.withLock { state in
            state.commands.append(command.command)
            if state.fails { throw FakeFailure() }
            return state.output
        }
    }
    func keep(_ frame: Frame, as name: String) async throws {}
}

struct FakeFailure: Failure {
    var kind: FailureKind { .environment }
    var message: String { "it does not work" }
    var hint: String? { nil }
}

/// A model that says what it was given to say.
final class FakeModel: Planner {
    private struct State {
        var decisions: [Decision] = []
        var goals: [String] = []
    }

    private let state = Mutex(State())

    var decisions: [Decision] {
        get { state.withLock { $0.decisions } }
        set { state.withLock { $0.decisions = newValue } }
    }
    var goals: [String] {
        get { state.withLock { $0.goals } }
        set { state.withLock { $0.goals = newValue } }
    }

    func decide(_ turn: PlannerTurn) async -> Decision {
        state.withLock {
            $0.decisions.isEmpty ? Decision(.talk("nothing")) : $0.decisions.removeFirst()
        }
    }
}
