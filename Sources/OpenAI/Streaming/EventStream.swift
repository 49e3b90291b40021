/// Reads server-sent events from bytes, however these are cut into parts.
///
/// - SeeAlso: html.spec.whatwg.org, section 9.2.6, "Interpreting an event stream".
struct EventStream: Sendable {
    /// What was sent between two empty lines.
    struct Event: Sendable, Hashable {
        /// Of the field `event`; empty when there was none.
        var name = ""
        /// The lines of the fields `data`, joined by line feeds.
        var data: [UInt8] = []
    }

    private var line: [UInt8] = []
    private var event = Event()
    private var hasData = false
    private var isAfterCarriageReturn = false
    private var isAtStart = true

    /// Takes some bytes, and gives the events that they complete.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let isSecondOfPair = isAfterCarriageReturn && byte == UInt8(ascii: "\n")
            isAfterCarriageReturn = byte == UInt8(ascii: "\r")
            if isSecondOfPair { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if let event = endLine() { events.append(event) }
            } else {
                line.append(byte)
            }
        }
        return events
    }

    /// The events of a whole body; some servers leave out the last empty line.
    static func events(in body: [UInt8]) -> [Event] {
        var stream = EventStream()
        return stream.take(body) + stream.take([0x0A, 0x0A])
    }

    /// Whether a body is meant to be such a stream, whatever its type is said to be.
    static func isOne(_ body: [UInt8], contentType: String?) -> Bool {
        let start = (body.starts(with: byteOrderMark) ? body.dropFirst(3) : body[...])
            .drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if start.first == UInt8(ascii: "{") { return false }
        if contentType?.lowercased().hasPrefix("text/event-stream") == true { return true }
        return ["data:", "event:", "id:", "retry:", ":"].contains { start.starts(with: $0.utf8) }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads a line; an empty one gives the event that it ends, if that has data.
    private mutating func endLine() -> Event? {
        defer { line = [] }
        if isAtStart, line.starts(with: EventStream.byteOrderMark) { line.removeFirst(3) }
        isAtStart = false
        guard !line.isEmpty else {
            defer { (event, hasData) = (Event(), false) }
            return hasData ? event : nil
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        // Comments have an empty name, and unknown fields are passed over.
        if line[..<colon].elementsEqual("data".utf8) {
            if hasData { event.data.append(0x0A) }
            event.data += value
            hasData = true
        } else if line[..<colon].elementsEqual("event".utf8) {
            event.name = String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}
