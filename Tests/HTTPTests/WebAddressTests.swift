import DeskwrightCore
import Testing

@testable import DeskwrightHTTP

struct WebAddressTests {
    @Test(arguments: [
        ("https://api.openai.com/v1", "https://api.openai.com/v1/responses"),
        ("https://api.openai.com/v1/", "https://api.openai.com/v1/responses"),
        ("http://localhost:8080", "http://localhost:8080/responses"),
        ("https://x.example/v1?version=2", "https://x.example/v1/responses?version=2"),
    ])
    func aPathIsAppended(base: String, whole: String) throws {
        #expect(try WebAddress(base).appending("responses").text == whole)
    }

    @Test(arguments: [
        ("http://localhost:1/", true), ("http://127.0.0.1/", true), ("http://127.9.9.9/", true),
        ("http://[::1]:80/", true), ("http://LOCALHOST/", true), ("http://0x7f.1/", true),
        ("http://localhost.example/", false), ("http://127.0.0.1.example/", false),
        ("http://128.0.0.1/", false), ("https://api.openai.com/", false),
        ("http://[::2]/", false), ("http://127.example/", false),
    ])
    func onlyThisMachineIsLoopback(url: String, isLoopback: Bool) throws {
        #expect(try WebAddress(url).isLoopback == isLoopback)
    }

    @Test func aPlainConnectionToAnotherMachineIsUnprotected() throws {
        #expect(try WebAddress("http://192.168.1.5/v1").isUnprotected)
        #expect(try !WebAddress("https://192.168.1.5/v1").isUnprotected)
        #expect(try !WebAddress("http://127.0.0.1/v1").isUnprotected)
    }

    @Test(arguments: [
        ("ftp://example.org/x", "it is neither http nor https"),
        ("file:///etc/passwd", "it is neither http nor https"),
        ("https://user:pass-word@example.org/", "it holds a user name or a password"),
        ("api.openai.com/v1", "Bad scheme"),
        ("", "Bad scheme"),
        ("https://", "No host part in the URL"),
        ("http://host:99999/", "Port number was not a decimal number between 0 and 65535"),
    ])
    func whatIsNoUsableURLIsSaid(text: String, reason: String) {
        do throws(HTTPError) {
            _ = try WebAddress(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.reason == reason)
            #expect(error.kind == .usage)
            #expect(!"\(error)".contains("pass-word"))
        }
    }

    @Test func aQueryIsNotShown() throws {
        let address = try WebAddress("https://example.org/v1?key=abc")
        #expect("\(address)" == "https://example.org/v1")
    }
}
