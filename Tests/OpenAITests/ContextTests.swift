import DeskwrightCore
import Testing

@testable import DeskwrightHTTP
@testable import DeskwrightOpenAI

/// Who keeps the conversation, and what a request sends of it.
struct ContextTests {
    private static func thought(_ number: Int, isEncrypted: Bool = true) -> String {
        let content = isEncrypted ? #","encrypted_content":"gAAA\#(number)""# : ""
        return #"{"type":"reasoning","id":"rs_\#(number)","summary":[]\#(content)}"#
    }

    /// With members that nobody here knows, and one that is null.
    private static func call(_ number: Int) -> String {
        #"{"type":"computer_call","id":"cu_\#(number)","call_id":"call_\#(number)","#
            + #""status":"completed","pending_safety_checks":[],"future":{"a":[1,2.5,null]},"#
            + #""actions":[{"type":"click","x":\#(number),"y":1,"button":"left","keys":null}]}"#
    }

    private static let lost = ScriptedService.Answer.no(
        400, "Previous response with id 'resp_1' not found.",
        code: "previous_response_not_found", param: "previous_response_id")

    private static func items(of body: JSONValue?) -> [JSONValue] { body?["input"]?.array ?? [] }

    private static func types(of body: JSONValue?) -> [String] {
        items(of: body).map { $0["type"]?.string ?? "message" }
    }

    private static func words(of body: JSONValue?) -> String {
        items(of: body).flatMap { $0["content"]?.array ?? [] }
            .compactMap { $0["text"]?.string }.joined(separator: "\n")
    }

    private func clicked(_ number: Int) throws -> PlannerTurn {
        try .showing(results: [ActionReport(action: "click \(number) 1", result: .delivered())])
    }

    // MARK: Nothing is kept

    @Test func withoutAStoreTheModelsItemsGoBackAsTheyCame() async throws {
        let output = [Self.thought(1), Self.call(1)]
        let bench = try Bench([.reply(output.joined(separator: ",")), .reply(Self.call(2))]) {
            $0.store = false
        }
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(clicked(1))
        let body = try #require(try bench.service.bodies.last)
        #expect(body["store"] == false)
        #expect(body["include"] == ["reasoning.encrypted_content"])
        #expect(body["previous_response_id"] == nil)
        #expect(body["context_management"] == nil)
        #expect(
            Self.types(of: body) == [
                "message", "reasoning", "computer_call", "computer_call_output",
            ])
        let sentBack = Self.items(of: body)[1...2].map(\.description)
        #expect(sentBack == (try output.map { try JSONParser.parse(Array($0.utf8)).description }))
    }

    @Test func oldScreensGiveWayToAFewWordsAndTheirCallsToo() async throws {
        let bench = try Bench((1...8).map { .reply(Self.thought($0) + "," + Self.call($0)) }) {
            $0.store = false
        }
        _ = try await bench.planner.decide(.showing())
        for number in 1...7 { _ = try await bench.planner.decide(clicked(number)) }
        let body = try #require(try bench.service.bodies.last)
        let calls = Self.items(of: body).compactMap { item in
            item["type"] == "computer_call" ? item["call_id"]?.string : nil
        }
        #expect(calls == ["call_4", "call_5", "call_6", "call_7"])
        #expect(Self.types(of: body).count { $0 == "reasoning" } == 4)
        let words = Self.words(of: body)
        #expect(words.contains("What you had done:\nclick 3 1: done"))
        #expect(words.contains("(An old screenshot, not sent again.)"))
    }

    // MARK: What was kept is lost

    @Test func aLostConversationIsSentWhole() async throws {
        let bench = try Bench([
            .reply(id: "resp_1", Self.thought(1) + "," + Self.call(1)), Self.lost,
            .reply(id: "resp_2", Self.call(2)), .reply(Self.call(3)),
        ])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(clicked(1))
        let body = try #require(try bench.service.bodies.last)
        #expect(body["previous_response_id"] == nil)
        #expect(body["store"] == true)
        #expect(
            Self.types(of: body) == [
                "message", "reasoning", "computer_call", "computer_call_output",
            ])
        #expect(
            bench.notes.all == [
                "sent the whole conversation because: Previous response with id 'resp_1' not found."
            ])
        _ = try await bench.planner.decide(clicked(2))
        #expect(try bench.service.bodies.last?["previous_response_id"] == "resp_2")
    }

    /// The service refuses a message by its id without the thoughts before it.
    @Test func whatTheModelSaidBesideSuchCallsStandsAlone() async throws {
        let said =
            #"{"type":"message","id":"msg_1","role":"assistant","phase":"commentary","#
            + #""content":[{"type":"output_text","text":"I click it.","annotations":[]}]}"#
        let bench = try Bench([
            .reply(
                id: "resp_1",
                [Self.thought(1, isEncrypted: false), said, Self.call(1)].joined(separator: ",")),
            Self.lost, .reply(Self.call(2)),
        ])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(clicked(1))
        let items = Self.items(of: try bench.service.bodies.last)
        #expect(items.count == 3)
        #expect(items[1] == ["role": "assistant", "content": "I click it."])
    }

    @Test func thoughtsThatCannotGoBackTakeTheirCallsWithThem() async throws {
        let bench = try Bench([
            .reply(id: "resp_1", Self.thought(1, isEncrypted: false) + "," + Self.call(1)),
            Self.lost, .reply(Self.call(2)),
        ])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(clicked(1))
        let body = try #require(try bench.service.bodies.last)
        #expect(Self.types(of: body) == ["message", "message"])
        #expect(Self.words(of: body).contains("What you had done:\nclick 1 1: done"))
        #expect(Self.items(of: body).last?["content"]?.array?.last?["type"] == "input_image")
    }

    @Test func aConversationThatIsNotTakenWholeIsToldInWords() async throws {
        let bench = try Bench([
            .reply(id: "resp_1", Self.call(1)), Self.lost,
            .no(400, "Item with id 'cu_1' not found.", param: "input"), .reply(Self.call(2)),
        ])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(clicked(1))
        let body = try #require(try bench.service.bodies.last)
        #expect(Self.types(of: body) == ["message"])
        #expect(Self.words(of: body).contains("Done so far, oldest first:\nclick 1 1: done"))
        #expect(bench.notes.all.count == 2)
    }

    @Test func aServiceThatLosesEveryConversationIsNotAskedToKeepOne() async throws {
        let bench = try Bench([
            .reply(id: "resp_1", Self.call(1)), Self.lost,
            .reply(id: "resp_2", Self.call(2)), Self.lost,
            .reply(id: "resp_3", Self.call(3)), .reply(Self.call(4)),
        ])
        _ = try await bench.planner.decide(.showing())
        for number in 1...3 { _ = try await bench.planner.decide(clicked(number)) }
        #expect(bench.service.requests.count == 6)
        let body = try #require(try bench.service.bodies.last)
        #expect(body["store"] == false)
        #expect(body["include"] == ["reasoning.encrypted_content"])
        #expect(bench.notes.all.last?.hasPrefix("sends the whole conversation each time") == true)
    }

    // MARK: What is kept grows

    private static let noCompaction = ScriptedService.Answer.no(
        400, "Unsupported parameter: 'context_management'.", param: "context_management")

    private func reply(_ number: Int, input: Int) -> ScriptedService.Answer {
        .status(
            200,
            #"{"id":"resp_\#(number)","status":"completed","output":[\#(Self.call(number))],"#
                + #""usage":{"input_tokens":\#(input),"output_tokens":10}}"#)
    }

    @Test func theServiceIsAskedToMakeItShorterUntilItRefuses() async throws {
        let bench = try Bench([Self.noCompaction, .reply(Self.call(1))]) {
            $0.contextTokensMax = 50_000
        }
        _ = try await bench.planner.decide(.showing())
        let rules = try bench.service.bodies.map { $0["context_management"] }
        #expect(rules == [[["type": "compaction", "compact_threshold": 50_000]], nil])
        #expect(bench.notes.all.first?.hasPrefix("makes the conversation shorter itself") == true)
    }

    @Test(arguments: [(false, false, 10_000), (true, false, 15_000), (true, true, 10_000)])
    func whatTheServiceLetsGrowIsBegunAnew(
        compacts: Bool, refuses: Bool, limit: Int
    ) async throws {
        let refusals = refuses ? [Self.noCompaction] : []
        let bench = try Bench(
            refusals + [
                reply(1, input: 500), reply(2, input: limit - 1_000), reply(3, input: limit + 1),
                reply(4, input: 700),
            ]
        ) {
            $0.facts.compacts = compacts
            $0.contextTokensMax = 10_000
        }
        _ = try await bench.planner.decide(.showing())
        for number in 1...3 {
            let forecast = await bench.planner.forecast(try clicked(number))
            _ = try await bench.planner.decide(clicked(number))
            #expect(try #require(forecast).inputTokens <= limit)
        }
        let ids = try bench.service.bodies.map { $0["previous_response_id"]?.string }
        #expect(ids.suffix(4) == [nil, "resp_1", "resp_2", nil])
        #expect(
            Self.types(of: try bench.service.bodies.last).suffix(2) == [
                "computer_call", "computer_call_output",
            ])
        #expect(bench.notes.all.count == refusals.count + 1)
    }

    @Test(
        arguments: [
            ("gpt-5.4", nil, 100_000, 150_000), ("gpt-5.4", 80_000, 80_000, 120_000),
            // Never above the cliff, nor to the end of what the model takes.
            ("gpt-5.4", 900_000, 244_800, 272_000), ("gpt-5.4-mini", 900_000, 360_000, 540_000),
            ("my-own", nil, 100_000, 100_000),
        ] as [(String, Int?, Int, Int)])
    func aConversationIsMadeShorterBeforeTheCliff(
        model: String, limit: Int?, threshold: Int, own: Int
    ) throws {
        var settings = OpenAISettings(
            model: model, baseAddress: try WebAddress(OpenAISettings.defaultBaseURL))
        var rule = ContextRule()
        rule.limit = limit
        #expect(settings.compactionLimit(rule) == threshold)
        #expect(settings.inputLimit(rule) == nil)
        settings.contextTokensMax = settings.compactionLimit(rule)
        #expect(settings.api.dialect(settings).lengthLimit == own)
    }

    @Test(
        arguments: [
            ("gpt-5.4", ContextRule.Then.stop, nil, 272_000), ("gpt-5.4", .ask, 5_000, 5_000),
            ("gpt-5.4-mini", .stop, nil, nil), ("gpt-5.4-mini", .ask, 9, 9),
        ] as [(String, ContextRule.Then, Int?, Int?)])
    func withoutCompactionTheCliffIsTheLimit(
        model: String, then: ContextRule.Then, limit: Int?, tokens: Int?
    ) throws {
        let settings = OpenAISettings(
            model: model, baseAddress: try WebAddress(OpenAISettings.defaultBaseURL))
        var rule = ContextRule()
        (rule.limit, rule.then) = (limit, then)
        #expect(settings.compactionLimit(rule) == nil)
        #expect(settings.inputLimit(rule)?.tokens == tokens)
        #expect(settings.inputLimit(rule)?.asks ?? (then == .ask) == (then == .ask))
    }

    @Test func theReasonOfALimitReadsWell() throws {
        let settings = OpenAISettings(
            model: "gpt-5.4", baseAddress: try WebAddress(OpenAISettings.defaultBaseURL))
        var rule = ContextRule()
        rule.then = .stop
        #expect(
            settings.inputLimit(rule)?.reason
                == "and gpt-5.4 costs 2 times as much above 272000")
        rule.limit = 9
        #expect(settings.inputLimit(rule)?.reason == "more than the task's limit of 9")
    }
}
