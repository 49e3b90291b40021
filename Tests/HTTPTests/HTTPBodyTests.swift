import DeskwrightTestSupport
import Foundation
import Synchronization
import Testing

@testable import DeskwrightHTTP

/// Bodies that are made while they are sent.
struct HTTPBodyTests {
    private static let body: (pieces: [HTTPBody.Piece], text: [UInt8]) = {
        var random = SeededGenerator(seed: 7)
        var pieces: [HTTPBody.Piece] = []
        var text: [UInt8] = []
        for count in 0..<40 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            pieces += [.bytes(Array("<\(count)>".utf8)), .base64(bytes)]
            text += Array("<\(count)>".utf8) + Data(bytes).base64EncodedString().utf8
        }
        return (pieces, text)
    }()

    @Test func base64IsWhatFoundationMakesOfIt() {
        let body = HTTPBody(Self.body.pieces)
        #expect(body.byteCount == Self.body.text.count)
        #expect(body.bytes == Self.body.text)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 16, 61, 10_000])
    func itIsTheSameHoweverLittleIsTakenAtATime(room: Int) {
        let reader = BodyReader(HTTPBody(Self.body.pieces))
        var found: [UInt8] = []
        while true {
            let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = reader.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if part.isEmpty { break }
            found += part
        }
        #expect(found == Self.body.text)
    }

    @Test func aPartFromAnywhereIsThatPart() {
        let reader = BodyReader(HTTPBody(Self.body.pieces))
        for start in 0...Self.body.text.count {
            #expect(reader.rewind(to: start))
            let part = [UInt8](unsafeUninitializedCapacity: 9) { buffer, count in
                count = reader.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            #expect(part == Array(Self.body.text[start...].prefix(9)))
        }
        #expect(!reader.rewind(to: -1))
        #expect(!reader.rewind(to: Self.body.text.count + 1))
    }

    @Test func aPictureGoesOverTheWireAsBase64() async throws {
        let seen = Mutex("")
        let server = RawServer { connection in
            let request = connection.readRequest()
            seen.withLock { $0 = request }
            connection.answer(body: "ok")
        }
        let picture = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let request = HTTPRequest(
            .post, try WebAddress(server.url),
            content: HTTPBody([.bytes(Array("[".utf8)), .base64(picture), .bytes([0x5D])]))
        _ = try await HTTPClient().send(request)
        let text = seen.withLock { $0 }
        #expect(text.contains("Content-Length: 266670\r\n"))
        #expect(text.hasSuffix("\r\n\r\n[" + Data(picture).base64EncodedString() + "]"))
    }

    /// The server closes each connection after its answer, though the client has kept it.
    @Test func aBodyGoesWholeOverEachNewConnection() async throws {
        let bodies = Mutex<[String]>([])
        let server = RawServer { connection in
            let request = connection.readRequest()
            bodies.withLock { $0.append(String(request.suffix(6))) }
            connection.answer(body: "ok")
        }
        let client = HTTPClient()
        for _ in 0..<3 {
            let request = HTTPRequest(
                .post, try WebAddress(server.url), content: HTTPBody([.base64(Array("abcd".utf8))]))
            _ = try await client.send(request)
        }
        #expect(bodies.withLock { $0 } == ["JjZA==", "JjZA==", "JjZA=="])
    }
}
