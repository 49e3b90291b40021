import DeskwrightCore

/// What a run is connected to.
public struct Ports: Sendable {
    public var desktop: any Desktop
    public var planner: any Planner
    public var gate: any Gate
    public var checker: any Checker
    public var journal: any Journal
    public var clock: any Clock<Duration>

    public init(
        desktop: any Desktop, planner: any Planner, gate: any Gate, checker: any Checker,
        journal: any Journal, clock: any Clock<Duration>
    ) {
        self.desktop = desktop
        self.planner = planner
        self.gate = gate
        self.checker = checker
        self.journal = journal
        self.clock = clock
    }
}
