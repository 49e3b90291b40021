import DeskwrightCore
import DeskwrightHTTP
import DeskwrightTestSupport
import Testing

@testable import DeskwrightOpenAI

/// A planner whose service streams, over a real connection.
@Suite(.timeLimit(.minutes(5)))
struct StreamPlannerTests {
    private static let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

    private static func chunk(_ text: some StringProtocol) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }

    private static func completion() throws -> [String] {
        try streamedCompletion(
            Array(
                (#"{"id":"c","choices":[{"finish_reason":"tool_calls","message":{"content":"#
                    + #""Now I wait.","tool_calls":[{"id":"call_1","type":"function","function":"#
                    + #"{"name":"wait","arguments":"{}"}}]}}]}"#).utf8))
    }

    private func planner(
        at server: RawServer, _ api: ModelAPI, _ notes: Notes
    ) throws -> OpenAIPlanner {
        try makePlanner(
            url: server.url, http: HTTPClient(), clock: RecordingClock(), notes: notes
        ) {
            $0.api = api
            $0.streams = true
        }
    }

    @Test func thoughtsAreToldWhileTheServiceWrites() async throws {
        let events = try streamedResponse(recordedReply("computer-batch.json"))
        let notes = Notes()
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            for event in events {
                connection.write(Self.chunk(event))
                // The reply goes on only after the whole thought was told.
                guard event.contains("reasoning_summary_text.done") else { continue }
                while notes.thoughts.isEmpty { pause() }
            }
            connection.write("0\r\n\r\n")
        }
        let decision = try await planner(at: server, .responses, notes).decide(.showing())
        #expect(notes.thoughts == ["Opening the address bar."])
        #expect(notes.thinking.first == "Openi")
        #expect(decision.summary == "Opening the address bar.")
        #expect(decision.usage.inputTokens == 1503)
        let whole = Judgement.judge(
            try ResponsesReader.read(recordedReply("computer-batch.json")))
        #expect(decision.choice == whole.choice)
    }

    @Test(arguments: ModelAPI.allCases)
    func aTrickleByteByByteIsTheSameReply(api: ModelAPI) async throws {
        let events =
            try api == .chat
            ? Self.completion() : streamedResponse(recordedReply("words-and-a-call.json"))
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            for byte in events.joined().utf8 {
                connection.write(bytes: Array("1\r\n".utf8) + [byte] + Array("\r\n".utf8))
            }
            connection.write("0\r\n\r\n")
        }
        let decision = try await planner(at: server, api, Notes()).decide(.showing())
        guard case .act(let proposal) = decision.choice else { throw Unexpected(decision) }
        #expect(proposal.actions.count == 1)
        #expect(decision.usage.requests == 1)
    }

    @Test(arguments: ModelAPI.allCases)
    func aStreamThatBreaksOffIsAskedForAgain(api: ModelAPI) async throws {
        let events =
            try api == .chat
            ? Self.completion() : streamedResponse(recordedReply("computer-batch.json"))
        let count = Counter()
        let server = RawServer { connection in
            _ = connection.readRequest()
            // The first ends its connection in the middle, the second its body.
            let number = count.next()
            let sent = number < 3 ? events.prefix(3) : events[...]
            connection.write(Self.head + sent.map(Self.chunk).joined())
            if number > 1 { connection.write("0\r\n\r\n") }
        }
        let notes = Notes()
        let decision = try await planner(at: server, api, notes).decide(.showing())
        guard case .act = decision.choice else { throw Unexpected(decision) }
        #expect(decision.usage.requests == 3)
        #expect(notes.all.count == 2)
        #expect(notes.all.first?.contains("the connection was lost") == true)
        #expect(
            notes.all.last?.contains("its stream ended before the reply was whole") == true)
    }

    @Test(arguments: ModelAPI.allCases)
    func aServerThatNeverEndsItsStreamIsNotWaitedFor(api: ModelAPI) async throws {
        let events =
            try api == .chat
            ? Self.completion() : streamedResponse(recordedReply("computer-batch.json"))
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head + events.map(Self.chunk).joined())
            connection.waitForEnd()
        }
        let decision = try await planner(at: server, api, Notes()).decide(.showing())
        guard case .act = decision.choice else { throw Unexpected(decision) }
    }

    @Test func aServerThatDoesNotStreamIsUnderstood() async throws {
        let body = String(decoding: try recordedReply("computer-batch.json"), as: UTF8.self)
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.answer(headers: ["Content-Type: application/json"], body: body)
        }
        let notes = Notes()
        let decision = try await planner(at: server, .responses, notes).decide(.showing())
        guard case .act = decision.choice else { throw Unexpected(decision) }
        #expect(decision.summary == "Opening the address bar.")
        #expect(notes.items.isEmpty)
    }

    @Test(arguments: ModelAPI.allCases)
    func whereStreamsAreNotAllowedTheRunGoesOnWithout(api: ModelAPI) async throws {
        let message = "Your organization must be verified to stream this model."
        let reply =
            #"{"id":"resp_1","status":"completed","output":[],"#
            + #""choices":[{"message":{"content":"Done."}}]}"#
        let bench = try Bench([
            .no(400, message, code: "unsupported_value", param: "stream"), .status(200, reply),
        ]) {
            $0.api = api
            $0.streams = true
        }
        _ = try await bench.planner.decide(.showing())
        #expect(try bench.service.bodies.map { $0["stream"] } == [true, nil])
        #expect(
            try bench.service.bodies.map { $0["stream_options"] == nil } == [api != .chat, true])
        #expect(bench.notes.all == ["goes on without streaming because: \(message)"])
    }

    @Test func aKeyInAThoughtIsNotTold() async throws {
        let key = "sk-test-0123456789"
        let events = try streamedResponse(
            Array(
                (#"{"id":"r","status":"completed","output":[{"type":"reasoning","id":"rs_1","#
                    + #""summary":[{"type":"summary_text","text":"is it \#(key)?"}]}]}"#).utf8))
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head + events.map(Self.chunk).joined() + "0\r\n\r\n")
        }
        let notes = Notes()
        _ = try await planner(at: server, .responses, notes).decide(.showing())
        #expect(notes.thoughts == ["is it [redacted]?"])
        #expect(!notes.items.contains { "\($0)".contains(key) })
    }
}
