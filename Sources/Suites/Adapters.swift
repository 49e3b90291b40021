import DeskwrightAgent
import DeskwrightCore
import DeskwrightJournals
import DeskwrightPrograms

/// What a run needs from outside; the command names the real ones, tests their own.
package struct Adapters: Sendable {
    package var openDesktop: @Sendable (DisplaySpec, RunFolder) async throws -> OpenDesktop
    /// Notes and thoughts that are told go into the journal.
    package var openPlanner: @Sendable (TaskSpec, @escaping Tell) async throws -> OpenPlanner
    package var makeGate: @Sendable (TaskSpec, RunFolder) -> any Gate
    /// Sees every journal event after it is on disk.
    package var observe: @Sendable (JournalEvent) -> Void

    package typealias Tell = @Sendable (PlannerNews) async -> Void

    package init(
        openDesktop: @escaping @Sendable (DisplaySpec, RunFolder) async throws -> OpenDesktop,
        openPlanner: @escaping @Sendable (TaskSpec, @escaping Tell) async throws -> OpenPlanner,
        makeGate: @escaping @Sendable (TaskSpec, RunFolder) -> any Gate = { task, _ in
            PolicyGate(task.approval)
        },
        observe: @escaping @Sendable (JournalEvent) -> Void = { _ in }
    ) {
        self.openDesktop = openDesktop
        self.openPlanner = openPlanner
        self.makeGate = makeGate
        self.observe = observe
    }
}

/// A desktop that a run may use until it closes it.
package struct OpenDesktop: Sendable {
    package var desktop: any Desktop
    /// For people: `:5`, `mock`.
    package var name: String
    /// What programs need to draw on it.
    package var environment: [String: String]
    /// Whether it is the run's own, so that its programs get a home folder of their own too.
    package var isPrivate: Bool
    /// The time that passes on it.
    package var clock: any Clock<Duration>
    /// By which processes of the screen itself are known, such as its session bus's services.
    package var markers: [RunMarker]
    package var close: @Sendable () async -> Void

    package init(
        desktop: any Desktop, name: String, environment: [String: String] = [:],
        isPrivate: Bool, clock: any Clock<Duration> = ContinuousClock(),
        markers: [RunMarker] = [],
        close: @escaping @Sendable () async -> Void
    ) {
        self.desktop = desktop
        self.name = name
        self.environment = environment
        self.isPrivate = isPrivate
        self.clock = clock
        self.markers = markers
        self.close = close
    }
}

/// A planner that a run may ask until it closes it.
package struct OpenPlanner: Sendable {
    package var planner: any Planner
    /// For people: the model's name, or the script's.
    package var name: String
    /// How long its requests may be without a person's leave.
    package var inputLimit: InputLimit?
    package var close: @Sendable () async -> Void

    package init(
        planner: any Planner, name: String, inputLimit: InputLimit? = nil,
        close: @escaping @Sendable () async -> Void = {}
    ) {
        self.planner = planner
        self.name = name
        self.inputLimit = inputLimit
        self.close = close
    }
}
