/// What became of one proposed action.
///
/// A fact about the input, not about the goal: `delivered` says that the events were sent, and the
/// check phase says what they achieved.
public enum ActionResult: Sendable, Hashable {
    /// All of its events were sent to the screen, but for text that the receipt names.
    case delivered(Receipt = Receipt())
    /// It cannot be done (a point off the screen, an unknown key); nothing of it was sent.
    case refused(reason: String)
    /// A person or the policy said no.
    case denied(reason: String)
    /// An earlier action of the same batch did not go through, or the run ended before its turn.
    case notRun(reason: String)

    /// Whether all of its events were sent.
    public var isDelivered: Bool { receipt != nil }

    /// What was sent of a delivered action.
    public var receipt: Receipt? {
        if case .delivered(let receipt) = self { receipt } else { nil }
    }

    /// The result in one word, the same in journals and reports.
    public var name: String {
        switch self {
        case .delivered: "delivered"
        case .refused: "refused"
        case .denied: "denied"
        case .notRun: "not-run"
        }
    }

    /// Why it was not delivered.
    public var reason: String? {
        switch self {
        case .delivered: nil
        case .refused(let reason), .denied(let reason), .notRun(let reason): reason
        }
    }
}
