import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightStandIn

struct ScriptedFaultTests {
    @Test func anOutageComesAsOftenAsScriptedAndThenTheTurn() async throws {
        let script = try script(
            """
            turns:
              - fault: {status: 429, retry-after: 7, times: 2}
              - fault: {status: 500, message: Out of order.}
              - actions: [wait]
              - fault: {status: 503}
              - final: Done.
            """)
        try await withServer(script) { client in
            let dialect = Dialect.batched
            for _ in 0..<2 {
                let refused = try await client.post(dialect.first())
                #expect(refused.status == 429)
                #expect(refused.headers["retry-after"] == "7")
                #expect(try refused.json["error"]?["code"] == "rate_limit_exceeded")
            }
            let broken = try await client.post(dialect.first())
            #expect(broken.status == 500)
            #expect(broken.headers["retry-after"] == nil)
            #expect(try broken.errorMessage == "Out of order.")
            let reply = try await client.post(dialect.first()).json
            #expect(reply.actions == [["type": "wait"]])
            let request = try dialect.next(after: reply, picture: pictureURL())
            #expect(try await client.post(request).status == 503)
            #expect(try await client.post(request).json.finalText == "Done.")
            // The next chain has its own faults.
            #expect(try await client.post(dialect.first()).status == 429)
        }
    }

    @Test func aReplyBreaksOffInTheMiddle() async throws {
        try await withServer(script("turns: [{fault: truncate}, {final: Done.}]")) { client in
            await #expect(throws: (any Error).self) {
                try await client.post(Dialect.batched.first())
            }
            let reply = try await client.post(Dialect.batched.first()).json
            #expect(reply.finalText == "Done.")
        }
    }

    @Test func aProxyAnswersInHTML() async throws {
        try await withServer(script("turns: [{fault: html}, {final: Done.}]")) { client in
            let page = try await client.post(Dialect.batched.first())
            #expect(page.status == 502)
            #expect(page.headers["content-type"] == "text/html")
            #expect(String(decoding: page.data, as: UTF8.self).hasPrefix("<html>"))
            #expect(try await client.post(Dialect.batched.first()).status == 200)
        }
    }

    @Test func anyBodyCanBeServed() async throws {
        let script = try script(#"turns: [{fault: {body: '{"output": 3'}}, {final: Done.}]"#)
        try await withServer(script) { client in
            let odd = try await client.post(Dialect.batched.first())
            #expect(odd.status == 200)
            #expect(String(decoding: odd.data, as: UTF8.self) == #"{"output": 3"#)
        }
    }

    @Test func aRefusedRequestUsesUpNoFault() async throws {
        try await withServer(script("turns: [{fault: {status: 500}}, {final: Done.}]")) { client in
            let bad = Dialect.batched.first().with("modle", "x")
            var statuses = [try await client.post(bad).status]
            for _ in 0..<2 {
                statuses.append(try await client.post(Dialect.batched.first()).status)
            }
            #expect(statuses == [400, 500, 200])
        }
    }
}
