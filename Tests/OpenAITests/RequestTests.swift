import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightHTTP
@testable import DeskwrightOpenAI

/// What is sent, as whole bodies but for the pictures.
struct RequestTests {
    private let click =
        #"{"type":"computer_call","call_id":"call_1","status":"completed","#
        + #""actions":[{"type":"click","button":"left","x":9000,"y":10},{"type":"wait"}]}"#
    private let answer = #"{"type":"message","content":[{"type":"output_text","text":"Done."}]}"#

    private func expectBody(
        _ request: HTTPRequest?, named name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let request = try #require(request)
        let json = try JSONSerialization.jsonObject(with: Data(request.body))
        let data = try JSONSerialization.data(
            withJSONObject: json, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        let text = String(decoding: data, as: UTF8.self)
            .replacing(/base64,[A-Za-z0-9+\/=]+/, with: "base64,…")
        expectSnapshot(of: text + "\n", named: name, sourceLocation: sourceLocation)
    }

    @Test func theFirstRequestShowsTheGoalAndTheScreen() async throws {
        let bench = try Bench([.reply(click)]) {
            $0.instructions = nil
            $0.effort = .low
            $0.organization = "org-1"
            $0.project = "proj_1"
        }
        _ = try await bench.planner.decide(.showing())
        let request = try #require(bench.service.requests.first)
        try expectBody(request, named: "computer-first.json")
        #expect(request.address.text == "https://api.openai.com/v1/responses")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["OpenAI-Organization"] == "org-1")
        #expect(request.headers["OpenAI-Project"] == "proj_1")
        #expect(request.bearer?.reveal() == "sk-test-0123456789")
    }

    @Test(arguments: ReasoningEffort.allCases, ModelAPI.allCases)
    func theEffortIsThatOfTheSettings(effort: ReasoningEffort, api: ModelAPI) async throws {
        let bench = try Bench([.no(400, "stop here", param: "model")]) {
            ($0.effort, $0.api) = (effort, api)
        }
        _ = try? await bench.planner.decide(.showing())
        let body = try #require(try bench.service.bodies.first)
        let asked = body["reasoning_effort"] ?? body["reasoning"]?["effort"]
        #expect(asked?.string == effort.rawValue)
    }

    @Test func theScreenIsSentAsItIs() async throws {
        let bench = try Bench([.reply(click)])
        let turn = try PlannerTurn.showing()
        _ = try await bench.planner.decide(turn)
        let content = try bench.service.bodies.first?["input"]?.array?.first?["content"]?.array
        let url = try #require(content?.last?["image_url"]?.string)
        let data = Data(base64Encoded: String(url.dropFirst("data:image/png;base64,".count)))
        #expect(data == Data(turn.png))
    }

    @Test func theNextRequestAnswersTheCallAndTellsWhatWentWrong() async throws {
        let bench = try Bench([.reply(click), .reply(answer)])
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
        try expectBody(bench.service.requests.last, named: "computer-next.json")
    }

    @Test func thePreviewToolDeclaresTheDisplay() async throws {
        let bench = try Bench(model: "computer-use-preview", [.reply(click)]) {
            $0.effort = .high
        }
        _ = try await bench.planner.decide(.showing())
        try expectBody(bench.service.requests.first, named: "preview-first.json")
    }

    @Test func allowedSafetyChecksAreAcknowledged() async throws {
        let bench = try Bench(
            model: "computer-use-preview",
            [
                .status(
                    200, String(decoding: try recordedReply("safety-checks.json"), as: UTF8.self)),
                .reply(answer),
            ])
        let decision = try await bench.planner.decide(.showing())
        guard case .act(let proposal) = decision.choice else { throw Unexpected(decision) }
        _ = try await bench.planner.decide(
            .showing(
                results: [ActionReport(action: "click 9 9", result: .delivered())],
                acknowledged: proposal.safetyChecks))
        try expectBody(bench.service.requests.last, named: "preview-next.json")
    }

    @Test func deniedSafetyChecksBeginTheConversationAnew() async throws {
        let bench = try Bench([
            .reply(id: "resp_1", click),
            .status(200, String(decoding: try recordedReply("safety-checks.json"), as: UTF8.self)),
            .reply(answer),
        ])
        _ = try await bench.planner.decide(.showing())
        let decision = try await bench.planner.decide(
            .showing(results: [
                ActionReport(action: "click 9000 10", result: .refused(reason: "it is outside")),
                ActionReport(action: "wait", result: .delivered()),
            ]))
        guard case .act(let proposal) = decision.choice else { throw Unexpected(decision) }
        _ = try await bench.planner.decide(
            .showing(
                results: [ActionReport(action: "click 9 9", result: .notRun(reason: "denied"))],
                acknowledged: [proposal.safetyChecks[1]]))
        try expectBody(bench.service.requests.last, named: "denied.json")
    }

    @Test func textThatDidNotArriveIsTold() async throws {
        let bench = try Bench([.reply(id: "resp_1", click), .reply(answer)])
        _ = try await bench.planner.decide(.showing())
        let result = ActionResult.delivered(Receipt(characters: 1, undelivered: "🙂"))
        _ = try await bench.planner.decide(
            .showing(results: [ActionReport(action: "type \"a🙂\"", result: result)]))
        let body = String(decoding: try #require(bench.service.requests.last).body, as: UTF8.self)
        #expect(body.contains("did not arrive"))
        #expect(body.contains("🙂"))
    }

    @Test func theEffectOfABatchIsToldOnOneLineAfterTheScreen() async throws {
        let bench = try Bench([.reply(id: "resp_1", click), .reply(answer)])
        _ = try await bench.planner.decide(.showing())
        let opened = Settled(
            atRest: false, seconds: 3, changedArea: Rect(x: 1, y: 2, width: 30, height: 40),
            changedPixelCount: 900, windows: WindowChanges(opened: ["Find"]))
        let nothing = Settled(
            atRest: true, seconds: 0.25, changedArea: nil, changedPixelCount: 0)
        let shown = Settled(
            atRest: true, seconds: 0.1, changedArea: Rect(x: 0, y: 0, width: 9, height: 9),
            changedPixelCount: 9)
        _ = try await bench.planner.decide(
            .showing(results: [
                ActionReport(action: "move 1 1", result: .delivered(), settled: shown),
                ActionReport(action: "press a", result: .delivered(), settled: nothing),
                ActionReport(action: "click 9 9", result: .delivered(), settled: opened),
            ]))
        try expectBody(bench.service.requests.last, named: "effects.json")
    }

    @Test func everyCallOfAReplyIsAnswered() async throws {
        let strange = String(
            decoding: try recordedReply("function-call-beside-a-click.json"), as: UTF8.self)
        let two = String(decoding: try recordedReply("two-calls.json"), as: UTF8.self)
        let bench = try Bench([.status(200, strange), .status(200, two), .reply(answer)])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(
            .showing(results: [ActionReport(action: "click 1 1", result: .delivered())]))
        try expectBody(bench.service.requests.last, named: "strange-calls.json")
        _ = try await bench.planner.decide(.showing())
        try expectBody(bench.service.requests.last, named: "two-calls.json")
    }

    @Test func aReplyWithoutACallIsFollowedByTheScreenAndTheNotes() async throws {
        let bench = try Bench([.reply(""), .reply(answer)])
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(.showing(notes: ["Your last answer was empty."]))
        try expectBody(bench.service.requests.last, named: "after-nothing.json")
    }

    @Test func withoutAStoreEachTurnSendsTheConversation() async throws {
        let bench = try Bench(model: "gpt-5.4-mini", [.reply(click), .reply(answer)]) {
            $0.store = false
        }
        _ = try await bench.planner.decide(.showing())
        _ = try await bench.planner.decide(
            .showing(results: [
                ActionReport(action: "click 9000 10", result: .delivered()),
                ActionReport(action: "wait", result: .delivered()),
            ]))
        try expectBody(bench.service.requests.last, named: "not-stored.json")
    }
}

struct Unexpected: Error {
    let value: String
    init(_ value: some Any) { self.value = "\(value)" }
}
