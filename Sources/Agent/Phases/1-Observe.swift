import DeskwrightCore
import DeskwrightImages

extension StepLoop {
    /// Looks at the screen, and puts together what the planner is to be told.
    func observe(_ run: inout RunState) async throws -> PlannerTurn {
        run.enter(.observe)
        try Task.checkCancellation()
        let shot = try await look(&run)
        var turn = PlannerTurn(
            state: shot.state, png: shot.png, results: run.results,
            acknowledged: run.acknowledged, notes: run.notes)
        turn.standsStill = run.standsStill
        return turn.redacted(by: secrets)
    }

    /// Begins the next step: writes down on what it is decided.
    func beginStep(_ run: inout RunState) async throws {
        guard let shot = run.shot else { preconditionFailure("observe comes before a step") }
        run.step += 1
        run.enter(.record)
        try await ports.journal.append(
            .observed(
                .init(
                    step: run.step, screen: shot.name, pointer: shot.state.pointer,
                    windows: shot.state.windows)))
    }

    /// Takes a picture and keeps it; an unchanged screen is not encoded again.
    @discardableResult
    func look(_ run: inout RunState) async throws -> Shot {
        let frame = try await ports.desktop.capture()
        return try await keep(frame, &run)
    }

    /// The screen when an action begins: since the planner looked at it, time has passed.
    func screenNow(_ known: ScreenState) async throws -> ScreenState {
        var state = known
        if try await !ports.desktop.waitForChange(upTo: .zero).isEmpty {
            state.frame = try await ports.desktop.capture()
            state.windows = try await ports.desktop.windows()
        }
        return state
    }

    func keep(_ frame: Frame, _ run: inout RunState) async throws -> Shot {
        let state = ScreenState(
            frame: frame, windows: try await ports.desktop.windows(),
            pointer: try await ports.desktop.pointer())
        let shot: Shot
        if let last = run.shot, last.state.frame == frame {
            shot = Shot(state: state, png: last.png, name: last.name)
        } else {
            let png = try run.encoder.encode(frame)
            shot = Shot(state: state, png: png, name: try await ports.journal.keep(png: png))
        }
        run.shot = shot
        return shot
    }
}
