import DeskwrightCore
import Testing

@testable import DeskwrightHTTP
@testable import DeskwrightOpenAI

/// What requests are taken to use, and how near that comes.
struct ForecastTests {
    private typealias Addition = RequestForecast.Addition

    private let price = Price(input: 2, cached: 0.2, output: 10)
    private let first = Addition(textByteCount: 3_000, pictureTokens: 1_000, goesOn: false)
    private let next = Addition(textByteCount: 300, pictureTokens: 1_000, goesOn: true)

    @Test(
        arguments: [
            (nil, 300), (.some(.none), 300), (.low, 600), (.medium, 1_500), (.high, 4_000),
            (.xhigh, 8_000), (.max, 16_000),
        ] as [(ReasoningEffort?, Int)])
    func theFirstRequestIsEstimatedFromItsBody(effort: ReasoningEffort?, output: Int) {
        let usage = RequestForecast(price: price, effort: effort).usage(of: first)
        #expect(usage.requests == 1)
        #expect(usage.inputTokens == 1_000 + 500 + 1_000)
        #expect(usage.outputTokens == output)
        #expect(usage.dollars == (2_500 * 2 + Double(output) * 10) / 1_000_000)
    }

    @Test func whatTheServiceHoldsIsItsOwnCount() {
        var forecast = RequestForecast(price: price, effort: .high)
        forecast.learn(Reply.TokenCounts(input: 1_800, cached: 1_500, output: 90), of: first)
        let usage = forecast.usage(of: next)
        #expect(usage.inputTokens == 1_800 + 90 + 1_000 + 100)
        #expect(usage.cachedInputTokens == 1_500)
        #expect(usage.outputTokens == 90)
        #expect(forecast.usage(of: first).inputTokens == 2_500)
    }

    @Test func ofARequestThatTellsAllTheUsualShareIsCached() {
        var forecast = RequestForecast(price: price, effort: nil)
        forecast.learn(Reply.TokenCounts(input: 2_000, output: 90), of: first)
        #expect(forecast.usage(of: first).cachedInputTokens == 0)
        forecast.learn(Reply.TokenCounts(input: 2_000, cached: 1_600, output: 90), of: first)
        let again = forecast.usage(of: first)
        #expect(again.cachedInputTokens == again.inputTokens * 4 / 10)
        // What goes on says nothing of that.
        forecast.learn(Reply.TokenCounts(input: 9_000, cached: 8_000, output: 90), of: next)
        let anew = forecast.usage(of: first)
        #expect(anew.cachedInputTokens == anew.inputTokens * 4 / 10)
    }

    @Test(arguments: [
        // The text of the second request was counted as so many tokens; then the third takes so many.
        (100, 100), (50, 50), (10, 25), (250, 250), (5_000, 400), (-300, 25),
    ])
    func textIsSetRightByTheLastCount(counted: Int, expected: Int) {
        var forecast = RequestForecast(price: price, effort: nil)
        forecast.learn(Reply.TokenCounts(input: 1_800, output: 90), of: first)
        forecast.learn(Reply.TokenCounts(input: 2_890 + counted, output: 10), of: next)
        #expect(forecast.usage(of: next).inputTokens == 2_890 + counted + 10 + 1_000 + expected)
    }

    @Test func repliesAreTakenForTheLongestOfThree() {
        var forecast = RequestForecast(price: price, effort: nil)
        for output in [900, 20, 70, 40] {
            forecast.learn(Reply.TokenCounts(input: 10, output: output), of: next)
        }
        #expect(forecast.usage(of: next).outputTokens == 70)
        #expect(forecast.usage(of: next, isSummary: true).outputTokens == 1_000)
    }

    @Test func anUnknownPriceIsNoDollars() {
        let usage = RequestForecast(price: nil, effort: nil).usage(of: first)
        #expect(usage.dollars == nil)
        #expect(usage.inputTokens == 2_500)
    }

    /// 2,500 tokens of input cost half a cent, and a thousand of output one.
    @Test(
        arguments: [
            (0.025, nil, 2_000), (nil, 3_500, 1_000), (0.025, 3_000, 500), (0.005, nil, 16),
            (0, nil, 16), (nil, 100, 16), (9, nil, nil), (nil, nil, nil), (1.29, nil, nil),
            (1.28, nil, 127_500),
        ] as [(Double?, Int?, Int?)])
    func aReplyMayBeAsLongAsTheBudgetLasts(dollars: Double?, tokens: Int?, limit: Int?) {
        let forecast = RequestForecast(price: price, effort: nil)
        let allowance = Allowance(dollars: dollars, tokens: tokens)
        #expect(forecast.replyTokensMax(within: allowance, of: first) == limit)
    }

    @Test func withoutAPriceOnlyTokensBoundAReply() {
        let forecast = RequestForecast(price: nil, effort: nil)
        #expect(forecast.replyTokensMax(within: Allowance(dollars: 0.001), of: first) == nil)
        #expect(forecast.replyTokensMax(within: Allowance(tokens: 3_500), of: first) == 1_000)
    }

    // MARK: The planner

    @Test(arguments: [
        (ModelAPI.responses, "max_output_tokens"), (.chat, "max_completion_tokens"),
    ])
    func aRequestBoundsItsReplyByWhatIsLeft(api: ModelAPI, key: String) async throws {
        let call =
            #"{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","#
            + #""function":{"name":"wait","arguments":"{}"}}]}"#
        let answer =
            api == .chat
            ? ScriptedService.Answer.completion(call, finish: "tool_calls") : .reply(wait)
        let bench = try Bench([answer, answer, answer]) { $0.api = api }
        var turn = try PlannerTurn.showing()
        _ = try await bench.planner.decide(turn)
        turn.allowance = Allowance(tokens: 20_000)
        _ = try await bench.planner.decide(turn)
        turn.asksForSummary = true
        _ = try await bench.planner.decide(turn)
        let limits = try bench.service.bodies.map { $0[key]?.count }
        #expect(limits[0] == nil)
        #expect(try (15_000..<20_000).contains(#require(limits[1])))
        #expect(limits.last == 1_000)
    }

    private let wait = #"{"type":"computer_call","call_id":"call_1","actions":[{"type":"wait"}]}"#

    @Test func aForecastSendsNothingAndForgetsNothing() async throws {
        let bench = try Bench([.reply(wait)])
        let turn = try PlannerTurn.showing(Size(width: 1280, height: 800), notes: ["Mind this."])
        let forecast = try #require(await bench.planner.forecast(turn))
        #expect(bench.service.requests.isEmpty)
        #expect(await bench.planner.forecast(turn) == forecast)
        _ = try await bench.planner.decide(turn)
        let request = try #require(bench.service.requests.first)
        #expect(String(decoding: request.body, as: UTF8.self).contains("Mind this."))
        let text = String(decoding: request.body, as: UTF8.self)
            .replacing(/base64,[A-Za-z0-9+\/=]+/, with: "base64,")
        #expect(forecast.inputTokens == 1_000 + 500 + (text.utf8.count + 2) / 3)
    }

    /// The service goes on from the reply before it, and the model was not done.
    @Test func aReplyThatIsCutOffTeachesNothing() async throws {
        let usage = #""usage":{"input_tokens":900,"output_tokens":40}"#
        let whole = #"{"id":"resp_1","status":"completed","output":[\#(wait)],\#(usage)}"#
        let cut =
            #"{"id":"resp_2","status":"incomplete","output":[],"incomplete_details":"#
            + #"{"reason":"max_output_tokens"},"usage":{"input_tokens":980,"output_tokens":9000}}"#
        let bench = try Bench([.status(200, whole), .status(200, cut)])
        _ = try await bench.planner.decide(.showing())
        let before = await bench.planner.forecast(try .showing())
        _ = try await bench.planner.decide(.showing())
        #expect(await bench.planner.forecast(try .showing()) == before)
    }

    @Test(arguments: [(nil, nil), (ReasoningEffort.high, "none")] as [(ReasoningEffort?, String?)])
    func aClosingWordMayNotActAndTakesLittle(effort: ReasoningEffort?, sent: String?) async throws {
        let answer = #"{"type":"message","content":[{"type":"output_text","text":"Half."}]}"#
        let bench = try Bench([.reply(wait), .reply(answer), .reply(answer)]) {
            $0.effort = effort
        }
        _ = try await bench.planner.decide(.showing())
        var turn = try PlannerTurn.showing()
        turn.asksForSummary = true
        #expect(await bench.planner.forecast(turn)?.outputTokens == 1_000)
        #expect(try await bench.planner.decide(turn).choice == .done(claim: "Half."))
        let body = try #require(try bench.service.bodies.last)
        #expect(body["tool_choice"] == "none")
        #expect(body["max_output_tokens"] == 1_000)
        #expect(body["reasoning"]?["effort"]?.string == sent)
        #expect(body["input"]?.array?.first?["call_id"] == "call_1")
        _ = try await bench.planner.decide(.showing())
        #expect(try bench.service.bodies.last?["tool_choice"] == nil)
    }

    // MARK: The price of a task

    private func settings(_ model: String = "gpt-5.4") throws -> OpenAISettings {
        var settings = OpenAISettings(
            model: model, baseAddress: try WebAddress(OpenAISettings.defaultBaseURL))
        settings.effort = .low
        return settings
    }

    @Test func aTasksFirstStepIsPricedAsItWouldBeSent() async throws {
        let size = Size(width: 1280, height: 800)
        let estimate = TaskEstimate(
            try settings(), goal: "Open example.org.", screen: size, stepCount: 3)
        let bench = try Bench([]) {
            $0.instructions = nil
            $0.effort = .low
        }
        #expect(estimate.cached.first == (await bench.planner.forecast(try .showing(size))))
        #expect(estimate.pictureTokens == 1_000)
        #expect(estimate.replyTokens == 600)
    }

    @Test func theCacheMakesWhatWasSentBeforeCheaper() throws {
        let estimate = TaskEstimate(
            try settings(), goal: "Go.", screen: Size(width: 1280, height: 800), stepCount: 20)
        #expect(estimate.cached.count == 20)
        #expect(estimate.cached[0] == estimate.uncached[0])
        let (cached, uncached) = (estimate.cached[19], estimate.uncached[19])
        #expect(cached.inputTokens == uncached.inputTokens)
        #expect(uncached.cachedInputTokens == 0)
        // 20 pictures are input of 210 in all.
        #expect(uncached.inputTokens > 210_000)
        #expect(try #require(cached.dollars) < (try #require(uncached.dollars)) / 2)
    }

    @Test func inChatCompletionsALongTaskStaysLevel() throws {
        var chat = try settings()
        chat.api = .chat
        let estimate = TaskEstimate(
            chat, goal: "Go.", screen: Size(width: 1280, height: 800), stepCount: 300)
        let sums = estimate.uncached.map(\.inputTokens)
        // Two to five old pictures and the current one, and the text.
        let steps = zip(sums, sums.dropFirst()).map { $1 - $0 }
        #expect(steps[40...].allSatisfy { (3_000...14_000).contains($0) }, "\(steps)")
        #expect(steps[40..<60].reduce(0, +) == steps[260..<280].reduce(0, +))
    }

    @Test(arguments: [(nil, 5_000_000), (30_000, 2_500_000)] as [(Int?, Int)])
    func aConversationThatIsMadeShorterCostsLess(limit: Int?, bound: Int) throws {
        var settings = try settings()
        settings.facts.compacts = false
        settings.contextTokensMax = limit
        let sums = TaskEstimate(
            settings, goal: "Go.", screen: Size(width: 1280, height: 800), stepCount: 100
        ).uncached
        let inputs = zip(sums, sums.dropFirst()).map { $1.inputTokens - $0.inputTokens }
        #expect(try #require(inputs.max()) <= limit ?? 250_000)
        #expect((try #require(sums.last).inputTokens < bound) == (limit != nil))
    }

    @Test func aTaskOfUnknownPriceHasTokensOnly() throws {
        let estimate = TaskEstimate(
            try settings("my-own"), goal: "Go.", screen: Size(width: 64, height: 64), stepCount: 2)
        #expect(estimate.uncached.map(\.dollars) == [nil, nil])
        #expect(estimate.uncached[1].inputTokens > estimate.uncached[0].inputTokens)
    }
}
