/// The parts of one step, in order; the keys of the seconds-by-phase figures.
public enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
    /// The desktop is looked at.
    case observe
    /// The planner chooses.
    case decide
    /// The gate rules on an action.
    case gate
    /// The desktop does it.
    case act
    /// The screen comes to rest.
    case settle
    /// Expectations are looked at.
    case check
    /// The journal is written.
    case record
}
