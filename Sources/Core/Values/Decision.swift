/// What a planner wants next, and what asking it cost.
public struct Decision: Sendable {
    /// What to do next.
    public var choice: Choice
    /// The planner's own words on why, where it gives any.
    public var summary: String?
    /// What asking for this decision cost; nothing where no service was asked.
    public var usage: Usage
    /// The id under which the provider keeps the request, for its support.
    public var requestID: String?
    /// The screen as the planner saw it last, where it went on looking after the loop had.
    public var screen: ScreenState?
    /// What the planner held against the screen on its way to the decision.
    public var checks: [CheckResult] = []

    /// A decision, for free unless said.
    public init(
        _ choice: Choice, summary: String? = nil, usage: Usage = Usage(), requestID: String? = nil
    ) {
        self.choice = choice
        self.summary = summary
        self.usage = usage
        self.requestID = requestID
    }

    /// What a planner can want.
    public enum Choice: Sendable, Hashable {
        /// Do these, in order.
        case act(Proposal)
        /// Nothing to do yet: look again when the screen has changed.
        case notYet
        /// The goal is reached, the planner says.
        case done(claim: String)
        /// The planner gives up.
        case stuck(reason: String)
        /// The planner announces something and does nothing.
        case talk(String)
        /// The planner said something that is no decision; it is told, and asked again.
        case invalid(reason: String)
        /// Something that has to hold, or has to be there, is not.
        case failed(CheckResult)
    }
}

/// A batch of actions that one decision asks for.
public struct Proposal: Sendable, Hashable {
    /// In the order in which they are done.
    public var actions: [ProposedAction]
    /// Warnings of the provider that somebody has to acknowledge before anything of this is done.
    public var safetyChecks: [SafetyCheck]
    /// After which of the actions the first answer of the screen is enough.
    package var haste = Haste.none

    /// A batch that nobody warns of, unless said.
    public init(_ actions: [ProposedAction], safetyChecks: [SafetyCheck] = []) {
        self.actions = actions
        self.safetyChecks = safetyChecks
    }
}

/// After which actions of a batch nobody waits until the screen rests: whatever comes next waits itself
/// for what it needs.
package enum Haste: Sendable, Hashable {
    case none, allButLast, all

    /// Whether it is after an action of a batch.
    package func isAfter(_ index: Int, of count: Int) -> Bool {
        switch self {
        case .none: false
        case .allButLast: index < count - 1
        case .all: true
        }
    }
}

/// One entry of a batch: an action, or something that is none.
public enum ProposedAction: Sendable, Hashable {
    /// Something that can be done.
    case action(Action)
    /// What the planner wrote, and why it means nothing here.
    case invalid(text: String, reason: String)
}

/// A provider's warning about its own proposal.
public struct SafetyCheck: Sendable, Hashable, Codable {
    /// The provider's own name of this warning.
    public var id: String
    /// An open set; known are `malicious_instructions`, `irrelevant_domain`, `sensitive_domain`.
    public var code: String?
    /// The warning in the provider's words.
    public var message: String?

    /// A warning to be acknowledged.
    public init(id: String, code: String? = nil, message: String? = nil) {
        self.id = id
        self.code = code
        self.message = message
    }
}

/// What requests cost so far.
public struct Usage: Sendable, Hashable, Codable {
    /// Tries at the provider, those after a fault among them.
    public var requests = 0
    /// Tokens sent, pictures among them.
    public var inputTokens = 0
    /// The part of the input that the provider had in its cache.
    public var cachedInputTokens = 0
    /// Tokens that came back.
    public var outputTokens = 0
    /// The part of the output that was thought and not said.
    public var reasoningTokens = 0
    /// US dollars; `nil` when a model without a known price took part.
    public var dollars: Double? = 0

    /// Nothing.
    public init() {}

    /// Both together; without dollars where one of them has none.
    public static func + (left: Usage, right: Usage) -> Usage {
        var sum = left
        sum.requests += right.requests
        sum.inputTokens += right.inputTokens
        sum.cachedInputTokens += right.cachedInputTokens
        sum.outputTokens += right.outputTokens
        sum.reasoningTokens += right.reasoningTokens
        if let more = right.dollars, let sofar = left.dollars {
            sum.dollars = sofar + more
        } else {
            sum.dollars = nil
        }
        return sum
    }
}
