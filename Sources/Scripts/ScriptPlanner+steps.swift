import DeskwrightCore
import DeskwrightSight

extension ScriptPlanner {
    /// Does a step as far as it needs no input; what the screen shows then is in `screen`.
    func perform(_ work: Work, _ screen: inout ScreenState) async throws -> StepOutcome {
        switch work {
        case .round(let repetition, let steps, let done, let step):
            let watch = Stopwatch(ports.clock)
            do {
                return try await anotherRound(repetition, steps, done, step, watch)
            } catch let miss as StepMiss {
                return await missed(step, miss, watch)
            }
        case .step(let step):
            let watch = Stopwatch(ports.clock)
            do {
                if let condition = step.condition {
                    let look = try await answer(to: condition, of: step)
                    guard look.verdict == .satisfied else {
                        await report(step, .skipped, watch, text: look.found)
                        return .done
                    }
                }
                return try await perform(step, watch, &screen)
            } catch let miss as StepMiss {
                return await missed(step, miss, watch)
            }
        }
    }

    private func missed(
        _ step: ScriptStep, _ miss: StepMiss, _ watch: Stopwatch
    ) async -> StepOutcome {
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
            // It may have moved while the other one was waited for.
            let again = try await place(of: from, within: limit, step, &screen)
            guard again.point == start.point else {
                throw StepMiss(step, "\(start.words) moved while \(end.words) was waited for")
            }
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
            return try await input([.type(try expanded(text))], into: target, step, watch, &screen)
        case .paste(let text, let target):
            let whole = ports.secrets.reveal(try expanded(text))
            let outcome = try await input(
                [.press(["ctrl", "v"])], into: target, step, watch, &screen)
            try await ports.desktop.setClipboard(whole)
            return outcome
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
        _ repetition: Repetition, _ steps: [ScriptStep], _ done: Int, _ step: ScriptStep,
        _ watch: Stopwatch
    ) async throws -> StepOutcome {
        let isDue: Bool
        switch repetition {
        case .times(let count): isDue = done < count
        case .whileHolds(let condition, let max):
            isDue = try await answer(to: condition, of: step).verdict == .satisfied
            if isDue, done == max {
                throw StepMiss(
                    step, "after \(counted(max, "round")) it still holds that \(condition)")
            }
        case .until(let condition, let max):
            isDue =
                done == 0
                ? true : try await answer(to: condition, of: step).verdict != .satisfied
            if isDue, done == max {
                throw StepMiss(
                    step, "after \(counted(max, "round")) it does not hold that \(condition)")
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

    /// Whether a condition holds now; it is not waited for, but it has to be known.
    private func answer(
        to condition: Check.Condition, of step: ScriptStep
    ) async throws -> CheckResult {
        let check = Check(try expanded(condition))
        let watch = Stopwatch(ports.clock)
        var delays = PollDelays()
        while true {
            let look = try await ports.checker.look(at: check)
            if look.verdict != .unknown { return look }
            guard !look.isFinal, watch.elapsed < .seconds(2) else {
                throw StepMiss(step, "nobody can say whether \(check.condition): \(look.found)")
            }
            try Task.checkCancellation()
            _ = try await ports.desktop.waitForChange(upTo: delays.next())
        }
    }
}

/// A step that cannot be done, and what was there instead.
struct StepMiss: Error {
    var result: CheckResult
    var isSoft = false

    init(_ result: CheckResult) {
        self.result = result
    }

    init(_ step: ScriptStep, _ found: String) {
        result = CheckResult(verdict: .unsatisfied, expected: step.words, found: found)
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
