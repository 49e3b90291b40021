import DeskwrightCore
import DeskwrightHTTP
import DeskwrightTestSupport
import Synchronization
import Testing

@testable import DeskwrightOpenAI

/// Everything that a service, a proxy or the network may do to a request in the middle of a
/// conversation, over real connections, in each dialect.
///
/// Whatever it is ends in the decision, in one clear error, or in something that the model is told;
/// a request that is made again is the same to the byte, so that no action is done twice and no
/// call loses its answer.
@Suite(.timeLimit(.minutes(5)))
struct FaultTableTests {
    /// What the server does with one request.
    enum Answer: Sendable {
        case good
        case page(Int, String = "", [String] = [])
        /// These bytes, and the end of the connection.
        case raw(String)
        case reset
        /// The good reply, some bytes at a time.
        case trickle
        /// The beginning of a reply, and nothing more.
        case stall
        case silence
        /// More than is taken.
        case huge
    }

    enum Outcome: Sendable {
        case acts
        case decides(Decision.Choice)
        case refused(Int, code: String?, message: String)
        case unreachable(String)
        case unreadable(String)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var answers: [Answer]
        var outcome: Outcome
        /// The waits that were asked for before further tries, in seconds.
        var waits: [Double] = []
        var changes: @Sendable (inout HTTPLimits) -> Void = { _ in }

        var testDescription: String { name }
    }

    /// A dialect, streamed or not.
    enum Way: String, CaseIterable, Sendable {
        case responses, chat
        case streamedResponses = "responses, asked to stream"
        case streamedChat = "chat, asked to stream"

        var api: ModelAPI { [.responses, .streamedResponses].contains(self) ? .responses : .chat }
        var streams: Bool { [.streamedResponses, .streamedChat].contains(self) }
    }

    private static func error(
        _ message: String, type: String = "server_error", code: String? = nil
    ) -> String {
        let code = code.map { "\"\($0)\"" } ?? "null"
        return
            #"{"error":{"message":"\#(message)","type":"\#(type)","param":null,"code":\#(code)}}"#
    }

    /// In both dialects: a call of `wait`.
    private static let good =
        #"{"id":"resp_9","status":"completed","output":[{"type":"computer_call","#
        + #""call_id":"call_9","actions":[{"type":"wait"}]}],"choices":[{"message":{"tool_calls":"#
        + #"[{"id":"call_9","type":"function","function":{"name":"wait","arguments":"{}"}}]}}]}"#

    private static let first = good.replacing("_9", with: "_1")

    private static let limited = error("Rate limit reached.", type: "requests", code: "slow_down")
    private static let proxyPage =
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"

    // MARK: What is tried again

    static let passing: [Case] = [
        Case(
            name: "429 with Retry-After",
            answers: [.page(429, limited, ["Retry-After: 3"]), .good],
            outcome: .acts, waits: [3]),
        Case(
            name: "429 with retry-after-ms",
            answers: [.page(429, limited, ["retry-after-ms: 1500", "Retry-After: 9"]), .good],
            outcome: .acts, waits: [1.5]),
        Case(
            name: "429 without", answers: [.page(429, limited), .page(429, limited), .good],
            outcome: .acts, waits: [0.5, 1]),
        Case(name: "408", answers: [.page(408), .good], outcome: .acts, waits: [0.5]),
        Case(name: "409", answers: [.page(409), .good], outcome: .acts, waits: [0.5]),
        Case(
            name: "500", answers: [.page(500, error("Boom.")), .good], outcome: .acts, waits: [0.5]),
        Case(
            name: "503 overloaded",
            answers: [.page(503, error("Busy.", code: "server_is_overloaded")), .good],
            outcome: .acts, waits: [0.5]),
        Case(
            name: "a proxy's page", answers: [.page(502, proxyPage), .good], outcome: .acts,
            waits: [0.5]),
        Case(
            name: "a page with 200", answers: [.page(200, "<html>Welcome!"), .good], outcome: .acts,
            waits: [0.5]),
        Case(
            name: "204", answers: [.raw("HTTP/1.1 204 No Content\r\n\r\n"), .good],
            outcome: .acts, waits: [0.5]),
        Case(name: "a reset", answers: [.reset, .good], outcome: .acts, waits: [0.5]),
        Case(name: "no answer", answers: [.raw(""), .good], outcome: .acts, waits: [0.5]),
        Case(
            name: "a body that is cut off",
            answers: [.raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"id\":"), .good],
            outcome: .acts, waits: [0.5]),
        Case(
            name: "a cut body without a length",
            answers: [.raw("HTTP/1.1 200 OK\r\n\r\n" + good.prefix(90)), .good], outcome: .acts,
            waits: [0.5]),
        Case(
            name: "chunks without an end",
            answers: [
                .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), .good,
            ],
            outcome: .acts, waits: [0.5]),
        Case(name: "a trickle", answers: [.trickle], outcome: .acts),
        Case(
            name: "a stall", answers: [.stall, .good], outcome: .acts, waits: [0.5],
            changes: { ($0.stall, $0.streamPause) = (.milliseconds(150), .milliseconds(150)) }),
        Case(
            name: "silence", answers: [.silence, .good], outcome: .acts, waits: [0.5],
            changes: { $0.total = .milliseconds(400) }),
        Case(
            name: "a failure inside",
            answers: [
                .page(
                    200, #"{"status":"failed","error":{"code":"server_error","message":"x"}}"#),
                .good,
            ], outcome: .acts, waits: [0.5]),
        Case(
            name: "a control character",
            answers: [.raw("HTTP/1.1 200 OK\r\n\r\n{\"id\":\"\u{0}\"}"), .good],
            outcome: .acts, waits: [0.5]),
        Case(
            name: "another type", answers: [.page(200, good, ["Content-Type: text/html"])],
            outcome: .acts),
        Case(
            name: "the type of a stream",
            answers: [.page(200, good, ["Content-Type: text/event-stream"])], outcome: .acts),
    ]

    // MARK: What ends the run

    static let billing: [Case] = [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
    ].map { (code: String) in
        let body = error("No money.", type: "insufficient_quota", code: code)
        let headers = ["Retry-After: 1", "x-should-retry: true"]
        return Case(
            name: "429 \(code)", answers: [.page(429, body, headers)],
            outcome: .refused(429, code: code, message: "No money."))
    }

    static let refused: [Case] = [400, 401, 403, 413, 422].map { (status: Int) in
        Case(
            name: "\(status)", answers: [.page(status, error("No.", type: "t"))],
            outcome: .refused(status, code: "t", message: "No."))
    }

    static let final: [Case] = [
        Case(
            name: "no such model",
            answers: [.page(404, error("No such model.", type: "t", code: "model_not_found"))],
            outcome: .refused(404, code: "model_not_found", message: "No such model.")),
        Case(
            name: "a long wait",
            answers: [.page(429, limited, ["Retry-After: 121"])],
            outcome: .refused(429, code: "slow_down", message: "Rate limit reached.")),
        Case(
            name: "500 that is not to be tried again",
            answers: [.page(500, error("Boom."), ["x-should-retry: false"])],
            outcome: .refused(500, code: "server_error", message: "Boom.")),
        Case(
            name: "500 for ever",
            answers: Array(repeating: .page(500, error("Boom.")), count: 3),
            outcome: .refused(500, code: "server_error", message: "Boom."), waits: [0.5, 1]),
        Case(
            name: "a proxy for ever",
            answers: Array(repeating: .page(502, proxyPage), count: 3),
            outcome: .refused(502, code: nil, message: "502 Bad Gateway"), waits: [0.5, 1]),
        Case(
            name: "a redirection",
            answers: [.page(302, "", ["Location: http://127.0.0.1:9/elsewhere?key=k"])],
            outcome: .refused(
                302, code: nil,
                message: "it redirects to http://127.0.0.1:9/elsewhere, which is not followed")),
        Case(
            name: "resets for ever", answers: [.reset, .reset, .reset],
            outcome: .unreachable("the connection was lost"), waits: [0.5, 1]),
        Case(
            name: "no HTTP", answers: [.raw("SSH-2.0-OpenSSH_9.2\r\n")],
            outcome: .unreachable("HTTP/0.9")),
        Case(
            name: "a page with 200 for ever",
            answers: Array(repeating: .page(200, "<html>Welcome!"), count: 3),
            outcome: .unreadable("no JSON at byte 0"), waits: [0.5, 1]),
        Case(
            name: "no object", answers: Array(repeating: .page(200, "[]"), count: 3),
            outcome: .unreadable("it has no"), waits: [0.5, 1]),
        Case(
            name: "hostile nesting",
            answers: Array(
                repeating: .page(200, String(repeating: "[", count: 200_000)), count: 3),
            outcome: .unreadable("it nests deeper than 64"), waits: [0.5, 1]),
        Case(
            name: "a huge body", answers: [.huge],
            outcome: .unreachable("the answer is larger than 100000 bytes"),
            changes: { $0.replyByteCountMax = 100_000 }),
        Case(
            name: "an invalid picture",
            answers: [
                .page(
                    200,
                    #"{"status":"failed","error":{"code":"invalid_image","message":"Bad."}}"#)
            ], outcome: .refused(200, code: "invalid_image", message: "Bad.")),
    ]

    // MARK: What the model is told, or has said

    private static func both(_ output: String, _ message: String, finish: String) -> Answer {
        .page(
            200,
            #"{"id":"r","status":"completed","output":[\#(output)],"#
                + #""choices":[{"finish_reason":"\#(finish)","message":\#(message)}]}"#)
    }

    static let said: [Case] = [
        Case(
            name: "cut off",
            answers: [
                .page(
                    200,
                    #"{"status":"incomplete","incomplete_details":{"reason":"length"},"#
                        + #""choices":[{"finish_reason":"length","message":{"content":"No"}}]}"#)
            ], outcome: .decides(.invalid(reason: "the reply was cut off (length)"))),
        Case(
            name: "a content filter",
            answers: [
                .page(
                    200,
                    #"{"status":"incomplete","incomplete_details":{"reason":"content_filter"},"#
                        + #""choices":[{"finish_reason":"content_filter","message":{}}]}"#)
            ], outcome: .decides(.stuck(reason: "the service's content filter cut the reply off"))),
        Case(
            name: "a refusal",
            answers: [
                both(
                    #"{"type":"message","content":[{"type":"refusal","refusal":"No."}]}"#,
                    #"{"refusal":"No."}"#, finish: "stop")
            ], outcome: .decides(.stuck(reason: "the model refuses: No."))),
        Case(
            name: "nothing", answers: [both("", #"{"content":null}"#, finish: "stop")],
            outcome: .decides(.invalid(reason: "it holds neither an action nor an answer"))),
        Case(
            name: "several calls",
            answers: [
                both(
                    #"{"type":"computer_call","call_id":"a","actions":[{"type":"wait"}]},"#
                        + #"{"type":"computer_call","call_id":"b","action":{"type":"screenshot"}}"#,
                    #"{"tool_calls":[{"id":"a","function":{"name":"wait"}},"#
                        + #"{"id":"b","function":{"name":"screenshot"}}]}"#, finish: "tool_calls")
            ], outcome: .decides(.act(Proposal([.action(.wait), .action(.screenshot)])))),
        Case(
            name: "a call that is not ours beside one that is",
            answers: [
                both(
                    #"{"type":"function_call","call_id":"a","name":"shell"},"#
                        + #"{"type":"computer_call","call_id":"b","actions":[{"type":"wait"}]}"#,
                    #"{"tool_calls":[{"id":"a","function":{"name":"shell"}},"#
                        + #"{"id":"b","function":{"name":"wait"}}]}"#, finish: "tool_calls")
            ], outcome: .decides(.act(Proposal([.action(.wait)])))),
    ]

    // MARK: The test

    @Test(arguments: passing + billing + refused + final + said, Way.allCases)
    func aFaultEndsAsItShould(fault: Case, way: Way) async throws {
        let bodies = Mutex<[String]>([])
        let answers = [Answer.page(200, Self.first)] + fault.answers
        let server = RawServer { connection in
            let request = connection.readRequest()
            let number = bodies.withLock { bodies in
                bodies.append(request.split(separator: "\r\n\r\n").last.map(String.init) ?? "")
                return bodies.count
            }
            // A test that asks too often gets what no case expects.
            Self.serve(number <= answers.count ? answers[number - 1] : .page(499), to: connection)
        }
        var limits = HTTPLimits()
        fault.changes(&limits)
        let clock = RecordingClock()
        let planner = try makePlanner(
            url: server.url + "/v1", http: HTTPClient(limits: limits), clock: clock, notes: Notes()
        ) {
            $0.api = way.api
            $0.streams = way.streams
        }
        _ = try await planner.decide(.showing())
        let turn = try PlannerTurn.showing(
            results: [ActionReport(action: "wait", result: .delivered())])
        let result = await Result { () async throws(PlannerError) in
            try await planner.decide(turn)
        }
        Self.expect(result, fault.outcome)
        #expect(clock.waits.map { $0 / .seconds(1) } == fault.waits)
        let sent = bodies.withLock { Array($0.dropFirst()) }
        #expect(sent.count == fault.answers.count)
        #expect(Set(sent).count == 1, "a further try is another request")
        let answered = sent.first?.ranges(of: #""call_1""#).count
        // In Chat Completions the call itself is repeated.
        #expect(answered == (way.api == .chat ? 2 : 1))
        await Self.goOn(planner, after: result, bodies, way)
    }

    /// After whatever it was the planner can be asked again, and no call is left without an answer.
    private static func goOn(
        _ planner: OpenAIPlanner, after result: Result<Decision, PlannerError>,
        _ bodies: borrowing Mutex<[String]>, _ way: Way
    ) async {
        guard case .success(let decision) = result, case .act(let proposal) = decision.choice,
            let turn = try? PlannerTurn.showing(
                results: proposal.actions.map { _ in
                    ActionReport(action: "wait", result: .delivered())
                })
        else { return }
        _ = try? await planner.decide(turn)
        let last = bodies.withLock { $0.last } ?? ""
        let ids = last.contains(#""call_9""#) ? ["call_9"] : ["a", "b"]
        for id in ids {
            let key = way.api == .chat ? "tool_call_id" : "call_id"
            #expect(last.contains(#""\#(key)":"\#(id)""#), "\(id) has no answer")
        }
    }

    private static func expect(_ result: Result<Decision, PlannerError>, _ outcome: Outcome) {
        switch (result, outcome) {
        case (.success(let decision), .acts):
            #expect(decision.choice == .act(Proposal([.action(.wait)])))
        case (.success(let decision), .decides(let choice)):
            #expect(decision.choice == choice)
        case (.failure(let error), _): expect(error.cause, outcome)
        default: Issue.record("\(result) in place of \(outcome)")
        }
    }

    private static func expect(_ cause: PlannerError.Cause, _ outcome: Outcome) {
        switch (cause, outcome) {
        case (
            .refused(let status, let code, let message, _),
            .refused(let otherStatus, let otherCode, let otherMessage)
        ):
            #expect((status, code, message) == (otherStatus, otherCode, otherMessage))
        case (.unreachable(_, let reason, _), .unreachable(let part)),
            (.unreadable(let reason, _, _), .unreadable(let part)):
            #expect(reason.contains(part), "\(reason)")
        default: Issue.record("\(cause) in place of \(outcome)")
        }
    }

    private static func serve(_ answer: Answer, to connection: RawConnection) {
        switch answer {
        case .good: connection.answer(headers: ["Connection: close"], body: good)
        case .page(let status, let body, let headers):
            connection.answer("\(status) X", headers: headers + ["Connection: close"], body: body)
        case .raw(let text): connection.write(text)
        case .reset: connection.reset()
        case .trickle:
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Length: \(good.utf8.count)\r\n\r\n")
            for byte in good.utf8 { connection.write(bytes: [byte]) }
        case .stall:
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{")
            connection.waitForEnd()
        case .silence: connection.waitForEnd()
        case .huge:
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            for _ in 0..<50 { connection.write(String(repeating: "x", count: 4000)) }
        }
    }

    // MARK: TLS

    /// A server that takes the connection and does not greet, and one that speaks no TLS.
    @Test(arguments: [true, false])
    func aServerWithoutTLSIsNotWaitedFor(isSilent: Bool) async throws {
        let server = RawServer { connection in
            if isSilent { return connection.waitForEnd() }
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
        var limits = HTTPLimits()
        limits.connect = .milliseconds(200)
        let planner = try makePlanner(
            url: "https://127.0.0.1:\(server.port)/v1", http: HTTPClient(limits: limits),
            clock: RecordingClock(), notes: Notes())
        let turn = try PlannerTurn.showing()
        let result = await Result { () async throws(PlannerError) in
            try await planner.decide(turn)
        }
        guard case .failure(let error) = result,
            case .unreachable(_, let reason, attempts: 3) = error.cause
        else {
            Issue.record("\(result)")
            return
        }
        #expect(reason.hasPrefix("cannot connect: "), "\(reason)")
        #expect(server.connectionCount == 3)
    }
}

extension Result {
    /// What an async function gives or throws.
    fileprivate init(_ body: () async throws(Failure) -> Success) async {
        do throws(Failure) {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
