import DeskwrightCore
import DeskwrightSight
import DeskwrightTaskFiles

/// Follows a goal in plain sentences: finds their words in the screenshots, and answers with actions.
struct GoalPlayer: Player {
    private let eye = Eye()

    /// How often it looks for what a sentence names, `wait`s between.
    private static let patience = 5
    /// How often it looks for what a sentence waits for.
    private static let longPatience = 30

    func fault(before request: CheckedRequest, served: Int) -> ScriptedFault? { nil }

    func utterance(
        for request: CheckedRequest
    ) async -> Result<(Utterance, ChainPoint), APIRefusal> {
        guard let dialect = request.dialect else {
            let text = "It reads the screen, and follows a goal in plain sentences."
            return .success((.message(text, label: "a question without tools"), request.point))
        }
        do throws(APIRefusal) {
            var point = request.point
            let goal = try goal(of: request, &point)
            let utterance = try await utterance(for: request, goal, dialect, &point)
            return .success((utterance, point))
        } catch {
            return .failure(error)
        }
    }

    /// What was asked when the chain began, or is asked now.
    private func goal(
        of request: CheckedRequest, _ point: inout ChainPoint
    ) throws(APIRefusal) -> PlainGoal {
        if let goal = point.goal { return goal }
        do {
            let goal = try PlainGoal(request.text)
            point.goal = goal
            return goal
        } catch {
            throw .notUnderstood(error)
        }
    }

    private func utterance(
        for request: CheckedRequest, _ goal: PlainGoal, _ dialect: Dialect,
        _ point: inout ChainPoint
    ) async throws(APIRefusal) -> Utterance {
        if request.body["tool_choice"] == "none" {
            let text = "Stopped after \(point.turn) of \(counted(goal.steps.count, "step"))."
            return .message(text, label: "no action is allowed")
        }
        if request.point.goal != nil, let problem = Self.problem(in: request.text) {
            let step = goal.steps[min(max(point.turn - 1, 0), goal.steps.count - 1)]
            return giveUp(at: step, problem)
        }
        if point.queued.isEmpty {
            if let early = try await plan(goal, request, dialect, &point) { return early }
        }
        return serve(goal, dialect, &point)
    }

    /// What the client says was not done.
    private static func problem(in text: String) -> String? {
        let marks = [
            "The action `", "The rest of the batch was not run", "refused:", "not allowed:",
            "not run:",
        ]
        return text.split(separator: "\n").map(String.init)
            .first { line in marks.contains { line.hasPrefix($0) } }
    }

    // MARK: Planning

    /// Puts the next actions into the queue, as many as need one look; or says what keeps it from that.
    private func plan(
        _ goal: PlainGoal, _ request: CheckedRequest, _ dialect: Dialect, _ point: inout ChainPoint
    ) async throws(APIRefusal) -> Utterance? {
        while point.turn < goal.steps.count {
            let step = goal.steps[point.turn]
            if step.deed.needsLook, !point.queued.isEmpty { return nil }
            guard let frame = request.screenshot else {
                return .call([.screenshot], say: nil, label: "it wants to see the screen")
            }
            let lines = step.deed.needsLook ? try await lines(of: frame) : []
            let screen = SeenScreen(frame: frame, lines: lines)
            do throws(SeenScreen.Obstacle) {
                point.queued += try step.deed.actions(on: screen)
            } catch {
                return answer(to: error, at: step, &point)
            }
            point.turn += 1
            point.looks = 0
        }
        guard point.queued.isEmpty else { return nil }
        let text = "Did what all \(counted(goal.sentenceCount, "sentence")) say."
        return .message(text, label: text)
    }

    private func lines(of frame: Frame) async throws(APIRefusal) -> [TextLine] {
        do throws(SightError) {
            let screen = ScreenState(frame: frame, windows: [], pointer: frame.size.bounds.center)
            return try await eye.lines(on: screen, in: frame.size.bounds)
        } catch {
            let hint = error.hint.map { "; \($0)" } ?? ""
            throw APIRefusal(message: error.message + hint, code: "stand_in_reader")
        }
    }

    private func answer(
        to obstacle: SeenScreen.Obstacle, at step: PlainStep, _ point: inout ChainPoint
    ) -> Utterance {
        switch obstacle {
        case .unclear(let reason): return giveUp(at: step, reason)
        case .notYet(let reason):
            let patience = step.deed.isWait ? GoalPlayer.longPatience : GoalPlayer.patience
            guard point.looks < patience else { return giveUp(at: step, reason) }
            point.looks += 1
            return .call([.wait], say: nil, label: "\(step.label): waits, \(reason)")
        }
    }

    private func giveUp(at step: PlainStep, _ reason: String) -> Utterance {
        .message("CANNOT: \(step.label): \(reason)", label: "\(step.label): \(reason)")
    }

    // MARK: Serving

    /// Says the actions that are in the queue; the preview tool takes one a call.
    private func serve(
        _ goal: PlainGoal, _ dialect: Dialect, _ point: inout ChainPoint
    ) -> Utterance {
        let batch: [Action]
        switch dialect {
        case .batched:
            batch = point.queued
            point.queued = []
        case .preview: batch = [point.queued.removeFirst()]
        }
        let step = goal.steps[min(max(point.turn - 1, 0), goal.steps.count - 1)]
        let actions = batch.map(\.description).joined(separator: ", ")
        return .call(batch, say: step.sentence.text, label: "\(step.label): \(actions)")
    }
}

extension PlainStep {
    fileprivate var label: String { "sentence \(sentence.number), \(sentence.text)" }
}

extension Utterance {
    fileprivate static func message(_ text: String, label: String) -> Utterance {
        Utterance(closing: .message(text), label: label)
    }

    fileprivate static func call(_ actions: [Action], say: String?, label: String) -> Utterance {
        Utterance(say: say, closing: .call(actions.map(\.wire), safetyCheck: nil), label: label)
    }
}

extension APIRefusal {
    fileprivate static func notUnderstood(_ faults: SentenceFaults) -> APIRefusal {
        let hint = faults.hint.map { ". Hint: \($0)" } ?? ""
        return APIRefusal(
            message: "The goal: " + faults.message + hint, param: "input",
            code: "stand_in_reader")
    }
}
