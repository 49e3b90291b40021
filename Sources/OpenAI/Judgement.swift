import DeskwrightCore

/// What a reply means for the run and for the conversation.
struct Judgement: Sendable, Hashable {
    /// In the picture's pixels.
    var choice: Decision.Choice
    /// Whether the conversation goes on from this reply; if not, the turn before it is told again.
    var goesOn: Bool

    static func judge(_ reply: Reply) -> Judgement {
        switch reply.state {
        case .completed: Judgement(choice: choice(reply), goesOn: true)
        case .incomplete("content_filter"):
            Judgement(
                choice: .stuck(reason: "the service's content filter cut the reply off"),
                goesOn: false)
        case .incomplete(let reason):
            Judgement(choice: .invalid(reason: "the reply was cut off (\(reason))"), goesOn: false)
        case .failed(_, let message):
            Judgement(choice: .invalid(reason: "the reply failed: \(message)"), goesOn: false)
        case .cancelled:
            Judgement(choice: .invalid(reason: "the service cancelled the reply"), goesOn: false)
        }
    }

    private static func choice(_ reply: Reply) -> Decision.Choice {
        if let refusal = reply.messages.compactMap(\.refusal).first {
            return .stuck(reason: "the model refuses: \(refusal)")
        }
        let calls = reply.computerCalls
        if !calls.isEmpty {
            return .act(
                Proposal(calls.flatMap(\.actions), safetyChecks: calls.flatMap(\.safetyChecks)))
        }
        if let strange = reply.strangeCalls.first {
            return .invalid(reason: strange.answer)
        }
        return verdict(reply.messages)
    }

    private static func verdict(_ messages: [Reply.Message]) -> Decision.Choice {
        let said = messages.filter { !$0.text.allSatisfy(\.isWhitespace) }
        let answer = said.filter(\.isFinal).map(\.text).joined(separator: "\n")
        guard !answer.isEmpty else {
            guard let last = said.last else {
                return .invalid(reason: "it holds neither an action nor an answer")
            }
            return .talk(last.text)
        }
        let mark = OpenAISettings.stuckMark
        guard let place = answer.firstRange(of: mark),
            answer[..<place.lowerBound].allSatisfy(\.isWhitespace)
        else { return .done(claim: answer) }
        let reason = answer[place.upperBound...].drop(while: \.isWhitespace)
        return .stuck(reason: reason.isEmpty ? "no reason given" : String(reason))
    }
}

extension Reply.StrangeCall {
    /// What the model is told about its call.
    var answer: String { "there is no tool \(quoted(name)), only \(offer)" }
}
