import DeskwrightCore

/// One line of `journal.jsonl`: an event, and when it was written down.
package struct JournalLine: Sendable, Hashable {
    /// From the run's start.
    package var seconds: Double
    package var event: JournalEvent

    package init(seconds: Double, event: JournalEvent) {
        self.seconds = seconds
        self.event = event
    }
}

/// The event's own flat object, with `seconds` beside its keys.
extension JournalLine: Codable {
    private enum CodingKeys: String, CodingKey {
        case seconds
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        seconds = try container.decode(Double.self, forKey: .seconds)
        event = try JournalEvent(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seconds, forKey: .seconds)
    }
}
