import DeskwrightCore

/// Decides what the script has to say to a request.
struct ScriptPlayer: Player {
    let script: ModelScript

    /// The reply, and where the chain stands after it but for what the reply itself brings in.
    func utterance(for request: CheckedRequest) -> Result<(Utterance, ChainPoint), APIRefusal> {
        guard let dialect = request.dialect else { return .success((answer, request.point)) }
        var point = request.point
        point.skipTurns(of: script, notFor: request.model.name)
        if request.body["tool_choice"] == "none" { return .success((summary(at: point), point)) }
        guard point.turn < script.turns.count else { return .failure(scriptIsOver) }
        let turn = script.turns[point.turn]
        if point.actionsServed == 0 {
            let sighting = Sighting(
                screenshot: request.screenshot, lastScreen: point.lastScreen, text: request.text)
            for condition in turn.conditions {
                guard let objection = condition.objection(to: sighting) else { continue }
                guard point.looks < turn.patience else {
                    return .failure(impatient(in: point.turn, turn.patience, objection))
                }
                point.looks += 1
                let isBlind = condition.needsScreenshot && request.screenshot == nil
                return .success((look(isBlind ? .screenshot : .wait, objection), point))
            }
            if let screen = request.screenshot { point.lastScreen = screen.fingerprint }
        }
        let utterance = serve(turn, in: dialect, at: &point)
        return .success((utterance, point))
    }

    /// The fault that comes before the turn, if `served` of its faults have been.
    func fault(before request: CheckedRequest, served: Int) -> ScriptedFault? {
        var point = request.point
        point.skipTurns(of: script, notFor: request.model.name)
        guard point.turn < script.turns.count, point.looks == 0, point.actionsServed == 0 else {
            return nil
        }
        var left = served
        for fault in script.turns[point.turn].faults {
            if left < fault.times { return fault }
            left -= fault.times
        }
        return nil
    }

    private func serve(
        _ turn: ScriptTurn, in dialect: Dialect, at point: inout ChainPoint
    ) -> Utterance {
        let number = "turn \(point.turn + 1) of \(script.turns.count)"
        switch turn.step {
        case .act(let actions, let check):
            let isFirst = point.actionsServed == 0
            let (batch, isLast) = batch(of: actions, in: dialect, from: point.actionsServed)
            point.actionsServed += batch.count
            if isLast { point.goToNextTurn() }
            return Utterance(
                say: isFirst ? turn.say : nil,
                closing: .call(batch.map(\.wire), safetyCheck: isFirst ? check : nil),
                label: "\(number): " + batch.map(\.label).joined(separator: ", "))
        case .finish(let text):
            point.goToNextTurn()
            return Utterance(say: turn.say, closing: .message(text), label: "\(number): \(text)")
        case .refuse(let text):
            point.goToNextTurn()
            return Utterance(say: turn.say, closing: .refusal(text), label: "\(number): \(text)")
        case .breakOff(let reason):
            point.goToNextTurn()
            return Utterance(
                say: turn.say, closing: .incomplete(reason: reason), label: "\(number): \(reason)")
        }
    }

    /// The preview tool takes one action a call.
    private func batch(
        of actions: [ScriptedAction], in dialect: Dialect, from first: Int
    ) -> (actions: [ScriptedAction], isLast: Bool) {
        switch dialect {
        case .batched: (actions, true)
        case .preview: (Array(actions[first...first]), first + 1 == actions.count)
        }
    }

    private func look(_ action: Action, _ objection: String) -> Utterance {
        Utterance(
            closing: .call([action.wire], safetyCheck: nil),
            label: "\(action): the script wants \(objection)")
    }

    /// The answer to a question in words; the script has one for all of them.
    private var answer: Utterance {
        let text = script.answer ?? "It follows a script of \(counted(script.turns.count, "turn"))."
        return Utterance(closing: .message(text), label: "a question without tools: \(text)")
    }

    /// The answer to a request that allows no action: where the script stands.
    private func summary(at point: ChainPoint) -> Utterance {
        let text =
            "Stopped after \(point.turn) of \(counted(script.turns.count, "turn")) of the script."
        return Utterance(closing: .message(text), label: "no action is allowed: \(text)")
    }

    private var scriptIsOver: APIRefusal {
        APIRefusal(
            message:
                "The model script is over: all of its turns (\(script.turns.count)) were served.",
            code: "stand_in_script")
    }

    private func impatient(in turn: Int, _ patience: Int, _ objection: String) -> APIRefusal {
        APIRefusal(
            message: "The model script stops at turn \(turn + 1) after \(patience) looks: it wants "
                + "\(objection).", code: "stand_in_script")
    }
}

extension ChainPoint {
    /// Goes on to the next turn that is for all models or for this one.
    fileprivate mutating func skipTurns(of script: ModelScript, notFor model: String) {
        while turn < script.turns.count, let name = script.turns[turn].model, name != model {
            goToNextTurn()
        }
    }

    fileprivate mutating func goToNextTurn() {
        turn += 1
        actionsServed = 0
        looks = 0
    }
}
