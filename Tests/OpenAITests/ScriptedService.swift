import DeskwrightCore
import DeskwrightHTTP
import DeskwrightImages
import Foundation
import Synchronization

@testable import DeskwrightOpenAI

/// A service that gives the answers that it was given, one after the other, and keeps the requests.
final class ScriptedService: HTTPSending {
    enum Answer: Sendable {
        case response(HTTPResponse)
        case failure(HTTPError)

        static func status(
            _ status: Int, _ body: String, headers: HTTPHeaders = [:]
        ) -> Answer {
            .response(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
        }

        static func reply(
            id: String = "resp_1", _ output: String, headers: HTTPHeaders = [:]
        ) -> Answer {
            status(
                200, #"{"id":"\#(id)","status":"completed","output":[\#(output)]}"#,
                headers: headers)
        }

        /// A reply of Chat Completions with this message.
        static func completion(_ message: String, finish: String = "stop") -> Answer {
            status(
                200,
                #"{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","#
                    + #""choices":[{"index":0,"finish_reason":"\#(finish)","logprobs":null,"#
                    + #""message":\#(message)}]}"#)
        }

        /// The service's error envelope.
        static func no(
            _ status: Int, _ message: String, code: String? = nil, param: String? = nil,
            type: String = "invalid_request_error"
        ) -> Answer {
            let error: [String: JSONValue] = [
                "message": .string(message), "type": .string(type),
                "code": code.map(JSONValue.string) ?? .null,
                "param": param.map(JSONValue.string) ?? .null,
            ]
            return .status(
                status, JSONValue.object(["error": .object(error)]).description,
                headers: ["x-request-id": "req_\(status)"])
        }
    }

    private struct State {
        var answers: [Answer]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>

    init(_ answers: [Answer]) {
        state = Mutex(State(answers: answers.reversed()))
    }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// The bodies that were sent.
    var bodies: [JSONValue] {
        get throws { try requests.map { try JSONParser.parse($0.body) } }
    }

    /// The answers, then ``HTTPError/cancelled``: a test that asks too often fails.
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.popLast()
        }
        switch answer {
        case .response(let response): return response
        case .failure(let error): throw error
        case nil: throw .cancelled
        }
    }
}

/// The way to a service for whatever writes its requests itself, which are kept for
/// `scripts/check-requests` when it asks for that.
func kept(_ http: any HTTPSending) throws -> any HTTPSending {
    guard let folder = ProcessInfo.processInfo.environment["DESKWRIGHT_KEEP_REQUESTS"] else {
        return http
    }
    return try RequestKeeper(folder: folder, http: http)
}

extension ResponsesReader {
    static func read(_ body: [UInt8]) throws(ReplyFault) -> Reply {
        try read(JSONValue(reply: body))
    }
}

extension ChatReader {
    static func read(_ body: [UInt8]) throws(ReplyFault) -> Reply {
        try read(JSONValue(reply: body))
    }
}

/// A planner at a scripted service, with the notes that it made and the waits that it asked for.
struct Bench {
    let service: ScriptedService
    let planner: OpenAIPlanner
    let notes = Notes()
    let clock = RecordingClock()

    init(
        model: String = "gpt-5.4", url: String = "https://api.openai.com/v1",
        _ answers: [ScriptedService.Answer], change: (inout OpenAISettings) -> Void = { _ in }
    ) throws {
        service = ScriptedService(answers)
        planner = try makePlanner(
            model: model, url: url, http: service, clock: clock, notes: notes, change: change)
    }
}

func makePlanner(
    model: String = "gpt-5.4", url: String, http: any HTTPSending, clock: RecordingClock,
    notes: Notes, change: (inout OpenAISettings) -> Void = { _ in }
) throws -> OpenAIPlanner {
    var settings = OpenAISettings(
        model: model, baseAddress: try WebAddress(url), key: SecretText("sk-test-0123456789"))
    settings.instructions = "Be brief."
    change(&settings)
    return OpenAIPlanner(
        settings: settings, goal: "Open example.org.", http: try kept(http),
        waiting: Waiting(clock: clock, now: { 0 }, random: { 0 }),
        tell: { notes.add($0) })
}

/// Settings of a planner that asks nobody.
let testSettings: OpenAISettings = {
    guard let address = try? WebAddress(OpenAISettings.defaultBaseURL) else {
        preconditionFailure("the service's own address is one")
    }
    return OpenAISettings(model: "gpt-5.4", baseAddress: address)
}()

/// Why something could not be decided, and what it had used; `nil` where it could.
func failure(_ decide: () async throws -> Decision) async -> PlannerError? {
    do { _ = try await decide() } catch { return error as? PlannerError }
    return nil
}

/// Keeps what a planner tells.
final class Notes: Sendable {
    private let news = Mutex<[PlannerNews]>([])

    /// The notes; what was thought is not among them.
    var all: [String] {
        news.withLock { $0 }.compactMap { if case .note(let line) = $0 { line } else { nil } }
    }

    var thoughts: [String] {
        news.withLock { $0 }.compactMap { if case .thought(let text) = $0 { text } else { nil } }
    }

    var thinking: [String] {
        news.withLock { $0 }.compactMap { if case .thinking(let text) = $0 { text } else { nil } }
    }

    var items: [PlannerNews] { news.withLock { $0 } }

    func add(_ item: PlannerNews) { news.withLock { $0.append(item) } }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// Lets a server's thread wait for a test.
func pause() { usleep(1000) }

/// A clock that does not wait, and tells what it was asked to wait.
final class RecordingClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let state = Mutex<(now: Duration, waits: [Duration])>((.zero, []))

    var now: Instant { Instant(offset: state.withLock { $0.now }) }
    var minimumResolution: Duration { .zero }
    var waits: [Duration] { state.withLock { $0.waits } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.waits.append(deadline.offset - state.now)
            state.now = deadline.offset
        }
    }
}

extension PlannerTurn {
    /// A look at a screen of one colour.
    static func showing(
        _ size: Size = Size(width: 64, height: 48), results: [ActionReport] = [],
        acknowledged: [SafetyCheck] = [], notes: [String] = []
    ) throws -> PlannerTurn {
        let frame = Frame(size: size, filledWith: Color(red: 40, green: 80, blue: 120))
        return PlannerTurn(
            state: ScreenState(frame: frame, windows: [], pointer: Point(x: 0, y: 0)),
            png: try PNGEncoder.encode(frame), results: results, acknowledged: acknowledged,
            notes: notes)
    }
}

/// A recorded reply in `fixtures/replies`.
func recordedReply(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../fixtures/replies").standardizedFileURL
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
}
