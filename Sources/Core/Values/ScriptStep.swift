/// One step of a script, as its file has it.
package struct ScriptStep: Sendable, Hashable {
    package var action: StepAction
    /// By which later steps call what it printed.
    package var id: String?
    /// In place of the step's own words.
    package var label: String?
    /// How long its target or check may take to come; `nil` leaves it to the kind of step.
    package var timeout: Duration?
    /// Whether the script goes on where it cannot be done.
    package var isOptional = false
    /// It is passed over where this does not hold when its turn comes.
    package var condition: Check.Condition?
    /// Where it stands, for people: `open.yaml:12`.
    package var place: String

    package init(_ action: StepAction, place: String) {
        self.action = action
        self.place = place
    }
}

/// What a step does.
package indirect enum StepAction: Sendable, Hashable {
    case point(PointerStep)
    case drag(from: Target, to: Target, holding: [Key])
    /// Notches of the wheel, to the right and down; `nil` is where the pointer is.
    case scroll(Target?, right: Int, down: Int, holding: [Key])
    /// Into the field that is clicked first, or wherever the keyboard goes.
    case type(String, into: Target?)
    /// Through the clipboard.
    case paste(String, into: Target?)
    case press([Key], times: Int, into: Target?)
    case launch(AppSpec)
    case closeApp(id: String)
    case closeWindow(WindowMatch)
    case focus(WindowMatch)
    case wait(Check.Condition)
    case expect([Check], isSoft: Bool)
    case snapshot(SnapshotCheck)
    /// Keeps a picture under a name.
    case screenshot(name: String)
    case run(CommandSpec)
    /// Names and their values, in the order of the file.
    case set([Variable])
    case `repeat`(Repetition, [ScriptStep])
    /// The steps of another file.
    case use(file: String, [ScriptStep])
    /// A model does this one, told so in words.
    case act(goal: String)
    case note(String)
    /// A person goes on, in step mode.
    case pause(String)
}

/// What the pointer does at a target.
package struct PointerStep: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case click, hover
        case doubleClick = "double-click"
        case rightClick = "right-click"
    }

    package var kind: Kind
    package var target: Target
    /// Keys that are held down meanwhile.
    package var holding: [Key]

    package init(_ kind: Kind, _ target: Target, holding: [Key] = []) {
        self.kind = kind
        self.target = target
        self.holding = holding
    }
}

/// A name and what `${{ vars.NAME }}` stands for from then on.
package struct Variable: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// How often steps are done again.
package enum Repetition: Sendable, Hashable {
    case times(Int)
    /// As long as it holds before a round, but not more often; more is a failure.
    case whileHolds(Check.Condition, max: Int)
    /// Until it holds after a round, within so many rounds; else it is a failure.
    case until(Check.Condition, max: Int)
}

extension StepAction {
    /// The step's name in task files, and what it is about.
    package var words: String {
        switch self {
        case .point(let step):
            "\(step.kind.rawValue) \(step.target)" + held(step.holding)
        case .drag(let from, let to, let keys): "drag \(from) to \(to)" + held(keys)
        case .scroll(let target, let right, let down, let keys):
            "scroll" + (right == 0 ? "" : right > 0 ? " right \(right)" : " left \(-right)")
                + (down == 0 ? "" : down > 0 ? " down \(down)" : " up \(-down)")
                + (target.map { " over \($0)" } ?? "") + held(keys)
        case .type(let text, let target): "type \(short(text))" + into(target)
        case .paste(let text, let target): "paste \(short(text))" + into(target)
        case .press(let keys, let times, let target):
            "press \(keys.map(\.name).joined(separator: "+"))"
                + (times == 1 ? "" : " \(times) times") + into(target)
        case .launch(let app): "launch \(app.id)"
        case .closeApp(let id): "close \(id)"
        case .closeWindow(let match): "close the window \(match.words)"
        case .focus(let match): "focus the window \(match.words)"
        case .wait(let condition): "wait until \(condition)"
        case .expect(let checks, _):
            "expect \(checks.map { "\($0.condition)" }.joined(separator: "; "))"
        case .snapshot(let check): "snapshot \(check.name)"
        case .screenshot(let name): "screenshot \(name)"
        case .run(let command): "run \(short(command.command))"
        case .set(let variables): "set \(variables.map(\.name).joined(separator: ", "))"
        case .repeat(.times(let count), _): "repeat \(counted(count, "time"))"
        case .repeat(.whileHolds(let condition, _), _): "repeat while \(condition)"
        case .repeat(.until(let condition, _), _): "repeat until \(condition)"
        case .use(let file, _): "use \(file)"
        case .act(let goal): "act: \(short(goal))"
        case .note(let text): "note: \(text)"
        case .pause(let text): "pause: \(text)"
        }
    }

    private func held(_ keys: [Key]) -> String {
        keys.isEmpty ? "" : " holding \(keys.map(\.name).joined(separator: "+"))"
    }

    private func into(_ target: Target?) -> String { target.map { " into \($0)" } ?? "" }

    private func short(_ text: String) -> String {
        quoted(text.count > 60 ? text.prefix(59) + "…" : text)
    }
}

extension ScriptStep {
    /// What a report calls it.
    package var words: String { label ?? action.words }
}
