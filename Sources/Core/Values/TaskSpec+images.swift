extension TaskSpec {
    /// The picture files that its steps and expectations look for, each once, in the order of the file.
    package var images: [String] {
        var images: [String] = []
        let all = steps.flatMap(\.targets) + expectations.flatMap(\.condition.targets)
        for path in all.flatMap(\.allImages) where !images.contains(path) { images.append(path) }
        return images
    }
}

extension Target {
    fileprivate var allImages: [String] {
        images + relations.flatMap(\.target.allImages) + anyOf.flatMap(\.allImages)
    }
}

extension ScriptStep {
    fileprivate var targets: [Target] { (condition?.targets ?? []) + action.targets }
}

extension StepAction {
    fileprivate var targets: [Target] {
        switch self {
        case .point(let step): [step.target]
        case .drag(let from, let to, _): [from, to]
        case .scroll(let target, _, _, _), .type(_, let target), .paste(_, let target),
            .press(_, _, let target):
            [target].compactMap { $0 }
        case .wait(let condition): condition.targets
        case .expect(let checks, _): checks.flatMap(\.condition.targets)
        case .snapshot(let check): Check.Condition.snapshot(check).targets
        case .repeat(.times, let steps), .use(_, let steps): steps.flatMap(\.targets)
        case .repeat(.whileHolds(let condition, _), let steps),
            .repeat(.until(let condition, _), let steps):
            condition.targets + steps.flatMap(\.targets)
        case .launch, .closeApp, .closeWindow, .focus, .screenshot, .run, .set, .act, .note, .pause:
            []
        }
    }
}

extension Check.Condition {
    fileprivate var targets: [Target] {
        switch self {
        case .visible(let target), .hidden(let target): [target]
        case .text(let check): [check.target]
        case .snapshot(let check): [check.target].compactMap { $0 } + check.masks
        case .not(let condition): condition.targets
        case .file, .window, .windows, .process, .command, .clipboard: []
        }
    }
}
