import DeskwrightCore

/// Notices a planner that does the same again and again while nothing changes.
///
/// What is counted is how often an action came since the screen last changed: so also two actions
/// that take turns are noticed.
struct Standstill: Sendable {
    enum Finding: Hashable {
        /// The planner is to be told once.
        case tell(String)
        /// There is no hope: the evidence.
        case stuck(String)
    }

    private var counts: [String: Int] = [:]

    /// How often an action may come in vain until the planner is told, and until the run ends.
    private static let countMax = (told: 3, stuck: 6)
    /// Waiting is done in vain for longer: a program may compute for two minutes.
    private static let waitCountMax = (told: 15, stuck: 60)

    /// Takes in an action, in words, and whether the screen or its windows changed with it.
    mutating func saw(_ action: String, isWait: Bool, changed: Bool) -> Finding? {
        guard !changed else {
            counts = [:]
            return nil
        }
        counts[action, default: 0] += 1
        let count = counts[action, default: 0]
        let limit = isWait ? Standstill.waitCountMax : Standstill.countMax
        let evidence = "`\(action)` came \(count) times, and nothing on the screen changed"
        if count >= limit.stuck { return .stuck(evidence) }
        guard count == limit.told else { return nil }
        return .tell(
            evidence + ". Doing it once more will not help: try another way, or say that the goal "
                + "cannot be reached.")
    }
}

extension StepLoop {
    /// Tells the planner that it stands still, or ends the run when it was told before.
    func noticeStandstill(
        _ proposed: ProposedAction, _ effect: Effect?, from before: ScreenState,
        _ run: inout RunState
    ) async throws -> LoopEnd? {
        // What was only looked at has changed by itself or not at all.
        let isSame = effect?.settled.isUnchanged ?? (before.frame == run.shot?.state.frame)
        let finding = run.standstill.saw(
            proposed.words, isWait: proposed == .action(.wait), changed: !isSame)
        switch finding {
        case nil: return nil
        case .tell(let note):
            try await tell(note, &run)
            run.standsStill = true
            return nil
        case .stuck(let evidence):
            let screen = run.shot.map { "; the screen is screens/\($0.name).png" } ?? ""
            return .stuck(evidence + screen)
        }
    }
}
