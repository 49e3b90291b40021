import DeskwrightCore
import DeskwrightImages
import Foundation
import FoundationNetworking
import Testing

@testable import DeskwrightStandIn

/// What came back over HTTP.
struct Exchange {
    let status: Int
    let headers: [String: String]
    let data: Data

    var json: JSON {
        get throws { try JSONReader.read([UInt8](data)) }
    }

    var errorMessage: String? {
        get throws { try json["error"]?["message"]?.string }
    }
}

/// Talks to a stand-in server as any HTTP client would.
struct TestClient {
    let server: StandInServer

    func post(
        _ body: Data, path: String = "/responses", contentType: String? = "application/json",
        key: String? = nil
    ) async throws -> Exchange {
        try await send("POST", path, body: body, contentType: contentType, key: key)
    }

    func post(_ body: JSON) async throws -> Exchange {
        try await post(Data(body.text.utf8))
    }

    func send(
        _ method: String, _ path: String, body: Data? = nil, contentType: String? = nil,
        key: String? = nil
    ) async throws -> Exchange {
        var request = URLRequest(url: try #require(URL(string: server.url + path)))
        request.httpMethod = method
        request.httpBody = body
        if let contentType { request.setValue(contentType, forHTTPHeaderField: "Content-Type") }
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        let headers = http.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Exchange(
            status: http.statusCode,
            headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }), data: data)
    }
}

/// Runs a body against a server that is gone afterwards.
func withServer(
    _ script: ModelScript, requiredKey: String? = nil, keepRequests: String? = nil,
    bodyLimit: Int = 64 << 20, log: @escaping @Sendable (String) -> Void = { _ in },
    _ body: (TestClient) async throws -> Void
) async throws {
    let server = try await StandInServer.start(
        .script(script), requiredKey: requiredKey, keepRequests: keepRequests, bodyLimit: bodyLimit,
        now: { 1_764_000_000 }, log: log)
    do {
        try await body(TestClient(server: server))
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

func script(_ yaml: String) throws -> ModelScript {
    try ModelScript.parse("version: 1\n" + yaml, path: "script.yaml")
}
