import DeskwrightCore

/// An action that was done, with what was known then.
struct Moment: Sendable {
    var acted: JournalEvent.Acted
    var action: Action
    /// As they were before it; `nil` where nobody knows.
    var windows: [WindowInfo]?
}

/// What a recording is made of, in the order of the journal.
enum Happening: Sendable {
    case done(Moment)
    /// Something for people alone, such as the planner's words or an action that was refused.
    case remark(String)
}

extension Happening {
    static func all(in events: [JournalEvent]) -> [Happening] {
        var happenings: [Happening] = []
        var windows: [WindowInfo]?
        for (index, event) in events.enumerated() {
            switch event {
            case .observed(let observed): windows = observed.windows
            case .decided(let decided):
                if decided.choice == "act", let words = decided.summary, !words.isEmpty {
                    happenings.append(.remark(words))
                }
            case .acted(let acted):
                let known = windows ?? next(after: index, in: events)
                happenings.append(happening(acted, known))
                if acted.settled?.windows != nil { windows = nil }
            case .stepped(let stepped):
                if stepped.outcome == .done, stepped.isWithoutInput {
                    happenings.append(.remark("not recorded: \(stepped.step) (\(stepped.place))"))
                }
            case .started, .safetyCheck, .told, .checked, .summedUp, .noted, .thought, .ended:
                break
            }
        }
        return happenings
    }

    /// The windows of the next look, if they did not change until then.
    private static func next(after index: Int, in events: [JournalEvent]) -> [WindowInfo]? {
        for event in events[index...] {
            if case .observed(let observed) = event { return observed.windows }
            if case .acted(let acted) = event, acted.settled?.windows != nil { return nil }
        }
        return nil
    }

    private static func happening(
        _ acted: JournalEvent.Acted, _ windows: [WindowInfo]?
    ) -> Happening {
        guard acted.result == "delivered" else {
            let reason = acted.reason.map { ": \($0)" } ?? ""
            return .remark("\(acted.result): \(acted.action)\(reason)")
        }
        do {
            let action = try ActionText.parse(acted.action)
            return .done(Moment(acted: acted, action: action, windows: windows))
        } catch {
            return .remark("not recorded: \(acted.action)")
        }
    }
}

extension JournalEvent.Stepped {
    /// Whether the step of a script does something that no mouse or keyboard does.
    fileprivate var isWithoutInput: Bool {
        let words = ["launch", "close", "focus", "paste", "run", "set", "snapshot", "screenshot"]
        return words.contains(String(step.prefix { $0 != " " }))
    }
}
