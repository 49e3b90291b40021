import DeskwrightCore
import DeskwrightHTTP
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightOpenAI

/// What is sent to Chat Completions, as whole bodies but for the pictures and the functions.
struct ChatRequestTests {
    private let click =
        #"{"id":"call_1","type":"function","function":{"name":"click","#
        + #""arguments":"{\"x\":9000,\"y\":10,\"button\":\"left\",\"keys\":null}"}}"#
    private let wait =
        #"{"id":"call_2","type":"function","function":{"name":"wait","arguments":"{}"}}"#
    private let done = #"{"role":"assistant","content":"Done."}"#

    private func chatBench(
        model: String = "gpt-5.4", _ answers: [ScriptedService.Answer],
        change: (inout OpenAISettings) -> Void = { _ in }
    ) throws -> Bench {
        try Bench(model: model, answers) {
            $0.api = .chat
            change(&$0)
        }
    }

    private func reply(_ calls: String...) -> ScriptedService.Answer {
        .completion(
            #"{"role":"assistant","content":null,"refusal":null,"annotations":[],"#
                + #""tool_calls":[\#(calls.joined(separator: ","))]}"#, finish: "tool_calls")
    }

    private func expectBody(
        _ request: HTTPRequest?, named name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let request = try #require(request)
        let json = try JSONSerialization.jsonObject(with: Data(request.body))
        var body = try #require(json as? [String: Any])
        if name != "chat-first.json" { body["tools"] = nil }
        let data = try JSONSerialization.data(
            withJSONObject: body, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        let text = String(decoding: data, as: UTF8.self)
            .replacing(/base64,[A-Za-z0-9+\/=]+/, with: "base64,…")
        expectSnapshot(of: text + "\n", named: name, sourceLocation: sourceLocation)
    }

    @Test func theFirstRequestShowsTheGoalTheScreenAndTheFunctions() async throws {
        let bench = try chatBench([reply(click)]) {
            $0.instructions = nil
            $0.effort = .low
        }
        _ = try await bench.planner.decide(.showing())
        let request = try #require(bench.service.requests.first)
        #expect(request.address.text == "https://api.openai.com/v1/chat/completions")
        try expectBody(request, named: "chat-first.json")
    }

    @Test func everyCallIsAnsweredInWordsAndTheScreenIsTheUsers() async throws {
        let strange =
            #"{"id":"call_3","type":"function","function":{"name":"shell","arguments":"{}"}}"#
        let bench = try chatBench([reply(click, strange, wait), .completion(done)])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(
            .showing(
                results: [
                    ActionReport(
                        action: "click 9000 10",
                        result: .refused(reason: "9000,10 lies outside the screen of 64x48")),
                    ActionReport(
                        action: "wait",
                        result: .notRun(reason: "an earlier action of the batch was not done")),
                ], notes: ["Mind the dialog."]))
        try expectBody(bench.service.requests.last, named: "chat-next.json")
    }

    @Test func whatDidNotArriveIsInTheAnswerToItsCall() async throws {
        let type =
            #"{"id":"call_1","type":"function","function":{"name":"type","#
            + #""arguments":"{\"text\":\"a🙂\"}"}}"#
        let bench = try chatBench([reply(type), .completion(done)])
        _ = try await bench.planner.decide(.showing())
        let result = ActionResult.delivered(Receipt(characters: 1, undelivered: "🙂"))
        _ = try await bench.planner.decide(
            .showing(results: [ActionReport(action: "type \"a🙂\"", result: result)]))
        let answer = try bench.service.bodies.last?["messages"]?.array?.first {
            $0["role"] == "tool"
        }
        #expect(answer?["content"] == "done, but the characters \"🙂\" did not arrive")
    }

    @Test func pointsOfAReducedPictureAreExplained() async throws {
        let bench = try chatBench(model: "gpt-5.4-mini", [reply(click), .completion(done)])
        let wide = Size(width: 4096, height: 64)
        _ = try await bench.planner.decide(.showing(wide))
        _ = try await bench.planner.decide(
            .showing(
                wide,
                results: [ActionReport(action: "click 1 1", result: .denied(reason: "not there"))]))
        let text = try #require(try bench.service.bodies.last?.description)
        #expect(
            text.contains(
                "not allowed: not there (points are those of the screen, 4096x64; the picture "
                    + "shows it at 2048x32)"))
    }

    @Test func aCutOffReplyLeavesTheTurnUnanswered() async throws {
        let bench = try chatBench([
            reply(wait), .completion(#"{"content":"Now I"}"#, finish: "length"),
            .completion(done),
        ])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(
            .showing(results: [ActionReport(action: "wait", result: .refused(reason: "no time"))]))
        _ = try await bench.planner.decide(.showing(notes: ["Be shorter."]))
        try expectBody(bench.service.requests.last, named: "chat-after-a-cut.json")
    }

    @Test func aClosingWordIsAskedForWithoutCalls() async throws {
        let bench = try chatBench([reply(wait), .completion(done), .completion(done)]) {
            $0.effort = .high
        }
        _ = try await bench.planner.decide(.showing())
        var last = try PlannerTurn.showing()
        last.asksForSummary = true
        _ = try await bench.planner.decide(last)
        let body = try #require(try bench.service.bodies.last)
        #expect(body["tool_choice"] == "none")
        #expect(body["max_completion_tokens"] == 1_000)
        #expect(body["reasoning_effort"]?.string == "none")
    }

    @Test func aServersOwnComputerCallIsAnsweredAndItsChecksAcknowledged() async throws {
        let call =
            #"{"id":"call_1","type":"computer_use_preview","action":{"type":"wait"},"#
            + #""pending_safety_checks":[{"id":"sc_1","code":"malicious_instructions"}]}"#
        let bench = try chatBench([reply(call), .completion(done)]) { $0.tool = .preview }
        let decision = try await bench.planner.decide(.showing())
        guard case .act(let proposal) = decision.choice else { throw Unexpected(decision) }
        #expect(proposal.actions == [.action(.wait)])
        _ = try await bench.planner.decide(
            .showing(
                results: [ActionReport(action: "wait", result: .delivered())],
                acknowledged: proposal.safetyChecks))
        try expectBody(bench.service.requests.last, named: "chat-computer-next.json")
        #expect(
            try bench.service.bodies.first?["tools"]?.description
                == #"[{"display_height":48,"display_width":64,"environment":"linux","#
                + #""type":"computer_use_preview"}]"#)
    }

    // MARK: Changing what the service does not take

    private func refused(
        _ model: String, _ refusals: [ScriptedService.Answer], api: ModelAPI = .chat,
        tool: ComputerTool? = nil, effort: ReasoningEffort? = nil
    ) async throws -> (bodies: [JSONValue], paths: [String], notes: [String]) {
        let wait = #"{"type":"computer_call","call_id":"call_1","actions":[{"type":"wait"}]}"#
        let good =
            #"{"id":"resp_1","status":"completed","output":[\#(wait)],"#
            + #""choices":[{"message":{"tool_calls":[\#(self.wait)]}}]}"#
        let bench = try Bench(model: model, refusals + [.status(200, good)]) {
            $0.api = api
            $0.tool = tool
            $0.effort = effort
        }
        let decision = try await bench.planner.decide(.showing())
        #expect(decision.choice == .act(Proposal([.action(.wait)])))
        #expect(decision.usage.requests == refusals.count + 1)
        let paths = bench.service.requests.map {
            String($0.address.text.dropFirst("https://api.openai.com/v1/".count))
        }
        return (try bench.service.bodies, paths, bench.notes.all)
    }

    @Test func aToolThatIsNotTakenGivesWayToFunctions() async throws {
        let message = "Invalid value: 'computer_use_preview'. Supported values are: 'function'."
        let run = try await refused(
            "m", [.no(400, message, param: "tools[0].type")], tool: .preview)
        #expect(run.notes == ["switched to functions because: \(message)"])
        #expect(run.bodies.last?["tools"]?.array?.count == 9)
    }

    @Test func anEffortThatIsNotTakenIsLowered() async throws {
        let older =
            "Function tools with reasoning_effort are not supported for gpt-5.4 in "
            + "/v1/chat/completions. Please use /v1/responses instead."
        let left = try await refused(
            "gpt-5.4", [.no(400, older, param: "reasoning_effort")], effort: .high)
        #expect(left.bodies.map { $0["reasoning_effort"] } == ["high", nil])
        #expect(left.notes == ["goes on without an effort because: \(older)"])

        let newer = older.replacing(
            "Please use /v1/responses instead.",
            with: "To use function tools, use /v1/responses or set reasoning_effort to 'none'.")
        let none = try await refused(
            "gpt-5.6-sol", [.no(400, newer, param: "reasoning_effort")], effort: .high)
        #expect(none.bodies.map { $0["reasoning_effort"] } == ["high", "none"])
        #expect(none.notes == ["goes on with the effort none because: \(newer)"])

        let unasked = try await refused(
            "gpt-5.6-sol", [.no(400, newer, param: "reasoning_effort")])
        #expect(unasked.bodies.map { $0["reasoning_effort"] } == [nil, "none"])
    }

    @Test func anEffortThatCannotBeLoweredChangesTheAPI() async throws {
        let message = "reasoning_effort is not taken"
        let refusal = ScriptedService.Answer.no(400, message, param: "reasoning_effort")
        let run = try await refused("m", [refusal, refusal, refusal], effort: .low)
        #expect(
            run.paths == [
                "chat/completions", "chat/completions", "chat/completions", "responses",
            ])
        #expect(run.bodies.map { $0["reasoning_effort"] } == ["low", nil, "none", nil])
        #expect(run.bodies.last?["reasoning"] == ["effort": "low", "summary": "concise"])
        #expect(run.notes.last == "switched to the Responses API because: \(message)")
    }

    @Test(arguments: [
        (
            ModelAPI.chat, 404,
            "This model is only supported in v1/responses and not in v1/chat/completions.",
            ["chat/completions", "responses"], "switched to the Responses API because: "
        ),
        (
            .chat, 400, "/v1/chat/completions is not supported. Please use /v1/responses.",
            ["chat/completions", "responses"], "switched to the Responses API because: "
        ),
        (
            .responses, 404, "404 page not found", ["responses", "chat/completions"],
            "switched to the Chat Completions API because: "
        ),
        (
            .responses, 405, "Method Not Allowed", ["responses", "chat/completions"],
            "switched to the Chat Completions API because: "
        ),
    ])
    func theAPIIsChangedWhenTheServerWantsTheOther(
        api: ModelAPI, status: Int, message: String, paths: [String], note: String
    ) async throws {
        let run = try await refused("m", [.no(status, message)], api: api)
        #expect(run.paths == paths)
        #expect(run.notes == [note + message])
    }

    @Test(arguments: ModelAPI.allCases)
    func whereNoAPIIsSpokenTheFirstAnswerIsTheError(api: ModelAPI) async throws {
        let bench = try Bench([.no(404, "Not here."), .no(404, "Nor here.")]) { $0.api = api }
        let error = await failure { try await bench.planner.decide(.showing()) }
        #expect(
            error?.cause
                == .refused(
                    status: 404, code: "invalid_request_error", message: "Not here.",
                    requestID: "req_404"))
        #expect(bench.service.requests.count == 2)
    }

    @Test func aModelThatIsNotThereChangesNothing() async throws {
        let bench = try Bench([
            .no(404, "The model `m` does not exist.", code: "model_not_found")
        ])
        await #expect(throws: PlannerError.self) { try await bench.planner.decide(.showing()) }
        #expect(bench.service.requests.count == 1)
    }

    @Test func aChangeInTheMiddleTellsTheStoryAnew() async throws {
        let bench = try Bench([
            .reply(#"{"type":"computer_call","call_id":"c","actions":[{"type":"wait"}]}"#),
            .no(404, "Not Found"), .completion(done),
        ])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(
            .showing(results: [ActionReport(action: "wait", result: .delivered())]))
        let user = try bench.service.bodies.last?["messages"]?.array?.last
        #expect(
            user?["content"]?.array?.first?["text"]
                == "Open example.org.\n\nDone so far, oldest first:\nwait: done")
    }
}
