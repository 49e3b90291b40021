import DeskwrightCore
import Testing

@testable import DeskwrightHTTP
@testable import DeskwrightOpenAI

struct PlannerTests {
    private let wait = #"{"type":"computer_call","call_id":"call_1","actions":[{"type":"wait"}]}"#

    @Test func aDecisionCarriesSummaryUsageAndRequest() async throws {
        let body = String(decoding: try recordedReply("computer-batch.json"), as: UTF8.self)
        let bench = try Bench([.status(200, body, headers: ["x-request-id": "req_7"])])
        let decision = try await bench.planner.decide(.showing())
        #expect(decision.summary == "Opening the address bar.")
        #expect(decision.requestID == "req_7")
        #expect(decision.usage.requests == 1)
        #expect(decision.usage.inputTokens == 1503)
        #expect(decision.usage.cachedInputTokens == 1024)
        #expect(decision.usage.outputTokens == 57)
        #expect(decision.usage.reasoningTokens == 32)
        let dollars = try #require(decision.usage.dollars)
        #expect(abs(dollars - (479 * 2.5 + 1024 * 0.25 + 57 * 15) / 1e6) < 1e-12)
    }

    @Test func pointsComeBackInTheScreensPixels() async throws {
        let output =
            #"{"type":"computer_call","call_id":"call_1","actions":["#
            + #"{"type":"click","button":"left","x":1024,"y":10}]}"#
        let bench = try Bench(model: "gpt-5.4-mini", [.reply(output), .reply(wait)])
        let wide = Size(width: 4096, height: 64)
        let decision = try await bench.planner.decide(.showing(wide))
        #expect(decision.choice == .act(Proposal([.action(.click(at: Point(x: 2049, y: 21)))])))
        _ = try await bench.planner.decide(
            .showing(
                wide,
                results: [
                    ActionReport(action: "click 2049 21", result: .denied(reason: "not there"))
                ]))
        let text = try #require(try bench.service.bodies.last?.description)
        #expect(text.contains("The action `click 1024 10` was not allowed: not there."))
        #expect(text.contains("4096x64; the picture shows it at 2048x32."))
    }

    // MARK: Tries and the budget

    @Test(arguments: [
        (
            [ScriptedService.Answer.no(500, "Boom."), .no(500, "Boom.")], 2,
            "the service answered with status 500: Boom."
        ),
        ([.failure(.timedOut(url: "u", after: .seconds(9)))], 1, "no complete answer within 9 s"),
        // Another request, without streaming, would be the third.
        (
            [.no(500, "Boom."), .no(400, "No.", param: "stream")], 2,
            "the service answered with status 400: No."
        ),
    ])
    func triesKeepToTheRequestsThatAreLeft(
        answers: [ScriptedService.Answer], limit: Int, reason: String
    ) async throws {
        let bench = try Bench(answers + [.reply(wait)]) { $0.streams = true }
        var turn = try PlannerTurn.showing()
        turn.allowance = Allowance(requests: limit)
        let error = await failure { try await bench.planner.decide(turn) }
        #expect(error?.cause == .outOfRequests(reason: reason))
        #expect(error?.usage.requests == limit)
        #expect(bench.service.requests.count == limit)
    }

    @Test func aClosingWordTellsWhatTriesDidNot() async throws {
        let bench = try Bench([.reply(wait), .no(500, "Boom."), .reply(wait)])
        _ = try await bench.planner.decide(.showing())
        let refused = ActionReport(action: "wait", result: .refused(reason: "no time"))
        var turn = try PlannerTurn.showing(results: [refused])
        turn.allowance = Allowance(requests: 1)
        #expect(await failure { try await bench.planner.decide(turn) } != nil)
        var last = try PlannerTurn.showing(notes: ["Sum up."])
        last.asksForSummary = true
        _ = try await bench.planner.decide(last)
        let body = try #require(try bench.service.bodies.last)
        #expect(body["input"]?.array?.first?["call_id"] == "call_1")
        let text = body["input"]?.array?.last?["content"]?.array?.first?["text"]?.string
        #expect(text == "The action `wait` was refused: no time.\n\nSum up.")
    }

    @Test func theLastRequestOfABudgetMayBeATry() async throws {
        let bench = try Bench([.no(500, "Boom."), .no(500, "Boom."), .reply(wait)])
        var turn = try PlannerTurn.showing()
        turn.allowance = Allowance(requests: 3)
        #expect(try await bench.planner.decide(turn).usage.requests == 3)
    }

    // MARK: What tries cost

    /// At $2.50 for a million tokens of input, and $15 for one of output.
    private static func failed(_ code: String, input: Int) -> ScriptedService.Answer {
        .status(
            200,
            #"{"status":"failed","error":{"code":"\#(code)","message":"Boom."},"#
                + #""usage":{"input_tokens":\#(input),"output_tokens":0}}"#)
    }

    @Test func aTryThatFailedIsPaidForWithTheOneThatDidNot() async throws {
        let good =
            #"{"status":"completed","output":[\#(wait)],"#
            + #""usage":{"input_tokens":2000,"output_tokens":0}}"#
        let bench = try Bench([
            Self.failed("server_error", input: 1000), .no(500, "Boom."), .status(200, good),
        ])
        let usage = try await bench.planner.decide(.showing()).usage
        #expect((usage.requests, usage.inputTokens, usage.dollars) == (3, 3000, 0.0075))
    }

    @Test(arguments: ModelAPI.allCases)
    func aReplyOfNoUseIsPaidForToo(_ api: ModelAPI) async throws {
        let useless =
            api == .chat
            ? #"{"choices":[{}],"usage":{"prompt_tokens":1000,"completion_tokens":0}}"#
            : #"{"status":"completed","usage":{"input_tokens":1000,"output_tokens":0}}"#
        let bench = try Bench([.status(200, useless), .failure(.cancelled)]) { $0.api = api }
        let usage = try #require(await failure { try await bench.planner.decide(.showing()) }).usage
        #expect((usage.requests, usage.inputTokens, usage.dollars) == (2, 1000, 0.0025))
    }

    /// As far as the service tells: its other answers say nothing of tokens.
    @Test(
        arguments: [
            ([failed("invalid_image", input: 1000)], 1, 1000, 0.0025),
            ([.no(400, "No.", param: "stream"), .no(401, "No key.")], 2, 0, 0),
            ([.failure(.untrusted(url: "u", reason: "r"))], 1, 0, 0),
            ([failed("server_error", input: 1000), .failure(.cancelled)], 2, 1000, 0.0025),
        ] as [([ScriptedService.Answer], Int, Int, Double)])
    func anErrorSaysWhatItCost(
        answers: [ScriptedService.Answer], requests: Int, input: Int, dollars: Double
    ) async throws {
        let bench = try Bench(answers) { $0.streams = true }
        let usage = try #require(await failure { try await bench.planner.decide(.showing()) }).usage
        #expect((usage.requests, usage.inputTokens) == (requests, input))
        #expect(usage.dollars == dollars)
    }

    // MARK: Changing what the service does not take

    @Test(arguments: [
        (
            "gpt-5.4", ComputerTool.preview,
            "Tool 'computer_use_preview' is not supported with gpt-5.4."
        ),
        (
            "my-gateway", .computer,
            "Invalid value: 'computer'. Supported values are: 'function', 'computer_use_preview'."
        ),
    ])
    func theToolIsChangedWhenTheServiceWantsTheOther(
        model: String, tool: ComputerTool, message: String
    ) async throws {
        let bench = try Bench(
            model: model, [.no(400, message, param: "tools"), .reply(wait), .reply(wait)]
        ) { $0.tool = tool }
        let decision = try await bench.planner.decide(.showing())
        #expect(decision.choice == .act(Proposal([.action(.wait)])))
        #expect(decision.usage.requests == 2)
        let note = "switched to \(tool.other.rawValue) because: \(message)"
        #expect(bench.notes.all == [note])
        _ = try await bench.planner.decide(.showing())
        let tools = try bench.service.bodies.map { $0["tools"]?.array?.first?["type"]?.string }
        #expect(tools == [tool.rawValue, tool.other.rawValue, tool.other.rawValue])
    }

    @Test func whereNeitherToolIsTakenTheFirstAnswerIsTheError() async throws {
        let bench = try Bench([
            .no(400, "Tool 'computer' is not supported with gpt-5.4.", param: "tools"),
            .no(400, "Tool 'computer_use_preview' is not supported with gpt-5.4.", param: "tools"),
        ])
        let error = await failure { try await bench.planner.decide(.showing()) }
        #expect(
            error?.cause
                == .refused(
                    status: 400, code: "invalid_request_error",
                    message: "Tool 'computer' is not supported with gpt-5.4.",
                    requestID: "req_400"))
        #expect(bench.service.requests.count == 2)
    }

    @Test func summariesAreLeftOutWhenTheOrganisationMayNotHaveThem() async throws {
        let bench = try Bench([
            .no(400, "Your organization must be verified.", param: "reasoning.summary"),
            .reply(wait),
        ])
        _ = try await bench.planner.decide(.showing())
        #expect(try bench.service.bodies.map { $0["reasoning"] } == [["summary": "concise"], nil])
    }

    @Test func aCutOffReplyLeavesTheTurnUnanswered() async throws {
        let cut = String(
            decoding: try recordedReply("incomplete-max-tokens.json"), as: UTF8.self)
        let bench = try Bench([.reply(id: "resp_1", wait), .status(200, cut), .reply(wait)])
        _ = try await bench.planner.decide(.showing())
        let refused = ActionReport(action: "wait", result: .refused(reason: "no time"))
        let decision = try await bench.planner.decide(.showing(results: [refused]))
        #expect(decision.choice == .invalid(reason: "the reply was cut off (max_output_tokens)"))
        #expect(decision.usage.outputTokens == 57)
        _ = try await bench.planner.decide(.showing(notes: ["Be shorter."]))
        let body = try #require(try bench.service.bodies.last)
        #expect(body["previous_response_id"] == "resp_1")
        #expect(body["input"]?.array?.first?["call_id"] == "call_1")
        let text = body["input"]?.array?.last?["content"]?.array?.first?["text"]?.string
        #expect(text == "The action `wait` was refused: no time.\n\nBe shorter.")
    }

    // MARK: The key

    @Test func aMissingKeyIsSaidBeforeAnythingIsSent() async throws {
        let bench = try Bench([]) { $0.key = nil }
        let error = await failure { try await bench.planner.decide(.showing()) }
        #expect(error == PlannerError(.missingKey(variable: "OPENAI_API_KEY")))
        #expect(bench.service.requests.isEmpty)
    }

    @Test(arguments: [("sk-1\n", "sk-1"), (" sk 1 ", "sk 1"), ("", nil), (" \n", nil)])
    func whiteSpaceAroundAKeyGoes(text: String, key: String?) throws {
        let address = try WebAddress(OpenAISettings.defaultBaseURL)
        let settings = OpenAISettings(model: "m", baseAddress: address, key: SecretText(text))
        #expect(settings.key?.reveal() == key)
    }

    @Test func thisMachineNeedsNoKey() async throws {
        let bench = try Bench(url: "http://127.0.0.1:8080/v1", [.reply(wait)]) { $0.key = nil }
        _ = try await bench.planner.decide(.showing())
        #expect(bench.service.requests.first?.bearer == nil)
        #expect(bench.notes.all.isEmpty)
    }

    @Test func aKeyOnAnUnprotectedWayIsNotedOnce() async throws {
        let bench = try Bench(url: "http://10.0.0.7/v1", [.reply(wait), .reply(wait)])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(.showing())
        #expect(
            bench.notes.all == [
                "the key and the screens go to http://10.0.0.7/v1 unprotected: it is no https"
            ])
    }

    @Test func aKeyThatComesBackIsShownNowhere() async throws {
        let key = "sk-test-0123456789"
        let echo =
            #"{"type":"reasoning","summary":[{"text":"is it \#(key)?"}]},"#
            + #"{"type":"message","content":[{"type":"output_text","text":"\#(key)"}]}"#
        func response(_ status: Int, _ body: String) -> ScriptedService.Answer {
            .response(
                HTTPResponse(
                    status: status, headers: ["x-request-id": key], body: Array(body.utf8),
                    redaction: Redaction([SecretText(key)])))
        }
        let bench = try Bench([
            response(500, #"{"error":{"message":"who is \#(key)?"}}"#),
            response(200, #"{"id":"r","status":"completed","output":[\#(echo)]}"#),
            response(401, "<html><title>\(key)</title>"),
        ])
        let decision = try await bench.planner.decide(.showing())
        #expect(decision.choice == .done(claim: "[redacted]"))
        #expect(decision.summary == "is it [redacted]?")
        #expect(decision.requestID == "[redacted]")
        #expect(
            bench.notes.all == [
                "trying again in 0.5 s: the service answered with status 500: who is [redacted]?"
            ])
        let error = await failure { try await bench.planner.decide(.showing()) }
        #expect(
            error?.cause
                == .refused(
                    status: 401, code: nil, message: "[redacted]", requestID: "[redacted]"))
    }
}
