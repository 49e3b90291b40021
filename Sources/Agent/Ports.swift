import DeskwrightCore
import DeskwrightImages

/// What a run is connected to.
public struct Ports: Sendable {
    /// The screen that is looked at and worked.
    public var desktop: any Desktop
    /// Who decides what to do.
    public var planner: any Planner
    /// Who may stop an action before it is done.
    public var gate: any Gate
    /// Who says whether an expectation holds.
    public var checker: any Checker
    /// Where the run is written down.
    public var journal: any Journal
    /// What the loop waits and measures by: a desktop in memory has one of its own.
    public var clock: any Clock<Duration>

    /// Connects a run; it needs a desktop and a planner, and the rest is up to you.
    ///
    /// - Parameters:
    ///   - desktop: The screen that is looked at and worked.
    ///   - planner: Who decides what to do.
    ///   - gate: Who may stop an action. Unless said, every action is allowed and no safety check is.
    ///   - checker: Who looks at expectations. Unless said nobody does, so that none of them holds.
    ///   - journal: Where the run is written down. Unless said, nowhere.
    ///   - clock: What the loop waits by; that of the desktop in memory, where it has one.
    public init(
        desktop: any Desktop, planner: any Planner, gate: any Gate = PolicyGate(ApprovalPolicy()),
        checker: any Checker = NoChecker(), journal: any Journal = NoJournal(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.desktop = desktop
        self.planner = planner
        self.gate = gate
        self.checker = checker
        self.journal = journal
        self.clock = clock
    }
}

/// A checker for runs without expectations: it knows nothing, and unknown is never success.
public struct NoChecker: Checker {
    /// A checker that looks at nothing.
    public init() {}

    public func look(at check: Check) async -> CheckResult {
        CheckResult(
            verdict: .unknown, expected: "something that needs a checker",
            found: "the run has no checker")
    }
}

/// A journal for runs that nobody reads about: it keeps nothing.
public struct NoJournal: Journal {
    /// A journal that is written nowhere.
    public init() {}

    public func append(_ event: JournalEvent) async {}

    /// Only names the picture.
    public func keep(png: [UInt8]) async -> String {
        ContentAddress.name(of: png)
    }
}
