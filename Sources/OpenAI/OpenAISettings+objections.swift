import DeskwrightCore

extension OpenAISettings {
    /// What does not go together, and what to do about it.
    public struct Objection: Sendable, Hashable {
        /// Why it cannot work, in words.
        public var reason: String
        /// What would work instead.
        public var hint: String
    }

    /// Why these settings cannot work; `nil` when they may.
    public var objection: Objection? {
        let catalogue =
            "`deskwright models` shows what models take; your own catalogue may say more"
        if let reason = effort.flatMap(facts.objection(to:)) {
            return Objection(reason: reason, hint: catalogue)
        }
        if let reason = facts.objection(to: api) {
            let others = ModelAPI.allCases.filter { facts.apis?.contains($0) == true }
            return Objection(
                reason: reason,
                hint: others.first.map { "ask it with --api \($0.rawValue)" } ?? catalogue)
        }
        switch api {
        case .chat:
            guard tool == .computer else { return nil }
            return Objection(
                reason: "the Chat Completions API has no tool computer",
                hint: "leave --tool away: the model is given a function for each action")
        case .responses:
            guard let reason = facts.objection(to: tool ?? facts.preferredTool) else { return nil }
            let isWithoutTools = facts.tools?.isEmpty == true && facts.objection(to: .chat) == nil
            return Objection(
                reason: reason,
                hint: isWithoutTools ? "--api chat gives it functions instead" : catalogue)
        }
    }

    /// What to know before the model is asked.
    ///
    /// - Parameter today: The day as `2026-11-24`.
    /// - Returns: A sentence each, without a full stop.
    public func warnings(today: String) -> [String] {
        var warnings = facts.warnings(today: today)
        if api == .chat, let effort {
            warnings.append(
                "in the Chat Completions API the effort \(effort.rawValue) may be ignored, or refused: "
                    + "then the run goes on without it")
        }
        return warnings
    }
}
