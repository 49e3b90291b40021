import DeskwrightCore
import Testing

@testable import DeskwrightStandIn

/// What replies look like beyond what they say.
struct ReplyTests {
    @Test func tokensAddUpAlongTheChain() async throws {
        let script = try script("turns: [{actions: [wait], say: Hm.}, {final: Done.}]")
        try await withServer(script) { client in
            let dialect = Dialect.batched
            let picture = try pictureURL(.white, size: Size(width: 1280, height: 800))
            let first = try await client.post(dialect.first("12345678", picture: picture)).json
            let second = try await client.post(dialect.next(after: first, picture: picture)).json
            func usage(_ reply: JSON, _ key: String) -> Int { reply["usage"]?[key]?.integer ?? -1 }
            let tools = TextTokens.count(#"[{"type":"computer"}]"#)
            #expect(usage(first, "input_tokens") == 1000 + 2 + tools)
            #expect(
                usage(second, "input_tokens")
                    == 2 * 1000 + 2 + tools + usage(first, "output_tokens"))
            for reply in [first, second] {
                #expect(
                    usage(reply, "total_tokens")
                        == usage(reply, "input_tokens") + usage(reply, "output_tokens"))
            }
            let details = first["usage"]?["output_tokens_details"]
            #expect(details?["reasoning_tokens"] == 1)
            #expect(first["usage"]?["input_tokens_details"]?["cached_tokens"] == 0)
            // 1,002 and the first reply: over 1,024, in steps of 128.
            #expect(second["usage"]?["input_tokens_details"]?["cached_tokens"] == 1024)
        }
    }

    @Test func aSummaryComesOnlyWhenAskedFor() async throws {
        try await withServer(script("turns: [{final: Done., say: Easy.}]")) { client in
            let body = Dialect.batched.first()
            #expect(try await client.post(body).json.summary == "Easy.")
            let plain = try await client.post(body.with("reasoning", nil)).json
            let item = plain["output"]?.array?.first
            #expect(item?["type"] == "reasoning")
            #expect(item?["summary"] == [])
        }
    }

    @Test func settingsAreRepeated() async throws {
        try await withServer(script("turns: [{final: Done.}]")) { client in
            let body = Dialect.preview.first().with("metadata", ["run": "7"])
            let reply = try await client.post(body).json
            for key in ["model", "tools", "truncation", "metadata"] {
                #expect(reply[key] == body[key])
            }
            #expect(reply["object"] == "response")
            #expect(reply["status"] == "completed")
            #expect(reply["created_at"] == 1_764_000_000)
        }
    }

    @Test(arguments: [
        (
            Action.click(at: Point(x: 1, y: 2), button: .back, holding: ["ctrl", "a"]),
            #"{"button":"back","keys":["CTRL","a"],"type":"click","x":1,"y":2}"#
        ),
        (
            .doubleClick(at: Point(x: 1, y: 2)),
            #"{"keys":null,"type":"double_click","x":1,"y":2}"#
        ),
        (
            .drag(path: [Point(x: 1, y: 2), Point(x: 3, y: 4)], holding: ["Shift_L"]),
            #"{"keys":["Shift_L"],"path":[{"x":1,"y":2},{"x":3,"y":4}],"type":"drag"}"#
        ),
        (.move(to: Point(x: 1, y: 2)), #"{"type":"move","x":1,"y":2}"#),
        (.press(["ctrl", "+"]), #"{"keys":["CTRL","+"],"type":"keypress"}"#),
        (.screenshot, #"{"type":"screenshot"}"#),
        (
            .scroll(at: Point(x: 1, y: 2), dx: -3, dy: 4),
            #"{"scroll_x":-3,"scroll_y":4,"type":"scroll","x":1,"y":2}"#
        ),
        (.type("a\n"), #"{"text":"a\n","type":"type"}"#),
        (.wait, #"{"type":"wait"}"#),
    ])
    func anActionIsWrittenAsTheServiceDoes(action: Action, text: String) {
        #expect(action.wire.text == text)
    }

    @Test func whatIsNoActionGoesOutAsItStands() {
        let raw = ScriptedAction.raw(json: #"{"type":"zoom","factor":2}"#)
        #expect(raw.wire == ["type": "zoom", "factor": 2])
    }
}
