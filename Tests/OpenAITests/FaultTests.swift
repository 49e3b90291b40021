import DeskwrightCore
import Testing

@testable import DeskwrightHTTP
@testable import DeskwrightOpenAI

/// What a service, a proxy or the network may do, and what the planner makes of it.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    private static let good =
        #"{"id":"resp_1","status":"completed","output":["#
        + #"{"type":"computer_call","call_id":"call_1","actions":[{"type":"wait"}]}]}"#

    private static func no(_ message: String, _ rest: String) -> String {
        #"{"error":{"message":"\#(message)","param":null,\#(rest)}}"#
    }

    /// What a planner came to at a real server.
    private struct Outcome {
        var decision: Decision?
        var error: PlannerError?
        var waits: [Duration]
        var notes: [String]
        var requestCount: Int
    }

    private func ask(_ answers: [LoopbackService.Answer]) async throws -> Outcome {
        let service = try await LoopbackService(answers)
        let (clock, notes) = (RecordingClock(), Notes())
        let planner = try makePlanner(
            url: service.url, http: HTTPClient(), clock: clock, notes: notes)
        let turn = try PlannerTurn.showing()
        var (decision, failure): (Decision?, PlannerError?)
        do throws(PlannerError) {
            decision = try await planner.decide(turn)
        } catch {
            failure = error
        }
        return Outcome(
            decision: decision, error: failure, waits: clock.waits, notes: notes.all,
            requestCount: service.requestCount)
    }

    @Test func aRateLimitIsWaitedForAsLongAsTheServerSays() async throws {
        let limit = Self.no("Rate limit reached.", #""type":"requests","code":"slow_down""#)
        let outcome = try await ask([
            .page(429, limit, ["Retry-After": "3"]), .page(429, limit, [:]),
            .page(200, Self.good, [:]),
        ])
        #expect(outcome.decision?.choice == .act(Proposal([.action(.wait)])))
        #expect(outcome.decision?.usage.requests == 3)
        #expect(outcome.waits == [.seconds(3), .seconds(1)])
        #expect(
            outcome.notes == [
                "trying again in 3 s: the service answered with status 429: Rate limit reached.",
                "trying again in 1 s: the service answered with status 429: Rate limit reached.",
            ])
    }

    @Test(arguments: [
        #""type":"insufficient_quota","code":"insufficient_quota""#,
        #""type":"insufficient_quota","code":"credit_balance_exhausted""#,
        #""type":"requests","code":"organization_spend_limit_exceeded""#,
        #""type":"requests","code":"project_spend_limit_exceeded""#,
        #""type":"requests","code":"organization_usage_limit_exceeded""#,
    ])
    func anEmptyAccountIsNotAskedAgain(fields: String) async throws {
        let outcome = try await ask([
            .page(
                429, Self.no("No money.", fields),
                ["x-request-id": "req_9", "Retry-After": "1", "x-should-retry": "true"])
        ])
        guard case .refused(429, _, "No money.", "req_9") = outcome.error?.cause else {
            Issue.record("\(outcome)")
            return
        }
        #expect(outcome.requestCount == 1)
        #expect(outcome.waits.isEmpty)
    }

    @Test func aServerThatStaysBrokenIsGivenUpAfterThreeTries() async throws {
        let broken = Self.no("Boom.", #""type":"server_error","code":null"#)
        let outcome = try await ask(Array(repeating: .page(500, broken, [:]), count: 9))
        #expect(
            outcome.error?.cause
                == .refused(status: 500, code: "server_error", message: "Boom.", requestID: nil))
        #expect(outcome.requestCount == 3)
        #expect(outcome.waits == [.seconds(0.5), .seconds(1)])
    }

    /// The status and message of the error that answers of all sorts become.
    @Test(arguments: [
        (502, "<html><head><TITLE>502\n Bad Gateway</TITLE></head></html>", "502 Bad Gateway"),
        (403, "Access denied\nby  the proxy", "Access denied by the proxy"),
        (404, #"{"detail":"Not Found"}"#, "Not Found"),
        (400, #"{"error":"model is missing"}"#, "model is missing"),
        (400, #"{"message":"who are you?"}"#, "who are you?"),
        (400, "", "no reason given"),
        (400, "{\"error\":{\"message\":\"cut", "{\"error\":{\"message\":\"cut"),
    ])
    func whateverARefusalLooksLikeItIsSaidInALine(
        status: Int, body: String, message: String
    ) async throws {
        let outcome = try await ask(Array(repeating: .page(status, body, [:]), count: 3))
        #expect(
            outcome.error?.cause
                == .refused(status: status, code: nil, message: message, requestID: nil))
    }

    @Test func aLongRefusalIsCut() async throws {
        let outcome = try await ask([.page(400, String(repeating: "word ", count: 999), [:])])
        guard case .refused(_, _, let message, _) = outcome.error?.cause else {
            Issue.record("\(outcome)")
            return
        }
        #expect(message.count == 202)
    }

    @Test func aRedirectionIsSaidAndNotFollowed() async throws {
        let outcome = try await ask([
            .page(307, "", ["Location": "https://elsewhere.example/v1?token=t"])
        ])
        #expect(
            outcome.error?.cause
                == .refused(
                    status: 307, code: nil,
                    message: "it redirects to https://elsewhere.example/v1, which is not followed",
                    requestID: nil))
    }

    @Test func aCutOffReplyIsAskedForAgain() async throws {
        let half = String(Self.good.prefix(70))
        let outcome = try await ask([.page(200, half, [:]), .page(200, Self.good, [:])])
        #expect(outcome.decision?.choice == .act(Proposal([.action(.wait)])))
        #expect(
            outcome.notes == [
                "trying again in 0.5 s: the reply makes no sense: no JSON at byte 70: it ends too early"
            ])
    }

    @Test func aServiceThatGivesNoReplyIsUnreadable() async throws {
        let page = LoopbackService.Answer.page(200, "<html>Welcome!", ["x-request-id": "req_3"])
        let outcome = try await ask([page, page, page])
        #expect(
            outcome.error?.cause
                == .unreadable(
                    reason: "no JSON at byte 0: no value begins like this", requestID: "req_3",
                    attempts: 3))
    }

    @Test func aReplyThatFailedInsideIsRetriedOnlyWhenItMayPass() async throws {
        func recorded(_ name: String) throws -> LoopbackService.Answer {
            .page(200, String(decoding: try recordedReply(name), as: UTF8.self), [:])
        }
        let passing = try await ask([
            recorded("failed-server-error.json"), .page(200, Self.good, [:]),
        ])
        #expect(passing.decision?.usage.requests == 2)
        let staying = try await ask([recorded("failed-invalid-image.json")])
        #expect(
            staying.error?.cause
                == .refused(
                    status: 200, code: "invalid_image", message: "The image data is not valid.",
                    requestID: nil))
        let cancelled = try await ask([recorded("cancelled.json")])
        #expect(
            cancelled.error?.cause
                == .refused(
                    status: 200, code: "cancelled", message: "the service cancelled the response",
                    requestID: nil))
    }

    @Test func aCancelledDecisionEndsWhileTheServiceThinks() async throws {
        let service = try await LoopbackService([.silence])
        let planner = try makePlanner(
            url: service.url, http: HTTPClient(), clock: RecordingClock(), notes: Notes())
        let turn = try PlannerTurn.showing()
        let task = Task { try await planner.decide(turn) }
        while service.requestCount == 0 { await Task.yield() }
        task.cancel()
        #expect(await failure { try await task.value }?.cause == .cancelled)
    }

    @Test(arguments: [
        (HTTPError.cannotConnect(url: "u", reason: "no route"), "cannot connect: no route", 3),
        (.connectionLost(url: "u", reason: "reset"), "the connection was lost: reset", 3),
        (.stalled(url: "u", after: .seconds(30)), "no byte more for 30 s", 3),
        (.timedOut(url: "u", after: .seconds(600)), "no complete answer within 600 s", 3),
        (
            .untrusted(url: "u", reason: "self-signed"),
            "the server's certificate is not trusted: self-signed", 1
        ),
        (.tooLarge(url: "u", byteCountMax: 9), "the answer is larger than 9 bytes", 1),
    ])
    func aServiceThatCannotBeReachedIsNamedWithItsTries(
        fault: HTTPError, reason: String, attempts: Int
    ) async throws {
        let bench = try Bench([.failure(fault), .failure(fault), .failure(fault)])
        let error = await failure { try await bench.planner.decide(.showing()) }
        #expect(
            error?.cause
                == .unreachable(
                    url: "https://api.openai.com/v1/responses", reason: reason,
                    attempts: attempts))
    }

    @Test func cancellingEndsTheWaitForTheNextTry() async throws {
        let bench = try Bench([.status(503, ""), .status(503, "")])
        let turn = try PlannerTurn.showing()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await bench.planner.decide(turn)
        }
        task.cancel()
        let error = await failure { try await task.value }
        #expect(error?.cause == .cancelled)
        #expect(error?.usage.requests == 1)
        #expect(bench.service.requests.count == 1)
    }
}
