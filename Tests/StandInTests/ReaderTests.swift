import DeskwrightCore
import DeskwrightImages
import Foundation
import Testing

@testable import DeskwrightStandIn

/// The reader over the wire, with pictures of real programs.
struct ReaderTests {
    private static let goal = #"Click "File". Choose "Save As…". Type "b.txt" and press Enter."#

    @Test func sentencesAreFollowedOneAfterTheOther() async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            let first = try await client.post(Dialect.batched.first(Self.goal, picture: menu)).json
            #expect(first.clicks.map(\.y) == [38])
            #expect((15...40).contains(try #require(first.clicks.first?.x)))
            #expect(first.summary == #"Click "File""#)
            let second = try await client.post(Dialect.batched.next(after: first, picture: menu))
                .json
            #expect(second.actions.map { $0["type"] } == ["click", "type", "keypress"])
            let click = try #require(second.clicks.first)
            #expect((35...98).contains(click.x) && (208...222).contains(click.y))
            #expect(second.actions[1]["text"] == "b.txt")
            #expect(second.actions[2]["keys"] == ["ENTER"])
            let last = try await client.post(Dialect.batched.next(after: second, picture: menu))
                .json
            #expect(last.finalText == "Did what all 3 sentences say.")
        }
    }

    @Test func thePreviewToolGetsOneActionACall() async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            var reply = try await client.post(
                Dialect.preview.first(Self.goal, picture: menu)
            ).json
            var types: [JSON?] = []
            while reply.call != nil, types.count < 9 {
                types.append(reply.call?["action"]?["type"])
                reply = try await client.post(Dialect.preview.next(after: reply, picture: menu))
                    .json
            }
            #expect(types == ["click", "click", "type", "keypress"])
            #expect(reply.finalText == "Did what all 3 sentences say.")
        }
    }

    @Test func aRepeatedRequestGetsTheSameAnswer() async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            let first = try await client.post(Dialect.preview.first(Self.goal, picture: menu)).json
            let next = Dialect.preview.next(after: first, picture: menu)
            let once = try await client.post(next).json
            let again = try await client.post(next).json
            #expect(once.actions == again.actions && !once.actions.isEmpty)
        }
    }

    @Test func aScreenIsAskedForFirst() async throws {
        try await withReader { client in
            let first = try await client.post(Dialect.batched.first(Self.goal)).json
            #expect(first.actions == [["type": "screenshot"]])
            let next = Dialect.batched.next(after: first, picture: try screen("mousepad.png"))
            #expect(try await client.post(next).json.clicks.count == 1)
        }
    }

    // MARK: Places

    /// A sentence, the picture, and where its actions go.
    @Test(arguments: [
        (#"Click "Discard""#, "qt.png", 210...282, 577...597),
        (#"Click the second "Help""#, "qt.png", 378...454, 577...597),
        (#"Click the last "Help""#, "qt.png", 378...454, 577...597),
        (#"Click "Help" right of "Cancel""#, "qt.png", 378...454, 577...597),
        (#"Click "Help" next to "Cancel""#, "qt.png", 378...454, 577...597),
        (#"Click "Help" above "General""#, "qt.png", 270...303, 28...46),
        (#"Click "Help" below "Total""#, "qt.png", 378...454, 577...597),
        (#"Hover over "Save" left of "Discard""#, "qt.png", 122...194, 577...597),
        (#"Type "x" into "Surname""#, "qt.png", 126...200, 152...171),
        (#"Type "x" into the field "E-mail address:""#, "qt.png", 126...200, 183...202),
        (#"Type "x" into "Login""#, "zenity-forms.png", 103...150, 106...134),
        (#"Scroll down over "Total""#, "qt.png", 274...310, 440...456),
    ])
    func wordsAreFound(
        sentence: String, picture: String, columns: ClosedRange<Int>, rows: ClosedRange<Int>
    ) async throws {
        try await withReader { client in
            let body = Dialect.batched.first(sentence, picture: try screen(picture))
            let action = try #require(try await client.post(body).json.actions.first)
            #expect(columns.contains(try #require(action["x"]?.integer)), "\(action.text)")
            #expect(rows.contains(try #require(action["y"]?.integer)), "\(action.text)")
        }
    }

    @Test func wordsInTwoPlacesAreNotClicked() async throws {
        try await withReader { client in
            let body = Dialect.batched.first(#"Click "Help"."#, picture: try screen("qt.png"))
            let reply = try await client.post(body).json
            let text = try #require(reply.finalText)
            #expect(text.hasPrefix(#"CANNOT: sentence 1, Click "Help": "Help" is at "#))
            #expect(text.split(separator: ", at ").count == 2)
            #expect(text.hasSuffix(#"as in the second "Help", or "Help" below other words"#))
        }
    }

    @Test(arguments: [
        (#"Click "Save All""#, 5, #""Save All" is not to be seen"#),
        (#"Click "Discord""#, 5, #"most like it: "Discard" at"#),
        (#"Click the third "Help""#, 5, #""Help" number 3 is not to be seen: "Help" is at"#),
        (#"Click "Help" left of "Save""#, 5, #""Help" left of "Save" is not to be seen"#),
        (#"Wait until "Saved" is shown"#, 30, #""Saved" is not to be seen"#),
        (#"Wait until "Discard" is gone"#, 30, #""Discard" is still at"#),
        (#"Check that "Saved" is shown"#, 5, #""Saved" is not to be seen"#),
    ])
    func whatDoesNotComeIsWaitedForAndNamed(
        sentence: String, count: Int, message: String
    ) async throws {
        try await withReader { client in
            let picture = try screen("qt.png")
            var reply = try await client.post(
                Dialect.batched.first("Press Tab. \(sentence).", picture: picture)
            ).json
            #expect(reply.actions == [["type": "keypress", "keys": ["TAB"]]])
            var waits = -1
            while reply.call != nil {
                reply = try await client.post(Dialect.batched.next(after: reply, picture: picture))
                    .json
                waits += 1
            }
            #expect(waits == count)
            let text = try #require(reply.finalText)
            #expect(text.hasPrefix("CANNOT: sentence 2, \(sentence): "))
            #expect(text.contains(message), "\(text)")
        }
    }

    @Test func whatComesLaterIsFoundThen() async throws {
        try await withReader { client in
            let goal = #"Wait until "Discard" is shown. Check that "Reload" is not shown."#
            let body = Dialect.batched.first(goal, picture: try screen("mousepad.png"))
            let first = try await client.post(body).json
            #expect(first.actions == [["type": "wait"]])
            let next = Dialect.batched.next(after: first, picture: try screen("qt.png"))
            #expect(try await client.post(next).json.finalText == "Did what all 2 sentences say.")
        }
    }

    // MARK: What it does not do

    @Test(arguments: ["/responses", "/chat/completions"])
    func aGoalThatItDoesNotUnderstandIsRefused(path: String) async throws {
        try await withReader { client in
            let goal = "Press Tab. Save the note."
            let body =
                path == "/responses"
                ? Dialect.batched.first(goal)
                : chatBody([["role": "user", "content": .string(goal)]])
            let refused = try await client.post(Data(body.text.utf8), path: path)
            #expect(refused.status == 400)
            #expect(try refused.json["error"]?["type"] == "invalid_request_error")
            let message = try #require(try refused.errorMessage)
            #expect(message.contains("sentence 2, Save the note, is not understood"))
            #expect(message.contains(#"Wait until "Saved" is shown"#))
        }
    }

    @Test(arguments: [
        "The action `click 1 2` was refused: it lies outside.",
        "The action `click 1 2` was not allowed: the policy denied it.",
        "The rest of the batch was not run (2): the one before was refused.",
    ])
    func whatTheClientDidNotDoEndsIt(problem: String) async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            let first = try await client.post(Dialect.batched.first(Self.goal, picture: menu)).json
            let next = Dialect.batched.next(after: first, picture: menu, saying: problem)
            let reply = try await client.post(next).json
            #expect(reply.finalText == #"CANNOT: sentence 1, Click "File": "# + problem)
        }
    }

    @Test func aRequestThatAllowsNoActionGetsAWord() async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            let first = try await client.post(Dialect.batched.first(Self.goal, picture: menu)).json
            let next = Dialect.batched.next(after: first, picture: menu).with("tool_choice", "none")
            #expect(try await client.post(next).json.finalText == "Stopped after 1 of 4 steps.")
        }
    }

    @Test func aQuestionGetsAWord() async throws {
        try await withReader { client in
            let body: JSON = ["model": "reader", "input": "How hard is it?"]
            let text = try #require(try await client.post(body).json.finalText)
            #expect(text.contains("plain sentences"))
        }
    }

    // MARK: Chat Completions, and clients that keep the conversation

    @Test func chatCompletionsDoTheSame() async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            let picture: JSON = [
                "role": "user",
                "content": [["type": "image_url", "image_url": ["url": .string(menu)]]],
            ]
            var messages: [JSON] = [["role": "user", "content": .string(Self.goal)], picture]
            var names: [String] = []
            var answer: String?
            for _ in 0..<5 where answer == nil {
                let body = Data(chatBody(messages).text.utf8)
                let reply = try await client.post(body, path: "/chat/completions").json
                let message = try #require(
                    reply["choices"]?.array?.first?["message"], "\(reply.text)")
                let calls = message["tool_calls"]?.array ?? []
                names += calls.compactMap { $0["function"]?["name"]?.string }
                messages.append(message.with("annotations", nil).with("refusal", nil))
                messages += calls.map {
                    ["role": "tool", "tool_call_id": $0["id"] ?? .null, "content": "done"]
                }
                messages.append(picture)
                if calls.isEmpty { answer = message["content"]?.string }
            }
            #expect(names == ["click", "click", "type", "keypress"])
            #expect(answer == "Did what all 3 sentences say.")
        }
    }

    @Test func aConversationThatTheClientKeepsGoesOn() async throws {
        try await withReader { client in
            let menu = try screen("mousepad.png")
            let opening = Dialect.batched.first(Self.goal, picture: menu).with("store", false)
            let first = try await client.post(opening).json
            let call = try #require(first.call)
            let input = (opening["input"]?.array ?? []) + (first["output"]?.array ?? [])
            let next = Dialect.batched.request([
                "store": false,
                "input": .array(input + [Dialect.batched.output(for: call, picture: menu)]),
            ])
            #expect(try await client.post(next).json.actions.count == 3)
        }
    }

    private func chatBody(_ messages: [JSON]) -> JSON {
        let functions: [JSON] = ["click", "type", "keypress", "wait", "screenshot"].map {
            ["type": "function", "function": ["name": .string($0)]]
        }
        return ["model": "reader", "messages": .array(messages), "tools": .array(functions)]
    }
}

/// A picture of `fixtures/screens` as a data URL.
private func screen(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let file = try Data(contentsOf: folder.appendingPathComponent("fixtures/screens/\(name)"))
    return "data:image/png;base64," + file.base64EncodedString()
}

private func withReader(_ body: (TestClient) async throws -> Void) async throws {
    let server = try await StandInServer.start(.reader, now: { 1_764_000_000 })
    do {
        try await body(TestClient(server: server))
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

extension JSON {
    fileprivate var clicks: [Point] {
        actions.filter { $0["type"] == "click" }.compactMap { action in
            guard let x = action["x"]?.integer, let y = action["y"]?.integer else { return nil }
            return Point(x: x, y: y)
        }
    }
}
