import DeskwrightCore

/// A proposed action and what may be done of it.
enum Ruled: Sendable, Hashable {
    /// To be done; `proposed` is what the planner had asked for, when somebody changed it.
    case go(Action, proposed: Action?)
    /// No action at all.
    case invalid(reason: String)
    /// Not to be done, by somebody's word.
    case skipped(reason: String)
    case denied(reason: String)
    case told(String)
    case stopped(reason: String)

    var stopsRun: Stop? {
        if case .stopped(let reason) = self { Stop(reason: reason) } else { nil }
    }

    var endsBatch: Bool {
        switch self {
        case .go, .skipped: false
        case .invalid, .denied, .told, .stopped: true
        }
    }
}

extension StepLoop {
    /// Puts an action to the policy or a person, on the screen as it is now.
    ///
    /// - Throws: `CancellationError`: what a person did not say any more is no answer.
    func review(
        _ proposed: ProposedAction, _ place: Place, on screen: ScreenState, _ run: inout RunState
    ) async throws -> Ruled {
        run.enter(.gate)
        switch proposed {
        case .invalid(_, let reason):
            return .invalid(reason: reason)
        case .action(let action):
            let context = GateContext(
                step: run.step, position: place.position, count: place.count,
                summary: place.summary, state: screen)
            let ruling = await ports.gate.review(action, in: context)
            try Task.checkCancellation()
            switch ruling {
            case .allow: return .go(action, proposed: nil)
            case .replace(let other): return .go(other, proposed: action)
            case .skip(let reason): return .skipped(reason: reason)
            case .deny(let reason): return .denied(reason: reason)
            case .tell(let text): return .told(text)
            case .stop(let reason): return .stopped(reason: reason)
            }
        }
    }

    /// Puts the provider's warnings to the policy or a person; one that is not allowed ends the run.
    func settleSafetyChecks(
        _ proposal: Proposal, _ summary: String?, _ run: inout RunState
    ) async throws -> LoopEnd? {
        guard let shot = run.shot else { preconditionFailure("observe comes before gate") }
        run.enter(.gate)
        let context = GateContext(
            step: run.step, position: 1, count: proposal.actions.count, summary: summary,
            state: shot.state)
        for check in proposal.safetyChecks {
            let ruling = await ports.gate.review(check, in: context)
            try Task.checkCancellation()
            try await ports.journal.append(
                .safetyCheck(
                    .init(
                        step: run.step, check: check, isAllowed: ruling.isAllowed,
                        decidedBy: ruling.decidedBy)))
            guard ruling.isAllowed else { return .stopped(Stop(denying: check, ruling)) }
            run.acknowledged.append(check)
        }
        return nil
    }
}

extension Stop {
    init(denying check: SafetyCheck, _ ruling: CheckRuling) {
        let name = check.code.map { "the safety check \($0)" } ?? "a safety check without a code"
        reason =
            "the \(ruling.decidedBy) denied \(name)" + (check.message.map { ": \($0)" } ?? "")
        hint =
            check.code.map { "`approve: {safety-checks: [\($0)]}` in the task file allows it" }
            ?? "`approve: {safety-checks: allow}` in the task file allows all of them"
    }
}
