/// Who decides what to do next: a model, a script, a recording.
public protocol Planner: Sendable {
    /// Decides on the next actions, given the screen and what became of the last ones.
    ///
    /// Called again only after the loop has dealt with the decision before. A planner that keeps
    /// something from one turn to the next is an actor.
    ///
    /// - Parameter turn: The screen as it is now, and what became of the last decision's actions.
    /// - Returns: What to do next; points are pixels of the screen.
    /// - Throws: Why no decision can be made, which ends the run. What the planner gets wrong is no
    ///   error: it returns ``Decision/Choice/invalid(reason:)``.
    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision

    /// Estimates what deciding on a turn will use, on the high side; nothing is sent.
    ///
    /// - Returns: `nil` when no service is asked; without dollars where nobody knows the price.
    func forecast(_ turn: PlannerTurn) async -> Usage?
}

extension Planner {
    public func forecast(_ turn: PlannerTurn) async -> Usage? { nil }
}

/// What a planner has to tell before its decision is there.
public enum PlannerNews: Sendable, Hashable {
    /// Worth a line in the journal: a retry, a change of the tool.
    case note(String)
    /// What the model is thinking: the end of it so far, again whenever it has grown.
    case thinking(String)
    /// A thought that is whole.
    case thought(String)
}

/// All that a planner is told before it decides.
public struct PlannerTurn: Sendable {
    /// The screen, its windows and the pointer, as they are now.
    public var state: ScreenState
    /// The frame as a PNG file, in case the planner sends it as it is.
    public var png: [UInt8]
    /// What became of the batch that the last decision asked for, one entry for each action.
    public var results: [ActionReport]
    /// The safety checks of the last decision that somebody allowed.
    public var acknowledged: [SafetyCheck]
    /// What the loop or a person has to say, one sentence each.
    public var notes: [String]
    /// Whether the same was done again and again, and nothing on the screen changed.
    public var standsStill = false
    /// Whether nothing more is to be done: the planner is asked for a closing word only.
    public var asksForSummary = false
    /// What the budget leaves for this decision.
    public var allowance = Allowance()

    /// A turn to decide on; the loop makes it, and so do tests of a planner.
    public init(
        state: ScreenState, png: [UInt8], results: [ActionReport] = [],
        acknowledged: [SafetyCheck] = [], notes: [String] = []
    ) {
        self.state = state
        self.png = png
        self.results = results
        self.acknowledged = acknowledged
        self.notes = notes
    }
}

/// What a decision may use at most; `nil` is no limit.
public struct Allowance: Sendable, Hashable {
    /// US dollars.
    public var dollars: Double?
    /// Input and output together.
    public var tokens: Int?
    /// Tries and all that is asked besides.
    public var requests: Int?

    /// A limit for one decision.
    public init(dollars: Double? = nil, tokens: Int? = nil, requests: Int? = nil) {
        self.dollars = dollars
        self.tokens = tokens
        self.requests = requests
    }
}

/// An action as it was proposed, and what became of it.
public struct ActionReport: Sendable, Hashable {
    /// The action in words: `click 40 60`, or what the planner wrote when it was none.
    public var action: String
    /// Whether it was delivered, and if not, why.
    public var result: ActionResult
    /// How the screen came to rest; `nil` when nothing was sent that could change it.
    public var settled: Settled?

    /// What became of an action.
    public init(action: String, result: ActionResult, settled: Settled? = nil) {
        self.action = action
        self.result = result
        self.settled = settled
    }
}

/// Why a planner cannot decide: its service, or the way to it, fails.
public enum PlannerError: Failure, Hashable {
    /// The service answered no.
    case refused(status: Int, code: String?, message: String, requestID: String?)
    /// No answer came, after `attempts` tries.
    case unreachable(url: String, reason: String, attempts: Int)
    /// The answer makes no sense, after `attempts` tries.
    case unreadable(reason: String, requestID: String?, attempts: Int)
    /// There is no key for a service that wants one.
    case missingKey(variable: String)
    /// The screen cannot be made into a picture that the service takes.
    case unusablePicture(reason: String)
    /// The budget has no request left for another try; the reason says what the last one came to.
    case outOfRequests(reason: String)
    /// A recording of the service has no answer to a request.
    case notRecorded(reason: String)
    /// What is to be kept of the exchange with the service cannot be written down: the disk is full.
    case notKept(reason: String, hint: String?)
    /// The run was cancelled while the service was asked.
    case cancelled

    /// By what fails: the service, the settings, the budget, the picture, the disk or the recording.
    public var kind: FailureKind {
        switch self {
        case .missingKey: .usage
        case .unusablePicture, .notKept: .environment
        case .cancelled: .interrupted
        case .outOfRequests: .stopped
        case .notRecorded: .task
        case .refused, .unreachable, .unreadable: .provider
        }
    }

    public var message: String {
        switch self {
        case .refused(let status, let code, let message, let requestID):
            "the model's service answered \(status)\(code.map { " \($0)" } ?? ""): \(message)"
                + (requestID.map { " (request \($0))" } ?? "")
        case .unreachable(let url, let reason, let attempts):
            "cannot reach \(url) after \(attempts) \(attempts == 1 ? "try" : "tries"): \(reason)"
        case .unreadable(let reason, let requestID, let attempts):
            "the model's service gave no usable answer in \(attempts) "
                + "\(attempts == 1 ? "try" : "tries"): \(reason)"
                + (requestID.map { " (request \($0))" } ?? "")
        case .missingKey(let variable): "\(variable) is not set"
        case .outOfRequests(let reason):
            "the budget has no request left for another try after \(reason)"
        case .notRecorded(let reason), .notKept(let reason, _): reason
        case .unusablePicture(let reason): "cannot send the screen: \(reason)"
        case .cancelled: "the request was cancelled"
        }
    }

    public var hint: String? {
        switch self {
        case .refused(401, _, _, _): "is OPENAI_API_KEY right, and of the right project?"
        case .refused(404, _, _, _): "is the model's name right, and may your key use it?"
        case .refused(429, _, _, _): "look at the account's limits and balance"
        case .refused, .unreadable, .unusablePicture, .cancelled: nil
        case .outOfRequests:
            "`budget: {requests: …}` in the task file, or `--budget requests=…`, raises it"
        case .notRecorded:
            "record it anew with --record-cassette; --cassette-screens any lets pictures differ"
        case .notKept(_, let hint): hint
        case .unreachable: "`deskwright doctor` looks at the way to the service"
        case .missingKey:
            "export it, or use `model: {script: FILE}`, which needs no key"
        }
    }
}
