/// Who decides what to do next: a model, a script, a recording.
public protocol Planner: Sendable {
    /// Decides on the next actions, given the screen and what became of the last ones.
    ///
    /// Called again only after the loop has dealt with the decision before; also after the error
    /// ``PlannerError/Cause/outOfRequests(reason:)``, once, for a closing word. A planner that keeps
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
    /// What the budget leaves for this decision; what a closing word needs after it is not in it.
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
    /// Input alone.
    public var inputTokens: Int?
    /// Tries and all that is asked besides.
    public var requests: Int?

    /// A limit for one decision.
    public init(
        dollars: Double? = nil, tokens: Int? = nil, inputTokens: Int? = nil, requests: Int? = nil
    ) {
        self.dollars = dollars
        self.tokens = tokens
        self.inputTokens = inputTokens
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
    /// Whether a person left it out, and wants the rest done.
    package var isLeftOut = false

    /// What became of an action.
    public init(action: String, result: ActionResult, settled: Settled? = nil) {
        self.action = action
        self.result = result
        self.settled = settled
    }
}
