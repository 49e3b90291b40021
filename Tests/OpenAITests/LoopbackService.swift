import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A real server on a free loopback port that gives the answers that it was given.
final class LoopbackService: Sendable {
    enum Answer: Sendable {
        case page(Int, String, [String: String])
        /// Never answers.
        case silence
    }

    let url: String
    private let log: RequestLog
    private let running: Task<Void, any Error>

    /// How many requests have come.
    var requestCount: Int { log.count.withLock { $0 } }

    init(_ answers: [Answer]) async throws {
        let log = RequestLog()
        let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
        await server.appendRoute("POST /v1/responses") { request in
            _ = try await request.bodyData
            let number = log.count.withLock { count in
                count += 1
                return count
            }
            switch number <= answers.count ? answers[number - 1] : .page(500, "asked again", [:]) {
            case .page(let status, let body, let headers):
                return HTTPResponse(
                    statusCode: HTTPStatusCode(status, phrase: "X"),
                    headers: HTTPHeaders(
                        Dictionary(uniqueKeysWithValues: headers.map { (HTTPHeader($0), $1) })),
                    body: Data(body.utf8))
            case .silence:
                try await Task.sleep(for: .seconds(600))
                return HTTPResponse(statusCode: .ok)
            }
        }
        running = Task { try await server.run() }
        try await server.waitUntilListening(timeout: 60)
        guard case .ip4(_, let port) = await server.listeningAddress else {
            throw Unexpected("no port")
        }
        url = "http://127.0.0.1:\(port)/v1"
        self.log = log
    }

    deinit { running.cancel() }
}

private final class RequestLog: Sendable {
    let count = Mutex(0)
}
