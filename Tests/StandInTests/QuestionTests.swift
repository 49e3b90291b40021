import Foundation
import Testing

@testable import DeskwrightStandIn

/// Requests that offer no tool: they are answered in words, and play no part in the script.
struct QuestionTests {
    private static let turns = """
        answer: "complex: two programs"
        turns:
          - fault: {status: 429, times: 1}
          - actions: [click 1 1]

        """

    private static let questions: [(path: String, body: JSON)] = [
        ("/responses", ["model": "gpt-5.6-luna", "input": "Is it hard?", "store": false]),
        (
            "/chat/completions",
            ["model": "gpt-5.6-luna", "messages": [["role": "user", "content": "Is it hard?"]]]
        ),
    ]

    @Test(arguments: questions.indices)
    func aQuestionIsAnsweredWithTheScriptsWords(index: Int) async throws {
        let (path, body) = Self.questions[index]
        try await withServer(script(Self.turns)) { client in
            let reply = try await client.post(Data(body.text.utf8), path: path)
            #expect(reply.status == 200, "\(reply.status)")
            let text = try reply.json.text
            #expect(text.contains("complex: two programs"))
            #expect(!text.contains("click"))
            // The script stands at its beginning, with its fault.
            let first = try await client.post(Dialect.batched.first())
            #expect(first.status == 429)
            let second = try await client.post(Dialect.batched.first())
            #expect(try second.json.text.contains(#""type":"click""#))
        }
    }

    @Test func whoShowsAScreenHasToOfferATool() throws {
        let picture = try pictureURL()
        let response = Dialect.batched.first(picture: picture).with("tools", nil)
        let message: JSON = [
            "role": "user",
            "content": [["type": "image_url", "image_url": ["url": .string(picture)]]],
        ]
        let chat: JSON = ["model": "gpt-5.4", "messages": [message]]
        let refused = [
            RequestCheck.read(response, chain: .found(.start)), ChatCheck.read(chat, point: .start),
        ]
        for result in refused {
            guard case .failure(let rejection) = result else {
                Issue.record("it was taken")
                continue
            }
            #expect(rejection.first.message.contains("does not offer requests without"))
        }
    }

    @Test func withoutAnAnswerTheScriptsLengthIsSaid() async throws {
        try await withServer(script("turns: [{final: a}]")) { client in
            let reply = try await client.post(Self.questions[0].body)
            #expect(try reply.json.text.contains("It follows a script of 1 turn."))
        }
    }

    @Test func aTurnForAnotherModelIsPassedOver() async throws {
        let forModels = try script(
            """
            turns:
              - {for: gpt-5.4-mini, final: small}
              - {for: gpt-5.5, final: new}
              - final: all

            """)
        try await withServer(forModels) { client in
            for (model, words) in [
                ("gpt-5.4-mini", "small"), ("gpt-5.5", "new"), ("gpt-5.4", "all"),
            ] {
                let reply = try await client.post(
                    Dialect.batched.first().with("model", .string(model)))
                #expect(try reply.json["output"]?.text.contains(words) == true, "\(model)")
            }
        }
    }
}
