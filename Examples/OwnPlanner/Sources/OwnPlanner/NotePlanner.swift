import DeskwrightCore

/// Writes a note into the editor and saves it. It needs no model: the windows' titles say how far
/// it has come.
struct NotePlanner: Planner {
    let note: String
    private let save = Action.press(["ctrl", "s"])

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        guard let window = turn.state.windows.last(where: \.isActive) else {
            return Decision(.stuck(reason: "no window has the keyboard"))
        }
        switch window.title {
        case "untitled - Notes":
            let text = window.frame.center
            return act("Writing it.", [.click(at: text), .type(note), save])
        case "Save as":
            return act("Saving it under this name.", [.press(["enter"])])
        case "out.txt - Notes":
            return Decision(.done(claim: "the note is saved"))
        default:
            return Decision(.stuck(reason: "\(window.title) is a strange window"))
        }
    }

    private func act(_ summary: String, _ actions: [Action]) -> Decision {
        Decision(.act(Proposal(actions.map(ProposedAction.action))), summary: summary)
    }
}
