import DeskwrightTestSupport
import Testing

@testable import DeskwrightHTTP

struct RedactionTests {
    private static let key = "sk-proj-0123456789"

    @Test func aSecretIsPrintedByNoMeans() throws {
        let secret = SecretText(Self.key)
        var dumped = ""
        dump(["key": secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(!text.contains("0123456789"), "\(text)")
        }
        #expect(secret.reveal() == Self.key)
    }

    @Test func aRequestAndAResponseDoNotPrintTheirSecrets() throws {
        let address = try WebAddress("https://example.org/v1?token=abc")
        let request = HTTPRequest(
            .post, address, headers: ["api-key": "other-key-77"], bearer: SecretText(Self.key),
            body: Array("{}".utf8))
        let response = HTTPResponse(
            status: 401, headers: ["X-Echo": "Bearer \(Self.key)"],
            body: Array("Incorrect API key provided: \(Self.key), other-key-77".utf8),
            redaction: request.redaction)
        var dumped = ""
        dump(request, to: &dumped)
        dump(response, to: &dumped)
        let texts = [
            "\(request)", String(reflecting: request), "\(response)", String(reflecting: response),
            "\(response.headers)", response.excerpt(), response.redacted(Self.key), dumped,
        ]
        for text in texts {
            #expect(!text.contains("0123456789"), "\(text)")
            #expect(!text.contains("other-key-77"), "\(text)")
            #expect(!text.contains("token"), "\(text)")
        }
        #expect(response.excerpt() == "Incorrect API key provided: [redacted], [redacted]")
    }

    @Test func aKeyThatTheServerSendsBackIsNotShown() async throws {
        let server = RawServer { connection in
            let line = connection.readRequest().split(separator: "\r\n")
                .first { $0.hasPrefix("Authorization") }
            connection.answer("401 Unauthorized", body: "<h1>\(line ?? "no key came")</h1>")
        }
        let response = try await HTTPClient().send(
            HTTPRequest(.post, try WebAddress(server.url), bearer: SecretText(Self.key)))
        #expect(response.excerpt() == "<h1>Authorization: Bearer [redacted]</h1>")
    }

    @Test func anExcerptIsCutAfterItIsRedacted() {
        let response = HTTPResponse(
            status: 500, headers: [:], body: Array("ab \n  \(Self.key)".utf8),
            redaction: Redaction([SecretText(Self.key)]))
        #expect(response.excerpt(characterCountMax: 8) == "ab [reda …")
    }

    @Test func theLongerOfTwoSecretsGoesFirst() {
        let redaction = Redaction([SecretText("abc"), SecretText("abcdef"), SecretText("")])
        #expect(redaction("abcdef abc") == "[redacted] [redacted]")
    }
}
