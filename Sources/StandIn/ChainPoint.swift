import DeskwrightCore
import DeskwrightTaskFiles

/// Where a chain of responses stands after one of them.
///
/// A value: a request that is sent twice starts twice from the same point and gets the same turn.
struct ChainPoint: Sendable, Hashable {
    /// The response that it stands after; `nil` before the first.
    var responseID: String?
    /// The turn of the script, or the step of the goal, that is served next.
    var turn = 0
    /// What the reader was asked to do when the chain began.
    var goal: PlainGoal?
    /// The reader's actions that are still to be served, one by one.
    var queued: [Action] = []
    /// The actions of that turn that were served before, one by one.
    var actionsServed = 0
    /// How often what the turn wants was found not to be so.
    var looks = 0
    /// What the screen was like when the last turn was served.
    var lastScreen: Frame.Fingerprint?
    /// The computer calls that the next request has to answer.
    var pending: [PendingCall] = []
    /// All tokens of the chain so far: every request is billed with all that came before it.
    var contextTokens = 0
    /// What the request had that led here.
    var prompt: Prompt?

    /// The start of every new chain.
    static let start = ChainPoint()
}

/// A computer call that waits for its screenshot.
struct PendingCall: Sendable, Hashable {
    let id: String
    /// The ids of safety checks that must be acknowledged with it.
    let safetyChecks: [String]
}

/// What a request says it goes on from.
enum ChainLookup: Sendable, Hashable {
    case found(ChainPoint)
    case unknown(responseID: String)
}

extension Frame {
    /// Stands for a frame where only equality matters: a chain of 200 frames would fill the memory.
    struct Fingerprint: Sendable, Hashable {
        let size: Size
        let hash: Int
    }

    var fingerprint: Fingerprint {
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return Fingerprint(size: size, hash: hasher.finalize())
    }
}
