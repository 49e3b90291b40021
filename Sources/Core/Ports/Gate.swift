/// Who may stop an action before it is done: a person at a terminal, or a written policy.
public protocol Gate: Sendable {
    /// Rules on one action before it is done.
    func review(_ action: Action, in context: GateContext) async -> Ruling

    /// Rules on a provider's warning about its own proposal.
    func review(_ check: SafetyCheck, in context: GateContext) async -> CheckRuling

    /// Rules on something that the task wants a person asked about, said in a sentence.
    func allows(_ growth: String) async -> Bool
}

extension Gate {
    /// Nobody is asked, and so it is not allowed.
    public func allows(_ growth: String) async -> Bool { false }
}

/// What is known when a ruling is asked for.
public struct GateContext: Sendable {
    /// The step's number, from 1.
    public var step: Int
    /// The action's place in its batch, from 1.
    public var position: Int
    /// How many actions the batch has.
    public var count: Int
    /// The planner's own words on what it is about to do.
    public var summary: String?
    /// The screen as it is now.
    public var state: ScreenState

    /// What a gate is told of an action; the loop makes it.
    public init(step: Int, position: Int, count: Int, summary: String?, state: ScreenState) {
        self.step = step
        self.position = position
        self.count = count
        self.summary = summary
        self.state = state
    }
}

/// What was decided on an action.
public enum Ruling: Sendable, Hashable {
    /// Do it as it was proposed.
    case allow
    /// Do this instead.
    case replace(Action)
    /// Leave it out, and go on with the rest of the batch.
    case skip(reason: String)
    /// Leave it and the rest of the batch out, and tell the planner so.
    case deny(reason: String)
    /// Leave it and the rest of the batch out, and tell the planner this.
    case tell(String)
    /// End the run.
    case stop(reason: String)
}

/// What was decided on a safety check, and by whom: `policy` or `person`.
public struct CheckRuling: Sendable, Hashable {
    /// Whether the provider is told that the check was acknowledged.
    public var isAllowed: Bool
    /// `policy` or `person`.
    public var decidedBy: String

    /// A ruling, and by whom.
    public init(isAllowed: Bool, decidedBy: String) {
        self.isAllowed = isAllowed
        self.decidedBy = decidedBy
    }
}
