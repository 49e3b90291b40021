/// The parts of one step, in order; the keys of the seconds-by-phase figures.
public enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
    case observe, decide, gate, act, settle, check, record
}
