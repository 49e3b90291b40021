import DeskwrightCore
import DeskwrightSight

extension ScriptPlanner {
    /// Does a step as far as it needs no input; what the screen shows then is in `screen`.
    func perform(_ work: Work, _ screen: inout ScreenState) async throws -> StepOutcome {
        switch work {
        case .round(let repetition, let steps, let done, let step):
            return try await anotherRound(repetition, steps, done, step)
        case .step(let step):
            let watch = Stopwatch(ports.clock)
            if let condition = step.condition {
                let look = try await ports.checker.look(at: Check(expanded(condition)))
                guard look.verdict == .satisfied else {
                    await report(step, .skipped, watch, text: look.found)
                    return .done
                }
            }
            do {
                return try await perform(step, watch, &screen)
            } catch let miss as StepMiss {
                return try await missed(step, miss, watch)
            }
        }
    }

    private func missed(
        _ step: ScriptStep, _ miss: StepMiss, _ watch: Stopwatch
    ) async throws -> StepOutcome {
        var result = miss.result
        guard !step.isOptional else {
            await report(step, .passedOver, watch, text: result.found)
            return .done
        }
        await report(step, .failed, watch, text: result.found)
        result.expected = "\(step.place): \(result.expected)"
        guard miss.isSoft else { return .failed(result, step) }
        softMisses.append(result)
        looks.append(result)
        return .done
    }

    private func perform(
        _ step: ScriptStep, _ watch: Stopwatch, _ screen: inout ScreenState
    ) async throws -> StepOutcome {
        let limit = step.timeout ?? StepTime.target
        switch step.action {
        case .point(let pointer):
            let place = try await place(of: pointer.target, within: limit, step, &screen)
            await report(step, .done, watch, text: place.words, area: place.frame)
            return .act([pointer.action(at: place.point)], step)
        case .drag(let from, let to, let keys):
            let start = try await place(of: from, within: limit, step, &screen)
            let end = try await place(of: to, within: limit, step, &screen)
            await report(step, .done, watch, text: start.words, area: start.frame)
            return .act([.drag(path: [start.point, end.point], holding: keys)], step)
        case .scroll(let target, let right, let down, let keys):
            var point = screen.pointer
            if let target {
                point = try await place(of: target, within: limit, step, &screen).point
            }
            await report(step, .done, watch)
            return .act(
                [.scroll(at: point, dx: 100 * right, dy: 100 * down, holding: keys)], step)
        case .type(let text, let target):
            return try await input([.type(expanded(text))], into: target, step, watch, &screen)
        case .paste(let text, let target):
            try await ports.desktop.setClipboard(ports.secrets.reveal(expanded(text)))
            let paste = Action.press(["ctrl", "v"])
            return try await input([paste], into: target, step, watch, &screen)
        case .press(let keys, let times, let target):
            let presses = [Action](repeating: .press(keys), count: times)
            return try await input(presses, into: target, step, watch, &screen)
        case .act: return .ask(step)
        case .use(_, let steps):
            todo += steps.reversed().map { .step($0) }
            return .done
        case .repeat(let repetition, let steps):
            todo.append(.round(repetition, steps, done: 0, of: step))
            return .done
        case .launch, .closeApp, .closeWindow, .focus, .wait, .expect, .snapshot, .screenshot, .run,
            .set, .note, .pause:
            let text = try await performWithoutInput(step, &screen)
            await report(step, .done, watch, text: text)
            return .done
        }
    }

    /// Keys, after a click into the field where one is named.
    private func input(
        _ actions: [Action], into target: Target?, _ step: ScriptStep, _ watch: Stopwatch,
        _ screen: inout ScreenState
    ) async throws -> StepOutcome {
        guard let target else {
            await report(step, .done, watch)
            return .act(actions, step)
        }
        let field = try await place(
            of: target, within: step.timeout ?? StepTime.target, step, &screen)
        await report(step, .done, watch, text: field.words, area: field.frame)
        return .act([.click(at: field.point)] + actions, step)
    }

    private func anotherRound(
        _ repetition: Repetition, _ steps: [ScriptStep], _ done: Int, _ step: ScriptStep
    ) async throws -> StepOutcome {
        let watch = Stopwatch(ports.clock)
        let isDue: Bool
        switch repetition {
        case .times(let count): isDue = done < count
        case .whileHolds(let condition, let max):
            isDue = try await holds(condition)
            if isDue, done == max {
                let text = "after \(counted(max, "round")) it still holds that \(condition)"
                return try await missed(step, StepMiss(step, text), watch)
            }
        case .until(let condition, let max):
            isDue = done == 0 ? true : try await !holds(condition)
            if isDue, done == max {
                let text = "after \(counted(max, "round")) it does not hold that \(condition)"
                return try await missed(step, StepMiss(step, text), watch)
            }
        }
        guard isDue else {
            await report(step, .done, watch, text: counted(done, "round"))
            return .done
        }
        todo.append(.round(repetition, steps, done: done + 1, of: step))
        todo += steps.reversed().map { .step($0) }
        return .done
    }

    private func holds(_ condition: Check.Condition) async throws -> Bool {
        try await ports.checker.look(at: Check(expanded(condition))).verdict == .satisfied
    }

    func expanded(_ text: String) -> String { RunTimeText.expand(text, values) }

    func expanded(_ condition: Check.Condition) -> Check.Condition {
        condition.mapTexts { RunTimeText.expand($0, values) }
    }
}

/// How long things may take to come true, unless the step says.
enum StepTime {
    static let target = Duration.seconds(10)
}

/// A step that cannot be done, and what was there instead.
struct StepMiss: Error {
    var result: CheckResult
    var isSoft = false

    init(_ result: CheckResult) {
        self.result = result
    }

    init(_ step: ScriptStep, _ found: String, evidence: Evidence? = nil) {
        result = CheckResult(
            verdict: .unsatisfied, expected: step.words, found: found, evidence: evidence)
    }
}

extension PointerStep {
    fileprivate func action(at point: Point) -> Action {
        switch kind {
        case .click: .click(at: point, holding: holding)
        case .doubleClick: .doubleClick(at: point, holding: holding)
        case .rightClick: .click(at: point, button: .right, holding: holding)
        case .hover: .move(to: point, holding: holding)
        }
    }
}
