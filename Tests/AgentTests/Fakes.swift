import DeskwrightAgent
import DeskwrightCore

/// A desktop that writes down what is asked of it; every delivered action repaints it.
actor FakeDesktop: Desktop {
    private(set) var performed: [Action] = []
    private(set) var releaseCount = 0
    private var paint: UInt8 = 0
    private var pending: DesktopChange = []
    var refusals: [String: String] = [:]
    var captureError: DesktopError?
    /// Actions after which nothing changes.
    var inert: Set<String> = ["move"]
    /// What the receipts of texts say did not arrive.
    var undelivered = ""

    func refuse(_ name: String, _ reason: String) { refusals[name] = reason }
    func lose(_ text: String) { undelivered = text }
    func repaint() { (paint, pending) = (paint &+ 1, .drawn) }
    func failCaptures(_ error: DesktopError) { captureError = error }

    func size() -> Size { Size(width: 64, height: 48) }

    func capture() throws(DesktopError) -> Frame {
        if let captureError { throw captureError }
        return Frame(size: size(), filledWith: Color(red: paint, green: 0, blue: 0))
    }

    func windows() -> [WindowInfo] { [] }
    func allWindows() -> [WindowInfo] { [] }
    func focus(window id: UInt64) {}
    func raise(window id: UInt64) {}
    func move(window id: UInt64, to origin: Point) {}
    func pointer() -> Point { Point(x: 1, y: 2) }

    func perform(_ action: Action) -> ActionResult {
        if let reason = refusals[action.name] { return .refused(reason: reason) }
        performed.append(action)
        if !inert.contains(action.name) { paint &+= 1 }
        guard case .type = action else { return .delivered() }
        return .delivered(Receipt(undelivered: undelivered))
    }

    func waitForChange(upTo limit: Duration) async throws(DesktopError) -> DesktopChange {
        if !pending.isEmpty {
            defer { pending = [] }
            return pending
        }
        _ = try? await clock.sleep(for: limit)
        return []
    }

    func clipboard() -> String? { nil }
    func setClipboard(_ text: String) {}
    func close(window id: UInt64) {}
    func releaseAll() { releaseCount += 1 }

    let clock: VirtualClock

    init(clock: VirtualClock) {
        self.clock = clock
    }
}

/// A planner that says what it was told to say, and remembers what it was told.
actor ScriptedPlanner: Planner {
    private var decisions: [Decision]
    private(set) var turns: [PlannerTurn] = []
    private let last: Decision?

    init(_ choices: [Decision.Choice], thenForever last: Decision.Choice? = nil) {
        decisions = choices.map { Decision($0) }
        self.last = last.map { Decision($0) }
    }

    init(decisions: [Decision]) {
        self.decisions = decisions
        last = nil
    }

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        turns.append(turn)
        guard !decisions.isEmpty else {
            guard let last else {
                throw PlannerError(
                    .unreachable(url: "script", reason: "no more decisions", attempts: 1))
            }
            return last
        }
        return decisions.removeFirst()
    }
}

/// A journal in memory.
actor MemoryJournal: Journal {
    private(set) var events: [JournalEvent] = []
    private(set) var pictures: [[UInt8]] = []
    private let failsAfter: Int

    init(failsAfter: Int = .max) {
        self.failsAfter = failsAfter
    }

    func append(_ event: JournalEvent) async throws(JournalError) {
        guard events.count < failsAfter else {
            throw .failed(operation: "write", path: "journal.jsonl", reason: "disk full")
        }
        events.append(event)
    }

    func keep(png: [UInt8]) async throws(JournalError) -> String {
        if let index = pictures.firstIndex(of: png) { return "\(index)" }
        pictures.append(png)
        return "\(pictures.count - 1)"
    }

    var acted: [JournalEvent.Acted] {
        events.compactMap { event in
            if case .acted(let acted) = event { acted } else { nil }
        }
    }
}

/// A gate that answers from a list, then allows.
actor ListedGate: Gate {
    private var rulings: [Ruling]
    private let allowsChecks: Bool
    /// Whether the run is cancelled while a check is asked about.
    private let cutsOff: Bool

    init(_ rulings: [Ruling], allowsChecks: Bool = false, cutsOff: Bool = false) {
        self.rulings = rulings
        self.allowsChecks = allowsChecks
        self.cutsOff = cutsOff
    }

    func review(_ action: Action, in context: GateContext) async -> Ruling {
        rulings.isEmpty ? .allow : rulings.removeFirst()
    }

    func review(_ check: SafetyCheck, in context: GateContext) async -> CheckRuling {
        if cutsOff { withUnsafeCurrentTask { $0?.cancel() } }
        return CheckRuling(isAllowed: allowsChecks, decidedBy: "person")
    }
}

/// A gate that keeps what it was shown.
actor SeeingGate: Gate {
    private(set) var seen: [Frame] = []

    func review(_ action: Action, in context: GateContext) async -> Ruling {
        seen.append(context.state.frame)
        return .allow
    }

    func review(_ check: SafetyCheck, in context: GateContext) async -> CheckRuling {
        CheckRuling(isAllowed: false, decidedBy: "person")
    }
}

/// A planner that takes its time: meanwhile the screen is painted by somebody else.
struct SlowPlanner: Planner {
    private let desktop: FakeDesktop
    private let planner: ScriptedPlanner

    init(_ desktop: FakeDesktop, _ planner: ScriptedPlanner) {
        self.desktop = desktop
        self.planner = planner
    }

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        await desktop.repaint()
        return try await planner.decide(turn)
    }
}

/// A gate that takes its time: meanwhile the screen is painted by somebody else.
struct SlowGate: Gate {
    var desktop: FakeDesktop

    func review(_ action: Action, in context: GateContext) async -> Ruling {
        await desktop.repaint()
        return .allow
    }

    func review(_ check: SafetyCheck, in context: GateContext) async -> CheckRuling {
        CheckRuling(isAllowed: false, decidedBy: "person")
    }
}

/// A checker that finds the expectation satisfied from the n-th look on.
actor CountingChecker: Checker {
    private let satisfiedFrom: Int
    private(set) var lookCount = 0

    init(satisfiedFrom: Int) {
        self.satisfiedFrom = satisfiedFrom
    }

    func look(at check: Check) async throws(DesktopError) -> CheckResult {
        lookCount += 1
        return CheckResult(
            verdict: lookCount >= satisfiedFrom ? .satisfied : .unsatisfied,
            expected: "a file", found: "none")
    }
}

/// A loop over fakes, and the fakes.
struct Bench {
    let clock = VirtualClock()
    let desktop: FakeDesktop
    let planner: ScriptedPlanner
    let journal: MemoryJournal
    let checker: CountingChecker
    let loop: StepLoop

    init(
        _ planner: ScriptedPlanner, gate: any Gate = PolicyGate(ApprovalPolicy()),
        journal: MemoryJournal = MemoryJournal(), satisfiedFrom: Int = 1,
        expectations: [Check] = [], budget: Budget = Budget(), secrets: Secrets = Secrets()
    ) {
        desktop = FakeDesktop(clock: clock)
        self.planner = planner
        self.journal = journal
        checker = CountingChecker(satisfiedFrom: satisfiedFrom)
        loop = StepLoop(
            ports: Ports(
                desktop: desktop, planner: planner, gate: gate, checker: checker,
                journal: journal, clock: clock),
            expectations: expectations, budget: budget, secrets: secrets)
    }
}

func act(_ actions: Action..., checks: [SafetyCheck] = []) -> Decision.Choice {
    .act(Proposal(actions.map { .action($0) }, safetyChecks: checks))
}
