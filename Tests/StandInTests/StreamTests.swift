import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightStandIn

/// Streamed replies over HTTP.
struct StreamTests {
    private func events(_ exchange: Exchange) throws -> [JSON] {
        try String(decoding: exchange.data, as: UTF8.self).components(separatedBy: "\n\n")
            .compactMap { $0.split(separator: "\n").last { $0.hasPrefix("data: ") } }
            .filter { $0 != "data: [DONE]" }
            .map { try JSONReader.read(Array($0.dropFirst("data: ".count).utf8)) }
    }

    private static let turns = "turns: [{say: Opening it., actions: [wait]}, {final: Done.}]"

    @Test func aResponseComesInEvents() async throws {
        try await withServer(script(Self.turns)) { client in
            let body = Dialect.batched.first()
            let plain = try await client.post(body).json
            let exchange = try await client.post(body.with("stream", true))
            #expect(exchange.headers["content-type"] == "text/event-stream; charset=utf-8")
            let events = try events(exchange)
            #expect(events.map { $0["sequence_number"] } == events.indices.map { .integer($0) })
            #expect(
                events.compactMap { $0["type"]?.string } == [
                    "response.created", "response.in_progress", "response.output_item.added",
                    "response.reasoning_summary_part.added",
                    "response.reasoning_summary_text.delta",
                    "response.reasoning_summary_text.delta",
                    "response.reasoning_summary_text.delta",
                    "response.reasoning_summary_text.done", "response.reasoning_summary_part.done",
                    "response.output_item.done", "response.output_item.added",
                    "response.output_item.done", "response.completed",
                ])
            let response = try #require(events.last?["response"])
            #expect(response.actions == plain.actions)
            #expect(response["usage"] == plain["usage"])
            // It can be gone on from.
            let next = Dialect.batched.next(after: response, picture: try pictureURL())
            #expect(try await client.post(next).json.finalText == "Done.")
        }
    }

    @Test func aCompletionComesInChunks() async throws {
        try await withServer(script(Self.turns)) { client in
            let body: JSON = [
                "model": "gpt-5.4", "messages": [["role": "user", "content": "Go."]],
                "tools": [["type": "function", "function": ["name": "wait"]]], "stream": true,
                "stream_options": ["include_usage": true],
            ]
            let exchange = try await client.post(
                Data(body.text.utf8), path: "/chat/completions")
            let text = String(decoding: exchange.data, as: UTF8.self)
            #expect(text.hasSuffix("data: [DONE]\n\n"))
            let chunks = try events(exchange)
            let deltas = chunks.compactMap { $0["choices"]?.array?.first?["delta"] }
            #expect(deltas.compactMap { $0["content"]?.string }.joined() == "Opening it.")
            let call = deltas.compactMap { $0["tool_calls"]?.array?.first }
            #expect(call.first?["function"]?["name"] == "wait")
            #expect(
                call.compactMap { $0["function"]?["arguments"]?.string }.joined() == "{}")
            #expect(chunks.last?["choices"] == [])
            #expect(chunks.last?["usage"]?["prompt_tokens"] != nil)
            let reasons = chunks.compactMap {
                $0["choices"]?.array?.first?["finish_reason"]?.string
            }
            #expect(reasons == ["tool_calls"])
        }
    }

    @Test func aStreamBreaksOffInTheMiddle() async throws {
        try await withServer(script("turns: [{fault: truncate}, {final: Done.}]")) { client in
            let body = Dialect.batched.first().with("stream", true)
            await #expect(throws: (any Error).self) { try await client.post(body) }
            let events = try events(try await client.post(body))
            #expect(events.last?["response"]?.finalText == "Done.")
        }
    }
}
