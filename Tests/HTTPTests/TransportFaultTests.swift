import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightHTTP

/// What the network does to a request, and the error that it becomes.
@Suite(.timeLimit(.minutes(5)))
struct TransportFaultTests {
    private func failure(
        limits change: (inout HTTPLimits) -> Void = { _ in },
        of serve: @escaping @Sendable (RawConnection) -> Void
    ) async throws -> HTTPError? {
        let server = RawServer { connection in
            _ = connection.readRequest()
            serve(connection)
        }
        var limits = HTTPLimits()
        change(&limits)
        let request = HTTPRequest(
            .post, try WebAddress(server.url + "/v1?key=hidden"), bearer: SecretText("sk-1234"),
            body: Array("{}".utf8))
        do throws(HTTPError) {
            let response = try await HTTPClient(limits: limits).send(request)
            Issue.record("expected an error, not \(response)")
            return nil
        } catch {
            // Whatever happened: neither the key nor the query is in it.
            #expect(!"\(error) \(error.reason)".contains("sk-1234"))
            #expect(!"\(error)".contains("hidden"))
            return error
        }
    }

    @Test func aBodyThatEndsTooEarlyIsALostConnection() async throws {
        let error = try await failure { $0.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{") }
        guard case .connectionLost = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aResetIsALostConnection() async throws {
        let error = try await failure { $0.reset() }
        guard case .connectionLost = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aServerThatSaysNothingIsALostConnection() async throws {
        let error = try await failure { $0.close() }
        guard case .connectionLost = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func whatIsNoHTTPIsAnErrorOfItsOwn() async throws {
        let error = try await failure { $0.write("SSH-2.0-OpenSSH_9.2\r\n") }
        guard case .failed(_, _, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("HTTP/0.9"))
    }

    @Test func aPauseInTheMiddleIsAStall() async throws {
        let error = try await failure(limits: { $0.stall = .milliseconds(100) }) { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
            connection.waitForEnd()
        }
        guard case .stalled(_, after: .milliseconds(100)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func silenceEndsAtTheTotalLimit() async throws {
        let error = try await failure(limits: { $0.total = .milliseconds(150) }) {
            $0.waitForEnd()
        }
        guard case .timedOut(_, after: .milliseconds(150)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.reason == "no complete answer within 0.15 s")
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFA0\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
    ])
    func anAnswerBeyondTheLimitIsRefused(head: String) async throws {
        let error = try await failure(limits: { $0.replyByteCountMax = 1000 }) { connection in
            connection.write(head + String(repeating: "x", count: 4000))
        }
        guard case .tooLarge(_, byteCountMax: 1000) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func endlessHeadersEndTheConnection() async throws {
        let error = try await failure { connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            let line = "X-Filler: " + String(repeating: "x", count: 8000) + "\r\n"
            for _ in 0..<400 { connection.write(line) }
            connection.waitForEnd()
        }
        guard case .connectionLost = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aClosedPortCannotBeConnectedTo() async throws {
        let server = RawServer()
        let address = try WebAddress(server.url)
        do throws(HTTPError) {
            _ = try await HTTPClient().send(HTTPRequest(.get, address))
            Issue.record("somebody listens at \(address)")
        } catch {
            guard case .cannotConnect(let url, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(url == address.description)
            #expect(error.kind == .provider)
        }
    }

    @Test func aHeaderWithALineBreakIsRefusedBeforeAnythingIsSent() async throws {
        let server = RawServer { $0.answer() }
        let request = HTTPRequest(
            .post, try WebAddress(server.url), bearer: SecretText("sk-1234\r\nX-Other: 1"))
        do throws(HTTPError) {
            _ = try await HTTPClient().send(request)
            Issue.record("it was sent")
        } catch {
            #expect(
                error
                    == .invalidRequest(
                        reason: "the header Authorization holds a control character"))
        }
        #expect(server.connectionCount == 0)
    }
}

func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
