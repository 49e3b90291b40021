import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightStandIn

/// A conversation in Chat Completions, kept and repeated by its client.
private struct ChatClient {
    let client: TestClient
    var model = "gpt-5.4"
    var messages: [JSON] = []

    static let functions: JSON = .array(
        ["click", "type", "keypress", "wait", "screenshot"].map { name in
            ["type": "function", "function": ["name": .string(name)]]
        })

    var body: JSON {
        ["model": .string(model), "messages": .array(messages), "tools": Self.functions]
    }

    mutating func say(_ text: String, picture: String? = nil) {
        var content: [JSON] = [["type": "text", "text": .string(text)]]
        if let picture {
            content.append(["type": "image_url", "image_url": ["url": .string(picture)]])
        }
        messages.append(["role": "user", "content": .array(content)])
    }

    /// Asks, keeps the reply's message, and answers its calls.
    mutating func ask(answer: String = "done") async throws -> JSON {
        let reply = try await client.post(Data(body.text.utf8), path: "/chat/completions").json
        let message = try #require(reply["choices"]?.array?.first?["message"], "\(reply.text)")
        messages.append(
            message.with("annotations", nil).with("refusal", nil))
        for call in message["tool_calls"]?.array ?? [] {
            messages.append([
                "role": "tool", "tool_call_id": call["id"] ?? .null, "content": .string(answer),
            ])
        }
        return reply
    }
}

extension JSON {
    fileprivate var chatMessage: JSON? { self["choices"]?.array?.first?["message"] }

    /// The calls as `name(arguments)`.
    fileprivate var calls: [String] {
        (chatMessage?["tool_calls"]?.array ?? []).map {
            "\($0["function"]?["name"]?.string ?? "")"
                + "(\($0["function"]?["arguments"]?.string ?? ""))"
        }
    }
}

struct ChatTests {
    @Test func whatARequestRepeatsIsInTheCache() async throws {
        let script = try script(
            "turns: [{actions: [wait]}, {actions: [wait]}, {actions: [wait]}, {final: a}]")
        try await withServer(script) { client in
            var chat = ChatClient(client: client)
            chat.say(String(repeating: "word ", count: 2_000))
            var cached: [Int?] = []
            for turn in 0..<3 {
                // The third tells another beginning.
                if turn == 2 { chat.messages[0] = ["role": "user", "content": "Anew."] }
                let usage = try await chat.ask()["usage"]
                cached.append(usage?["prompt_tokens_details"]?["cached_tokens"]?.integer)
            }
            let tools = TextTokens.count(ChatClient.functions.text)
            #expect(cached == [0, (2_500 + tools) / 128 * 128, 0])
        }
    }

    @Test func aScriptIsPlayedAsCallsOfFunctions() async throws {
        let script = try script(
            """
            turns:
              - say: Opening the menu.
                actions: [click 10 20, 'type "hi"', {press: ctrl+s}]
              - when: {told: looks good}
                final: Saved the note.
            """)
        try await withServer(script) { server in
            var client = ChatClient(client: server)
            client.say("Save the note.", picture: try pictureURL())
            let first = try await client.ask()
            #expect(
                first.calls == [
                    #"click({"button":"left","keys":null,"x":10,"y":20})"#,
                    #"type({"text":"hi"})"#, #"keypress({"keys":["CTRL","s"]})"#,
                ])
            #expect(first.chatMessage?["content"] == "Opening the menu.")
            #expect(first["choices"]?.array?.first?["finish_reason"] == "tool_calls")
            client.say("Nothing yet.", picture: try pictureURL())
            let second = try await client.ask()
            #expect(second.calls == ["wait({})"])
            client.say("It looks good.", picture: try pictureURL())
            let third = try await client.ask()
            #expect(third.chatMessage?["content"] == "Saved the note.")
            #expect(third["choices"]?.array?.first?["finish_reason"] == "stop")
        }
    }

    @Test func aRetriedRequestIsAnsweredWithTheSameTurn() async throws {
        let script = try script(
            "turns: [{actions: [wait]}, {actions: [screenshot]}, {final: End.}]")
        try await withServer(script) { server in
            var client = ChatClient(client: server)
            client.say("Go.")
            _ = try await client.ask()
            client.say("Go on.")
            var again = client
            let reply1 = try await client.ask()
            #expect(reply1.calls == ["screenshot({})"])
            let reply2 = try await again.ask()
            #expect(reply2.calls == ["screenshot({})"])
        }
    }

    @Test(arguments: [
        ("{refuse: No.}", "refusal", "No.", "stop"),
        ("{incomplete: max_output_tokens}", "content", "", "length"),
        ("{incomplete: content_filter}", "content", "", "content_filter"),
    ])
    func aModelMayDeclineOrBreakOff(
        turn: String, key: String, text: String, reason: String
    ) async throws {
        try await withServer(script("turns: [\(turn)]")) { server in
            var client = ChatClient(client: server)
            client.say("Go.")
            let reply = try await client.ask()
            #expect(reply.chatMessage?[key] == .string(text))
            #expect(reply["choices"]?.array?.first?["finish_reason"] == .string(reason))
        }
    }

    @Test func whatIsToldInAnAnswerIsHeard() async throws {
        let script = try script(
            "turns: [{actions: [wait]}, {when: {told: refused}, final: Sorry.}]")
        try await withServer(script) { server in
            var client = ChatClient(client: server)
            client.say("This is refused nowhere, since it is said before.")
            _ = try await client.ask(answer: "refused: it is outside")
            client.say("The screen.")
            let reply3 = try await client.ask()
            #expect(reply3.chatMessage?["content"] == "Sorry.")
        }
    }

    @Test func faultsComeBeforeTheTurnTheySpoil() async throws {
        let script = try script("turns: [{fault: {status: 503}}, {actions: [wait]}, {final: End.}]")
        try await withServer(script) { server in
            var client = ChatClient(client: server)
            client.say("Go.")
            let body = Data(client.body.text.utf8)
            #expect(try await server.post(body, path: "/chat/completions").status == 503)
            let reply4 = try await client.ask()
            #expect(reply4.calls == ["wait({})"])
        }
    }

    @Test func tokensAreThoseOfTheWholeRequest() async throws {
        try await withServer(script("turns: [{actions: [wait]}, {final: End.}]")) { server in
            var client = ChatClient(client: server)
            let picture = try pictureURL(.white, size: Size(width: 1280, height: 800))
            client.say("12345678", picture: picture)
            let usage = try await client.ask()["usage"]
            let tools = TextTokens.count(ChatClient.functions.text)
            #expect(usage?["prompt_tokens"] == .integer(1000 + 2 + tools))
        }
    }

    // MARK: What is refused

    private static let user: JSON = ["role": "user", "content": "Go."]
    private static let called: JSON = [
        "role": "assistant",
        "tool_calls": [
            ["id": "c1", "type": "function", "function": ["name": "wait", "arguments": "{}"]],
            ["id": "c2", "type": "function", "function": ["name": "wait", "arguments": "{}"]],
        ],
    ]
    private static func tool(_ id: String, _ content: JSON = "done") -> JSON {
        ["role": "tool", "tool_call_id": .string(id), "content": content]
    }
    private static let picture: JSON = [
        ["type": "image_url", "image_url": ["url": "data:image/png;base64,AAAA"]]
    ]

    /// Changes to a good body, and the refusal's beginning and place.
    @Test(
        arguments: [
            (["messages": [user, called, tool("c1")]], "An assistant message with", "messages"),
            (
                ["messages": [user, called, tool("c1"), user, tool("c2")]],
                "An assistant message with", "messages"
            ),
            (
                ["messages": [user, tool("c1")]], "Invalid parameter: messages with role 'tool'",
                "messages[1].role"
            ),
            (
                ["messages": [user, called, tool("c1"), tool("c2"), tool("c2")]],
                "Invalid parameter: messages with role 'tool'", "messages[4].role"
            ),
            (
                ["messages": [user, called, tool("c1"), tool("c2", picture)]],
                "Invalid 'messages[3]'. Image URLs are only allowed", "messages[3]"
            ),
            (
                ["messages": [["role": "user", "content": picture]]],
                "The image data you provided does not represent a valid image",
                "messages[0].content[0].image_url.image_url"
            ),
            (
                ["messages": [user, ["role": "assistant"]]], "Invalid value for 'content'",
                "messages[1].content"
            ),
            (["messages": []], "Invalid 'messages': empty array.", "messages"),
            (
                ["messages": [["role": "boss", "content": "Go."]]], "Invalid value: 'boss'.",
                "messages[0].role"
            ),
            (
                ["tools": [["type": "computer_use_preview"]]],
                "Invalid value: 'computer_use_preview'. Supported values are: 'custom' and "
                    + "'function'.", "tools[0].type"
            ),
            (["input": "Go."], "Unknown parameter: 'input'.", "input"),
            (
                ["model": "computer-use-preview"],
                "This model is only supported in v1/responses and not in", "model"
            ),
            (
                ["reasoning_effort": "low"], "Function tools with reasoning_effort are not",
                "reasoning_effort"
            ),
            (
                ["model": "gpt-5.6-sol"], "Function tools with reasoning_effort are not",
                "reasoning_effort"
            ),
            (
                ["reasoning_effort": "max"], "Unsupported value: 'reasoning_effort'",
                "reasoning_effort"
            ),
            (
                [
                    "tools": [
                        [
                            "type": "function",
                            "function": [
                                "name": "f", "strict": true,
                                "parameters": [
                                    "type": "object", "additionalProperties": false,
                                    "properties": ["x": ["type": "integer"]], "required": [],
                                ],
                            ],
                        ]
                    ]
                ],
                "Invalid schema for function 'f': In context=(), 'required' is required to be",
                "tools[0].function.parameters"
            ),
        ] as [(JSON, String, String)])
    func whatTheServiceRefusesIsRefused(change: JSON, message: String, param: String) throws {
        var body: JSON = [
            "model": "gpt-5.4", "messages": [Self.user], "tools": ChatClient.functions,
        ]
        guard case .object(let members) = change else { throw RequestCheck.Rejection.unexpected }
        for (key, value) in members { body = body.with(key, value) }
        guard case .failure(let rejection) = ChatCheck.read(body, point: .start) else {
            Issue.record("\(body.text) was taken")
            return
        }
        #expect(rejection.first.message.hasPrefix(message), "\(rejection.first.message)")
        #expect(rejection.first.param == param)
    }

    @Test func aWholeConversationIsTaken() throws {
        let body: JSON = [
            "model": "gpt-5.6-sol", "reasoning_effort": "none",
            "messages": [
                ["role": "system", "content": "Be brief."], Self.user, Self.called,
                Self.tool("c2"), Self.tool("c1"),
                ["role": "assistant", "content": "Hm.", "refusal": .null], Self.user,
            ],
            "tools": ChatClient.functions,
        ]
        guard case .success(let request) = ChatCheck.read(body, point: .start) else {
            Issue.record("\(ChatCheck.read(body, point: .start))")
            return
        }
        #expect(request.text == "Go.")
    }
}

extension RequestCheck.Rejection {
    fileprivate static let unexpected = RequestCheck.Rejection(first: .bodyNotAnObject)
}
