import DeskwrightTestSupport
import Synchronization
import Testing

@testable import DeskwrightHTTP

@Suite(.timeLimit(.minutes(5)))
struct HTTPClientTests {
    private func request(
        _ url: String, bearer: SecretText? = nil, body: String = "{}"
    ) throws -> HTTPRequest {
        HTTPRequest(.post, try WebAddress(url), bearer: bearer, body: Array(body.utf8))
    }

    private func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
        var limits = HTTPLimits()
        change(&limits)
        return limits
    }

    @Test func aRequestArrivesAsItIsAndTheResponseComesBack() async throws {
        let seen = Mutex("")
        let server = RawServer { connection in
            let request = connection.readRequest()
            seen.withLock { $0 = request }
            connection.answer("201 Created", headers: ["X-Request-Id: req_1"], body: "Grüße")
        }
        var request = try request(server.url + "/v1/responses?a=b", bearer: SecretText("sk-1234"))
        request.headers = ["Content-Type": "application/json", "X-Empty": ""]
        request.body = Array("{\"a\":1}".utf8)
        let response = try await HTTPClient(userAgent: "deskwright/test").send(request)
        #expect(response.status == 201)
        #expect(response.headers["x-request-id"] == "req_1")
        #expect(String(decoding: response.body, as: UTF8.self) == "Grüße")
        let lines = seen.withLock { $0 }.split(
            separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.first == "POST /v1/responses?a=b HTTP/1.1")
        #expect(lines.last == "{\"a\":1}")
        for wanted in [
            "Authorization: Bearer sk-1234", "Content-Type: application/json", "X-Empty:",
            "User-Agent: deskwright/test", "Content-Length: 7",
        ] {
            #expect(lines.contains { $0 == wanted }, "\(wanted)")
        }
    }

    @Test func aGetCarriesNoBody() async throws {
        let server = RawServer { connection in
            let isGet = connection.readRequest().hasPrefix("GET /models ")
            connection.answer(body: isGet ? "yes" : "no")
        }
        let request = HTTPRequest(.get, try WebAddress(server.url + "/models"))
        #expect(try await HTTPClient().send(request).body == Array("yes".utf8))
    }

    @Test func aBodyOfThreeMegabytesArrivesWhole() async throws {
        let server = RawServer { connection in
            let text = connection.readRequest()
            connection.answer(body: "\(text.utf8.count { $0 == UInt8(ascii: "Z") })")
        }
        let body = String(repeating: "Z", count: 3_000_000)
        let response = try await HTTPClient().send(request(server.url, body: body))
        #expect(String(decoding: response.body, as: UTF8.self) == "3000000")
    }

    @Test(arguments: ["400 Bad Request", "429 Too Many Requests", "503 Unavailable"])
    func anErrorStatusIsAResponseLikeAnyOther(status: String) async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.answer(status, body: "sorry")
        }
        let response = try await HTTPClient().send(request(server.url))
        #expect("\(response.status)" == status.prefix(3))
        #expect(response.excerpt() == "sorry")
    }

    @Test func aRedirectionIsNotFollowed() async throws {
        let other = RawServer { $0.answer(body: "stolen") }
        let target = other.url
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.answer("307 Temporary Redirect", headers: ["Location: \(target)/"])
        }
        let response = try await HTTPClient().send(
            request(server.url, bearer: SecretText("sk-1234")))
        #expect(response.status == 307)
        #expect(other.connectionCount == 0)
    }

    @Test func twoRequestsInARowUseOneConnection() async throws {
        let server = RawServer { connection in
            while !connection.readRequest().isEmpty { connection.answer(body: "ok") }
        }
        let client = HTTPClient()
        for _ in 0..<3 { _ = try await client.send(request(server.url)) }
        #expect(server.connectionCount == 1)
    }

    @Test func eightRequestsAreUnderWayAtOnce() async throws {
        let meeting = Meeting(size: 8)
        let server = RawServer { connection in
            _ = connection.readRequest()
            meeting.arriveAndWait()
            connection.answer(body: "met")
        }
        let client = HTTPClient()
        let url = server.url
        let request = try request(url)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await client.send(request).status } }
            return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
        }
        #expect(count == 8)
    }

    @Test func aCancelledTaskEndsItsRequestWhileTheServerThinks() async throws {
        let meeting = Meeting(size: 2)
        let server = RawServer { connection in
            _ = connection.readRequest()
            meeting.arriveAndWait()
            connection.waitForEnd()
        }
        let request = try request(server.url)
        let task = Task { try await HTTPClient().send(request) }
        await meeting.arrive()
        task.cancel()
        await #expect(throws: HTTPError.cancelled) { try await task.value }
    }

    @Test func aTaskThatIsCancelledBeforehandSendsNothing() async throws {
        let server = RawServer { $0.answer() }
        let request = try request(server.url)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await HTTPClient().send(request)
        }
        task.cancel()
        await #expect(throws: HTTPError.cancelled) { try await task.value }
        #expect(server.connectionCount == 0)
    }

    @Test func aSlowFirstByteIsNoStall() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            pause(milliseconds: 300)
            connection.answer(body: "thought about it")
        }
        let client = HTTPClient(limits: limits { $0.stall = .milliseconds(60) })
        #expect(try await client.send(request(server.url)).status == 200)
    }
}

/// Lets threads and tasks wait for each other.
final class Meeting: Sendable {
    private let size: Int
    private let arrived = Mutex(0)

    init(size: Int) {
        self.size = size
    }

    private var isComplete: Bool { arrived.withLock { $0 } >= size }

    func arriveAndWait() {
        arrived.withLock { $0 += 1 }
        while !isComplete { pause(milliseconds: 2) }
    }

    func arrive() async {
        arrived.withLock { $0 += 1 }
        while !isComplete { await Task.yield() }
    }
}
