import Testing

@testable import DeskwrightOpenAI

/// Server-sent events, however they are written and cut.
struct EventStreamTests {
    private typealias Event = EventStream.Event

    private static func event(_ data: String, _ name: String = "") -> Event {
        Event(name: name, data: Array(data.utf8))
    }

    private static let streams: [(text: String, events: [Event])] = [
        ("data: a\n\n", [event("a")]),
        ("data:a\n\ndata:  b\n\n", [event("a"), event(" b")]),
        ("event: x\ndata: a\n\ndata: b\n\n", [event("a", "x"), event("b")]),
        ("data: a\r\n\r\ndata: b\r\n\r\n", [event("a"), event("b")]),
        ("data: a\r\rdata: b\r\r", [event("a"), event("b")]),
        ("data: a\r\n\ndata: b\n\r\n", [event("a"), event("b")]),
        ("event: x\r\ndata: {\r\ndata: }\r\n\r\n", [event("{\n}", "x")]),
        ("data: {\ndata: }\n\n", [event("{\n}")]),
        (": keep-alive\n\n:\n\ndata: a\n: more\n\n", [event("a")]),
        ("garbage\nid: 7\nretry: 10\ndatas: no\ndata: a\n\n", [event("a")]),
        ("data\n\n", [event("")]), ("data:\n\n", [event("")]),
        ("event: x\n\ndata: a\n\n", [event("a")]),
        ("\n\n\ndata: a\n\n\n\n", [event("a")]),
        ("\u{FEFF}data: a\n\n", [event("a")]),
        ("data: Größe 👍\n\n", [event("Größe 👍")]),
        ("data: a: b\n\n", [event("a: b")]),
        ("", []), ("data: never ended", []), ("data: never ended\n", []),
    ]

    @Test(arguments: streams)
    func eventsAreReadHoweverTheyAreCut(text: String, events: [EventStream.Event]) {
        let bytes = Array(text.utf8)
        for place in 0...bytes.count {
            var stream = EventStream()
            let found = stream.take(bytes[..<place]) + stream.take(bytes[place...])
            #expect(found == events, "cut at \(place)")
        }
        var stream = EventStream()
        #expect(bytes.flatMap { stream.take([$0]) } == events, "byte by byte")
    }

    @Test func aWholeBodyNeedsNoLastEmptyLine() {
        let event = Self.event("a")
        for end in ["", "\n", "\r\n", "\n\n"] {
            #expect(EventStream.events(in: Array("data: a\(end)".utf8)) == [event])
        }
    }

    @Test(
        arguments: [
            ("data: {}", nil, true), ("\u{FEFF}event: x\n", nil, true), (": hello", nil, true),
            ("\r\n\r\nid: 1\n", "application/json", true), ("{}", nil, false), ("", nil, false),
            ("  {}", "text/event-stream", false), ("<html>", "text/html", false),
            ("nonsense\ndata: {}", "text/event-stream; charset=utf-8", true),
            ("nonsense\ndata: {}", "text/plain", false),
        ] as [(String, String?, Bool)])
    func whatABodyIsGoesByItsBeginning(text: String, type: String?, isStream: Bool) {
        #expect(EventStream.isOne(Array(text.utf8), contentType: type) == isStream)
    }
}
