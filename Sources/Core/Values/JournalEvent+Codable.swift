extension JournalEvent {
    /// The word by which a journal line names its event; the key `event`.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case started, observed, decided, stepped
        case safetyCheck = "safety-check"
        case acted, told, checked
        case summedUp = "summed-up"
        case noted, thought, ended
    }

    package var kind: Kind {
        switch self {
        case .started: .started
        case .observed: .observed
        case .decided: .decided
        case .stepped: .stepped
        case .safetyCheck: .safetyCheck
        case .acted: .acted
        case .told: .told
        case .checked: .checked
        case .summedUp: .summedUp
        case .noted: .noted
        case .thought: .thought
        case .ended: .ended
        }
    }
}

/// One flat object: `event`, and the payload's own keys beside it.
///
/// A bare text stands under `text`. The result of `ended` stands under `result`, since it has
/// `seconds` of its own. Unknown keys are passed over, so that older readers take newer runs.
extension JournalEvent: Codable {
    private enum Key: String, CodingKey {
        case event, text, result
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(Kind.self, forKey: .event) {
        case .started: self = .started(try Started(from: decoder))
        case .observed: self = .observed(try Observed(from: decoder))
        case .decided: self = .decided(try Decided(from: decoder))
        case .stepped: self = .stepped(try Stepped(from: decoder))
        case .safetyCheck: self = .safetyCheck(try SafetyRecord(from: decoder))
        case .acted: self = .acted(try Acted(from: decoder))
        case .told: self = .told(try container.decode(String.self, forKey: .text))
        case .checked: self = .checked(try CheckResult(from: decoder))
        case .summedUp: self = .summedUp(try SummedUp(from: decoder))
        case .noted: self = .noted(try container.decode(String.self, forKey: .text))
        case .thought: self = .thought(try container.decode(String.self, forKey: .text))
        case .ended: self = .ended(try container.decode(RunResult.self, forKey: .result))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .event)
        switch self {
        case .started(let payload): try payload.encode(to: encoder)
        case .observed(let payload): try payload.encode(to: encoder)
        case .decided(let payload): try payload.encode(to: encoder)
        case .stepped(let payload): try payload.encode(to: encoder)
        case .safetyCheck(let payload): try payload.encode(to: encoder)
        case .acted(let payload): try payload.encode(to: encoder)
        case .told(let text), .noted(let text), .thought(let text):
            try container.encode(text, forKey: .text)
        case .checked(let payload): try payload.encode(to: encoder)
        case .summedUp(let payload): try payload.encode(to: encoder)
        case .ended(let result): try container.encode(result, forKey: .result)
        }
    }
}
