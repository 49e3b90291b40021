import DeskwrightCore

/// One line of `journal.jsonl`: an event, and when it was written down.
public struct JournalLine: Sendable, Hashable {
    /// From the run's start.
    public var seconds: Double
    public var event: JournalEvent

    public init(seconds: Double, event: JournalEvent) {
        self.seconds = seconds
        self.event = event
    }
}

/// The event's own flat object, with `seconds` beside its keys.
extension JournalLine: Codable {
    private enum CodingKeys: String, CodingKey {
        case seconds
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        seconds = try container.decode(Double.self, forKey: .seconds)
        event = try JournalEvent(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seconds, forKey: .seconds)
    }
}
