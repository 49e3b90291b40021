import DeskwrightCore

/// Writes a note into the editor and saves it. It needs no model: the windows' titles say how far
/// it has come.
struct NotePlanner: Planner {
    let note: String

    func decide(_ turn: PlannerTurn) async throws(PlannerError) -> Decision {
        guard let window = turn.state.windows.last(where: \.isActive) else {
            return Decision(.stuck(reason: "no window has the keyboard"))
        }
        switch window.title {
        case "untitled - Notes":
            return act(
                [.click(at: window.frame.center), .type(note), .press(["ctrl", "s"])],
                "Writing the note.")
        case "Save as":
            return act([.press(["enter"])], "Saving it under the name that is offered.")
        case "out.txt - Notes":
            return Decision(.done(claim: "the note is saved"))
        default:
            return Decision(.stuck(reason: "the window \(window.title) is a strange one"))
        }
    }

    private func act(_ actions: [Action], _ summary: String) -> Decision {
        Decision(.act(Proposal(actions.map(ProposedAction.action))), summary: summary)
    }
}
