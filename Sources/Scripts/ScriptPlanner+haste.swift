import DeskwrightCore

extension [Work] {
    /// Whether the next input goes to something that is looked for on the screen first.
    ///
    /// Then there is no need to wait before until the screen rests: the target has to be there, and to
    /// stand still. Keys that go wherever the keyboard is need the rest, and so does what is expected.
    var beginsWithTarget: Bool {
        for work in reversed() {
            guard case .step(let step) = work else { return false }
            if let isAimed = step.isAimed { return isAimed }
        }
        return false
    }
}

extension ScriptStep {
    /// Whether its input goes to what is seen; `nil` when it has no say in it.
    fileprivate var isAimed: Bool? {
        guard condition == nil else { return false }
        return switch action {
        case .point(let step): step.target.isSeen
        case .drag(let from, _, _): from.isSeen
        case .type(_, let target), .paste(_, let target), .press(_, _, let target),
            .scroll(let target, _, _, _):
            target?.isSeen ?? false
        case .wait(let condition): condition.isSight ? nil : false
        case .use(_, let steps): steps.lazy.compactMap(\.isAimed).first
        case .set, .note: nil
        case .launch, .closeApp, .closeWindow, .focus, .expect, .snapshot, .screenshot, .run,
            .repeat, .act, .pause:
            false
        }
    }
}

extension Check.Condition {
    /// Whether it is that something comes to be seen.
    fileprivate var isSight: Bool {
        switch self {
        case .window, .visible: true
        case .file, .windows, .process, .command, .clipboard, .hidden, .text, .snapshot, .not: false
        }
    }
}

extension Target {
    /// Whether it is found by what the screen shows, and not by numbers.
    fileprivate var isSeen: Bool {
        if !anyOf.isEmpty { return anyOf.allSatisfy(\.isSeen) }
        if text != nil || !images.isEmpty { return true }
        return at == nil && relations.contains { $0.kind != .in && $0.target.isSeen }
    }
}
