import DeskwrightCore

extension StepLoop {
    /// Does what was ruled. Secrets take the place of their references only here.
    func act(_ ruled: Ruled, _ run: inout RunState) async throws -> ActionResult {
        run.enter(.act)
        switch ruled {
        case .go(.wait, _):
            try await ports.clock.sleep(for: StepLoop.waitTime)
            return .delivered()
        case .go(let action, _):
            let revealed = revealingSecrets(action)
            let result = try await ports.desktop.perform(revealed)
            return revealed == action ? result : result.withoutText
        case .invalid(let reason): return .refused(reason: reason)
        case .skipped(let reason), .denied(let reason): return .denied(reason: reason)
        case .told: return .denied(reason: "a person answered instead")
        case .stopped(let reason): return .notRun(reason: reason)
        }
    }

    /// How long the action `wait` takes: the API says nothing, its examples sleep two seconds.
    static let waitTime = Duration.seconds(2)

    private func revealingSecrets(_ action: Action) -> Action {
        if case .type(let text) = action { .type(secrets.reveal(text)) } else { action }
    }
}

extension ActionResult {
    /// A part of a secret is not to be found by redacting: it is taken out here.
    fileprivate var withoutText: ActionResult {
        if case .delivered(let receipt) = self { .delivered(receipt.withoutText) } else { self }
    }

    var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}
