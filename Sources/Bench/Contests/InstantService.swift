import DeskwrightCore
import DeskwrightHTTP
import DeskwrightOpenAI
import Synchronization

/// A service in this process: it reads a request to its last byte, and answers with one action each.
final class InstantService: HTTPSending {
    private let action: @Sendable (Int) -> String?
    private let pause: Duration
    private let counts = Mutex((requests: 0, bytes: 0, waited: Duration.zero))

    /// Of the last request's body.
    var byteCount: Int { counts.withLock { $0.bytes } }

    /// All that it let its client wait.
    var waited: Duration { counts.withLock { $0.waited } }

    /// - Parameters:
    ///   - pause: How long each answer takes; the first ones are as quick as all others.
    ///   - action: The JSON of each action, from 1 on; `nil` says that all is done.
    init(pause: Duration = .zero, action: @escaping @Sendable (Int) -> String?) {
        self.pause = pause
        self.action = action
    }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let byteCount = request.content.bytes.count
        let watch = Stopwatch(ContinuousClock())
        if pause > .zero {
            do { try await Task.sleep(for: pause) } catch { throw .cancelled }
        }
        let number = counts.withLock { counts in
            counts.requests += 1
            counts.bytes = byteCount
            counts.waited += watch.elapsed
            return counts.requests
        }
        let item =
            action(number).map { action in
                #"{"type":"computer_call","call_id":"call_\#(number)","status":"completed","#
                    + #""pending_safety_checks":[],"actions":[\#(action)]}"#
            } ?? #"{"type":"message","content":[{"type":"output_text","text":"All is done."}]}"#
        let reply =
            #"{"id":"resp_\#(number)","status":"completed","output":[\#(item)],"#
            + #""usage":{"input_tokens":1500,"output_tokens":50}}"#
        return HTTPResponse(status: 200, headers: [:], body: Array(reply.utf8))
    }

    /// A planner that asks this service.
    func planner() throws -> OpenAIPlanner {
        OpenAIPlanner(
            settings: OpenAISettings(
                model: "gpt-5.4", baseAddress: try WebAddress("http://127.0.0.1:1/v1")),
            goal: "Go on.", http: self, clock: ContinuousClock(), tell: { _ in })
    }
}

extension InstantService {
    /// One that answers at once, and wants the pointer elsewhere each time.
    static func movingThePointer() -> InstantService {
        InstantService { number in #"{"type":"move","x":\#(100 + number % 900),"y":300}"# }
    }
}
