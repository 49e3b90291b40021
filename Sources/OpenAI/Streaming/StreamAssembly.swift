import DeskwrightCore

/// Puts the events of a streamed reply together into the body that would have come without a stream.
///
/// So a reply is read in one way only, streamed or not.
protocol StreamAssembly: Sendable {
    init()

    /// Takes an event's JSON; `name` is its type where the JSON has none.
    ///
    /// - Returns: What the model thinks, when the event tells of it.
    mutating func take(_ event: JSONValue, name: String) -> PlannerNews?

    /// Takes the line `[DONE]`.
    mutating func takeDone()

    /// Whether nothing more is to come.
    var isComplete: Bool { get }

    /// The whole reply.
    func whole() throws(ReplyFault) -> JSONValue
}

extension StreamAssembly {
    /// Takes an event, and says what the model thinks.
    ///
    /// An event that makes no sense spoils the reply, since nobody knows what it would have said.
    mutating func take(_ event: EventStream.Event) throws(ReplyFault) -> PlannerNews? {
        guard !isComplete else { return nil }
        if event.data.elementsEqual("[DONE]".utf8) {
            takeDone()
            return nil
        }
        do throws(JSONFault) {
            return take(try JSONParser.parse(event.data), name: event.name)
        } catch {
            throw ReplyFault(
                reason: "an event of its stream is no JSON at byte \(error.offset): "
                    + error.reason)
        }
    }

    /// The whole reply of a body that has come to its end.
    static func assemble(_ body: [UInt8]) throws(ReplyFault) -> JSONValue {
        var assembly = Self()
        for event in EventStream.events(in: body) { _ = try assembly.take(event) }
        return try assembly.whole()
    }
}

extension PlannerNews {
    /// What the model is thinking, by its last words: thoughts can grow without end.
    static func thinking(endOf text: String) -> PlannerNews {
        .thinking(String(text.suffix(200)))
    }
}

extension ReplyFault {
    static let cutStream = ReplyFault(reason: "its stream ended before the reply was whole")
}
