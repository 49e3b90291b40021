import DeskwrightCore
import DeskwrightTestSupport
import Synchronization
import Testing

@testable import DeskwrightHTTP

/// Responses that are read while they are sent.
@Suite(.timeLimit(.minutes(5)))
struct StreamReadingTests {
    /// What a reader was given.
    private final class Reader: Sendable {
        private let text = Mutex("")
        private let end: String

        init(until end: String) {
            self.end = end
        }

        var taken: String { text.withLock { $0 } }

        func take(_ bytes: ArraySlice<UInt8>) -> Bool {
            text.withLock { text in
                text += String(decoding: bytes, as: UTF8.self)
                return text.hasSuffix(end)
            }
        }
    }

    private static let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    private static func chunk(_ text: String) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }

    private func send(
        to server: RawServer, _ reader: Reader, limits: HTTPLimits = HTTPLimits()
    ) async throws(HTTPError) -> HTTPResponse {
        var request = HTTPRequest(.post, try WebAddress(server.url), body: Array("{}".utf8))
        request.stream = StreamReading(take: reader.take)
        return try await HTTPClient(limits: limits).send(request)
    }

    @Test func partsAreTakenBeforeTheResponseIsWhole() async throws {
        let reader = Reader(until: "b")
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head + Self.chunk("a"))
            // Goes on only when the reader has had the first part.
            while reader.taken != "a" { pause(milliseconds: 1) }
            connection.write(Self.chunk("b") + "0\r\n\r\n")
        }
        let response = try await send(to: server, reader)
        #expect(reader.taken == "ab")
        #expect(String(decoding: response.body, as: UTF8.self) == "ab")
    }

    @Test func streamsInARowUseOneConnection() async throws {
        let server = RawServer { connection in
            while !connection.readRequest().isEmpty {
                connection.write(Self.head + Self.chunk("a[DONE]") + "0\r\n\r\n")
            }
        }
        var request = HTTPRequest(.post, try WebAddress(server.url), body: Array("{}".utf8))
        request.stream = StreamReading { $0.last == UInt8(ascii: "]") }
        let client = HTTPClient()
        for _ in 0..<3 { #expect(try await client.send(request).status == 200) }
        #expect(server.connectionCount == 1)
    }

    /// What servers do after the last part, in place of the end of the response.
    @Test(arguments: ["nothing", "close", "reset", "more"])
    func whatIsWholeForItsReaderIsWhole(end: String) async throws {
        let reader = Reader(until: "[DONE]")
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head + Self.chunk("a[DONE]"))
            while !reader.taken.hasSuffix("[DONE]") { pause(milliseconds: 1) }
            switch end {
            case "close": connection.close()
            case "reset": connection.reset()
            case "more":
                connection.write(Self.chunk("x"))
                connection.waitForEnd()
            default: connection.waitForEnd()
            }
        }
        let response = try await send(to: server, reader)
        #expect(response.status == 200)
        #expect(reader.taken == "a[DONE]")
        #expect(String(decoding: response.body, as: UTF8.self).hasPrefix("a[DONE]"))
    }

    @Test func aRefusalIsNotForTheReader() async throws {
        let reader = Reader(until: "x")
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.answer("429 Too Many Requests", body: "no")
        }
        #expect(try await send(to: server, reader).excerpt() == "no")
        #expect(reader.taken.isEmpty)
    }

    @Test func aStreamThatEndsTooEarlyIsALostConnection() async throws {
        let reader = Reader(until: "[DONE]")
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head + Self.chunk("a"))
        }
        do throws(HTTPError) {
            _ = try await send(to: server, reader)
            Issue.record("it was taken for whole")
        } catch {
            guard case .connectionLost = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(reader.taken == "a")
    }

    /// A model that thinks between two parts is no stall, but silence has an end.
    @Test func pausesOfAStreamHaveALimitOfTheirOwn() async throws {
        let reader = Reader(until: "[DONE]")
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head + Self.chunk("a"))
            pause(milliseconds: 300)
            connection.write(Self.chunk("b"))
            connection.waitForEnd()
        }
        var limits = HTTPLimits()
        limits.stall = .milliseconds(60)
        limits.streamPause = .milliseconds(1500)
        do throws(HTTPError) {
            _ = try await send(to: server, reader, limits: limits)
            Issue.record("it was taken for whole")
        } catch {
            guard case .stalled(_, after: .milliseconds(1500)) = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(reader.taken == "ab")
    }

    @Test func aReaderStaysWithinTheLimitOfTheBody() async throws {
        let reader = Reader(until: "[DONE]")
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            for _ in 0..<100 {
                connection.write(Self.chunk(String(repeating: "x", count: 100)))
            }
        }
        var limits = HTTPLimits()
        limits.replyByteCountMax = 1000
        do throws(HTTPError) {
            _ = try await send(to: server, reader, limits: limits)
            Issue.record("it was taken")
        } catch {
            guard case .tooLarge(_, byteCountMax: 1000) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
