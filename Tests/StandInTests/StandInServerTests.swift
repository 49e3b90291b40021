import DeskwrightCore
import Foundation
import Synchronization
import Testing

@testable import DeskwrightStandIn

struct StandInServerTests {
    private static let done = ModelScript(turns: [ScriptTurn(.finish("Done."))])

    @Test func itListensOnLoopbackOnAFreePort() async throws {
        try await withServer(Self.done) { client in
            #expect(client.server.port > 0)
            #expect(client.server.url == "http://127.0.0.1:\(client.server.port)/v1")
        }
    }

    @Test func aTakenPortIsAnError() async throws {
        try await withServer(Self.done) { client in
            let port = client.server.port
            let error = await #expect(throws: StandInError.self) {
                try await StandInServer.start(.script(Self.done), port: port)
            }
            guard case .cannotListen(port, let reason) = error else {
                Issue.record("\(error as Any)")
                return
            }
            #expect(reason.contains("Address already in use"))
        }
    }

    @Test(arguments: [-1, 65_536]) func aNumberThatIsNoPortIsAnError(port: Int) async {
        await #expect(throws: StandInError.self) {
            try await StandInServer.start(.script(Self.done), port: port)
        }
    }

    @Test func aStoppedServerAnswersNoMore() async throws {
        let server = try await StandInServer.start(.script(Self.done))
        let client = TestClient(server: server)
        #expect(try await client.send("GET", "/models").status == 200)
        await server.stop()
        await #expect(throws: (any Error).self) { try await client.send("GET", "/models") }
        let again = try await StandInServer.start(.script(Self.done), port: server.port)
        await again.stop()
    }

    @Test func modelsAreListed() async throws {
        try await withServer(Self.done) { client in
            let list = try await client.send("GET", "/models").json
            let names = list["data"]?.array?.compactMap { $0["id"]?.string } ?? []
            #expect(names.contains("gpt-5.4") && names.contains("computer-use-preview"))
            let one = try await client.send("GET", "/models/gpt-5.4").json
            #expect(one["id"] == "gpt-5.4")
            let none = try await client.send("GET", "/models/nope")
            #expect(none.status == 404)
            #expect(try none.json["error"]?["code"] == "model_not_found")
        }
    }

    @Test(arguments: [
        ("GET", "/responses", 405, "Not allowed to GET on /v1/responses."),
        ("POST", "/models", 405, "Not allowed to POST on /v1/models."),
        ("GET", "/chat/completions", 405, "Not allowed to GET on /v1/chat/completions."),
        ("GET", "/nowhere", 404, "Invalid URL (GET /v1/nowhere)"),
    ])
    func otherPlacesAreRefused(
        method: String, path: String, status: Int, message: String
    ) async throws {
        try await withServer(Self.done) { client in
            let refused = try await client.send(method, path)
            #expect(refused.status == status)
            #expect(try refused.errorMessage == message)
        }
    }

    @Test func everyAnswerHasItsOwnRequestID() async throws {
        try await withServer(Self.done) { client in
            let body = Data(Dialect.batched.first().text.utf8)
            let ids = [
                try await client.post(body), try await client.post(Data("no".utf8)),
                try await client.send("GET", "/models"), try await client.send("GET", "/nowhere"),
            ].map { $0.headers["x-request-id"] ?? "none" }
            #expect(ids.allSatisfy { $0.hasPrefix("req_") })
            #expect(Set(ids).count == 4)
        }
    }

    @Test func aKeyIsWantedWhereOneIsSetAndNeverShown() async throws {
        let lines = Mutex<[String]>([])
        let log: @Sendable (String) -> Void = { line in lines.withLock { $0.append(line) } }
        let secret = "sk-right-0123456789"
        try await withServer(Self.done, requiredKey: secret, log: log) { client in
            let body = Data(Dialect.batched.first().text.utf8)
            let missing = try await client.post(body)
            #expect(missing.status == 401)
            #expect(try missing.errorMessage?.hasPrefix("You didn't provide an API key.") == true)
            let wrong = try await client.post(body, key: "sk-wrong-9876543210")
            #expect(wrong.status == 401)
            #expect(try wrong.json["error"]?["code"] == "invalid_api_key")
            #expect(!String(decoding: wrong.data, as: UTF8.self).contains("sk-"))
            #expect(try await client.send("GET", "/models", key: secret).status == 200)
            #expect(try await client.post(body, key: secret).status == 200)
        }
        let text = lines.withLock { $0.joined(separator: "\n") }
        #expect(text.contains("POST /v1/responses 401"))
        #expect(text.contains("POST /v1/responses 200 turn 1 of 1: Done."))
        #expect(!text.contains("sk-"))
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
    func anotherContentTypeIsRefused(type: String) async throws {
        try await withServer(Self.done) { client in
            let body = Data(Dialect.batched.first().text.utf8)
            let refused = try await client.post(body, contentType: type)
            #expect(refused.status == 400)
            #expect(try refused.json["error"]?["code"] == "unsupported_content_type")
            let taken = try await client.post(body, contentType: "application/json; charset=utf-8")
            #expect(taken.status == 200)
        }
    }

    @Test(arguments: ["", "hello", "{", "[1, 2", "\u{FEFF}{}"])
    func aBodyThatIsNoJSONIsRefused(text: String) async throws {
        try await withServer(Self.done) { client in
            let refused = try await client.post(Data(text.utf8))
            #expect(refused.status == 400)
            #expect(
                try refused.errorMessage?.hasPrefix("We could not parse the JSON body") == true)
        }
    }

    @Test func aBodyOverTheLimitIsReadAwayAndRefused() async throws {
        try await withServer(Self.done, bodyLimit: 100_000) { client in
            let large = Dialect.batched.first(String(repeating: "a", count: 300_000))
            for _ in 0..<3 {
                let refused = try await client.post(large)
                #expect(refused.status == 413)
                #expect(try refused.json["error"]?["code"] == "request_too_large")
            }
            let fitting = Dialect.batched.first(String(repeating: "a", count: 90_000))
            #expect(try await client.post(fitting).status == 200)
        }
    }

    @Test func aLargeScreenIsTaken() async throws {
        try await withServer(script("turns: [{when: {size: 1600x1200}, final: Done.}]")) { client in
            var random = SystemRandomNumberGenerator()
            let size = Size(width: 1600, height: 1200)
            var bytes = [UInt8](repeating: 255, count: 4 * size.width * size.height)
            // Noise does not compress: the body is some megabytes.
            for row in 0..<size.height where row.isMultiple(of: 4) {
                for column in 0..<size.width {
                    bytes[4 * (row * size.width + column)] = UInt8.random(
                        in: 0...255, using: &random)
                }
            }
            let picture = try pictureURL(of: Frame(size: size, bytes: bytes))
            let reply = try await client.post(Dialect.batched.first(picture: picture)).json
            #expect(reply.finalText == "Done.")
        }
    }

    @Test func requestsAreKeptWithoutTheirHeaders() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("stand-in-\(UInt64.random(in: 0...UInt64.max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withServer(Self.done, keepRequests: folder.path) { client in
            let good = Data(Dialect.batched.first().text.utf8)
            _ = try await client.post(good, key: "sk-test-1")
            _ = try await client.post(Data("not JSON".utf8))
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(files == ["request-001.json", "request-002.json"])
            let kept = try Data(contentsOf: folder.appendingPathComponent("request-001.json"))
            #expect(kept == good)
        }
    }

    @Test func aFolderThatCannotBeMadeIsAnError() async {
        await #expect(throws: StandInError.self) {
            try await StandInServer.start(.script(Self.done), keepRequests: "/dev/null/requests")
        }
    }
}
