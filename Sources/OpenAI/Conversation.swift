import DeskwrightCore

/// What is to be said to the model, whichever way it goes over the wire.
///
/// What was not told yet is told by the next request, and by the one after it when that one is not
/// answered.
struct Conversation: Sendable {
    let goal: String
    private(set) var untold = Untold()
    /// What was done so far, a line for each action; for telling the story anew.
    private(set) var history: [String] = []
    /// Ids of safety checks that somebody allowed.
    private(set) var acknowledged: Set<String> = []
    /// The safety checks of the last reply.
    private var pendingChecks: [SafetyCheck] = []
    /// Each action of the last batch in the screen's pixels, to the model's own words for it.
    private var words: [String: String] = [:]

    /// What no answered request has carried.
    struct Untold: Sendable, Hashable {
        /// What went wrong with the last batch, a sentence each.
        var problems: [String] = []
        /// What became of each action of the last batch, in its order.
        var outcomes: [String] = []
        /// The same for telling the story anew.
        var history: [String] = []
        /// What could be seen of the batch, and what the loop or a person has to say.
        var remarks: [String] = []
    }

    init(goal: String) {
        self.goal = goal
    }

    /// Enough to see what was tried, without filling the model's context.
    static let historyCountMax = 60

    /// Takes in what became of the last decision.
    ///
    /// - Returns: Whether the service can go on from its last reply: it takes no answer to a call
    ///   whose warnings nobody acknowledged.
    mutating func hear(_ turn: PlannerTurn, space: ModelSpace) -> Bool {
        let report = TurnReport(turn.results, words: words, space: space)
        history = (history + report.history).suffix(Conversation.historyCountMax)
        untold.problems += report.problems
        untold.outcomes += report.outcomes
        untold.history += report.history
        untold.remarks += report.effects + turn.notes
        acknowledged.formUnion(turn.acknowledged.map(\.id))
        let denied = pendingChecks.filter { !acknowledged.contains($0.id) }
        pendingChecks = []
        untold.remarks += denied.map { check in
            let about = [check.code, check.message].compactMap { $0 }.joined(separator: ": ")
            return "Your last actions were held back, because nobody allowed what the safety check "
                + "warns of (\(about)). Reach the goal in another way."
        }
        return denied.isEmpty
    }

    /// Takes in a reply: all that was to be said has been said.
    ///
    /// `words` are the actions in the model's own words, by those for the screen.
    mutating func goOn(from reply: Reply, words: [String: String]) {
        pendingChecks = reply.computerCalls.flatMap(\.safetyChecks)
        self.words = words
        acknowledged = []
        untold = Untold()
    }

    /// What a conversation begins with, or begins anew with: the goal, and what was done so far.
    var opening: [String] {
        [goal] + Conversation.story(history) + untold.problems + untold.remarks
    }

    /// What was done in one paragraph; none when nothing was.
    static func story(_ history: [String]) -> [String] {
        history.isEmpty ? [] : ["Done so far, oldest first:\n" + history.joined(separator: "\n")]
    }
}
