import DeskwrightCore
import Testing

@testable import DeskwrightStandIn

/// Whole conversations over HTTP, in both dialects.
struct ConversationTests {
    private static let twoTurns = """
        turns:
          - say: Opening the menu.
            actions: [click 10 20, 'type "hi"', {press: ctrl+s}]
          - final: Saved the note.
        """

    @Test func aBatchGoesOutAtOnceWithTheComputerTool() async throws {
        try await withServer(script(Self.twoTurns)) { client in
            let picture = try pictureURL()
            let reply = try await client.post(Dialect.batched.first(picture: picture)).json
            #expect(reply.summary == "Opening the menu.")
            #expect(
                reply.actions == [
                    ["type": "click", "button": "left", "x": 10, "y": 20],
                    ["type": "type", "text": "hi"],
                    ["type": "keypress", "keys": ["CTRL", "s"]],
                ])
            #expect(reply.call?["action"] == nil)
            let last = try await client.post(
                Dialect.batched.next(after: reply, picture: picture)
            ).json
            #expect(last.finalText == "Saved the note.")
            #expect(last.message?["phase"] == "final_answer")
            #expect(last["previous_response_id"] == reply["id"])
        }
    }

    @Test func aRequestThatAllowsNoActionGetsAWordAndTheScriptStandsStill() async throws {
        try await withServer(script(Self.twoTurns)) { client in
            let picture = try pictureURL()
            let first = try await client.post(Dialect.batched.first(picture: picture)).json
            let next = Dialect.batched.next(after: first, picture: picture)
            let word = try await client.post(next.with("tool_choice", "none")).json
            #expect(word.call == nil)
            #expect(word.finalText == "Stopped after 1 of 2 turns of the script.")
            #expect(try await client.post(next).json.finalText == "Saved the note.")
        }
    }

    @Test func aLongConversationIsMadeShorterWhereItIsAskedFor() async throws {
        let script = try script(
            "turns: [{actions: [wait]}, {actions: [wait]}, {actions: [wait]}, {final: Done.}]")
        try await withServer(script) { client in
            let picture = try pictureURL(size: Size(width: 1280, height: 800))
            var reply = try await client.post(Dialect.batched.first(picture: picture)).json
            var inputs: [Int] = []
            var compactions: [Bool] = []
            for _ in 0..<3 {
                let next = Dialect.batched.next(after: reply, picture: picture).with(
                    "context_management", [["type": "compaction", "compact_threshold": 2500]])
                reply = try await client.post(next).json
                inputs.append(try #require(reply["usage"]?["input_tokens"]?.integer))
                compactions.append(
                    reply["output"]?.array?.contains { $0["type"] == "compaction" } == true)
            }
            #expect(compactions == [false, true, true])
            #expect(inputs[1] > 3_000)
            // What is left of it, and one more picture.
            #expect(inputs[2] < 3_100)
        }
    }

    @Test func thePreviewModelMakesNothingShorter() async throws {
        try await withServer(script(Self.twoTurns)) { client in
            let body = Dialect.preview.first(picture: try pictureURL()).with(
                "context_management", [["type": "compaction", "compact_threshold": 2500]])
            let reply = try await client.post(body)
            #expect(reply.status == 400)
            #expect(try reply.json["error"]?["param"] == "context_management")
        }
    }

    @Test func actionsGoOutOneByOneWithThePreviewTool() async throws {
        try await withServer(script(Self.twoTurns)) { client in
            let picture = try pictureURL()
            var reply = try await client.post(Dialect.preview.first(picture: picture)).json
            var types: [JSON?] = []
            var summaries: [String?] = []
            while reply.call != nil, types.count < 9 {
                #expect(reply.call?["actions"] == nil)
                types.append(reply.call?["action"]?["type"])
                summaries.append(reply.summary)
                reply = try await client.post(
                    Dialect.preview.next(after: reply, picture: picture)
                ).json
            }
            #expect(types == ["click", "type", "keypress"])
            #expect(summaries == ["Opening the menu.", nil, nil])
            #expect(reply.finalText == "Saved the note.")
            #expect(reply.message?["phase"] == nil)
        }
    }

    @Test(arguments: Dialect.allCases)
    func aRetriedRequestIsAnsweredWithTheSameTurn(dialect: Dialect) async throws {
        let script = try script("turns: [{actions: [wait]}, {actions: [move 1 2]}, {final: Done.}]")
        try await withServer(script) { client in
            let picture = try pictureURL()
            let first = try await client.post(dialect.first(picture: picture)).json
            let request = dialect.next(after: first, picture: picture)
            let once = try await client.post(request).json
            let again = try await client.post(request).json
            #expect(once.actions == [["type": "move", "x": 1, "y": 2]])
            #expect(again.actions == once.actions)
            #expect(again["id"] != once["id"])
            // Either answer can be gone on from.
            for reply in [once, again] {
                let end = try await client.post(dialect.next(after: reply, picture: picture)).json
                #expect(end.finalText == "Done.")
            }
        }
    }

    @Test func everyChainStartsAtTheTop() async throws {
        try await withServer(script("turns: [{actions: [wait]}, {final: Done.}]")) { client in
            let picture = try pictureURL()
            try await withThrowingTaskGroup(of: [String].self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let dialect: Dialect = number.isMultiple(of: 2) ? .preview : .batched
                        let first = try await client.post(dialect.first("Task \(number).")).json
                        let last = try await client.post(
                            dialect.next(after: first, picture: picture)
                        ).json
                        return [first.actions.map(\.text).joined(), last.finalText ?? "nothing"]
                    }
                }
                for try await chain in group {
                    #expect(chain == [#"{"type":"wait"}"#, "Done."])
                }
            }
        }
    }

    @Test func aConversationSentWholeGoesOnFromItsLastCall() async throws {
        let script = try script(
            "turns: [{actions: [wait], say: Waiting.}, {actions: [move 1 2]}, {final: Done.}]")
        try await withServer(script) { client in
            let dialect = Dialect.batched
            var input: [JSON] = [["role": "user", "content": "Save the note."]]
            var seen: [String] = []
            for _ in 0..<3 {
                let body = dialect.request(["input": .array(input), "store": false])
                let reply = try await client.post(body).json
                #expect(reply["error"] == .null)
                input += reply["output"]?.array ?? []
                seen += reply.actions.compactMap { $0["type"]?.string }
                if let call = reply.call {
                    input.append(dialect.output(for: call, picture: try pictureURL()))
                }
            }
            #expect(seen == ["wait", "move"])
            #expect(input.last?["type"] == "message")
        }
    }

    @Test func whatWasNotStoredCannotBeGoneOnFromById() async throws {
        try await withServer(script("turns: [{actions: [wait]}, {final: Done.}]")) { client in
            let dialect = Dialect.batched
            let reply = try await client.post(dialect.first().with("store", false)).json
            let next = try await client.post(dialect.next(after: reply, picture: pictureURL()))
            #expect(next.status == 400)
            #expect(try next.json["error"]?["code"] == "previous_response_not_found")
            #expect(try next.json["error"]?["param"] == "previous_response_id")
        }
    }

    @Test(arguments: Dialect.allCases)
    func aSafetyCheckHasToBeAcknowledged(dialect: Dialect) async throws {
        let script = try script(
            """
            turns:
              - actions: [click 1 1]
                safety-check: {code: malicious_instructions, message: Is this wanted?}
              - final: Done.
            """)
        try await withServer(script) { client in
            let picture = try pictureURL()
            let reply = try await client.post(dialect.first()).json
            let check = try #require(reply.call?["pending_safety_checks"]?.array?.first)
            #expect(check["code"] == "malicious_instructions")
            #expect(check["message"] == "Is this wanted?")
            let refused = try await client.post(
                dialect.next(after: reply, picture: picture, acknowledging: false))
            #expect(refused.status == 400)
            let id = try #require(check["id"]?.string)
            #expect(
                try refused.errorMessage
                    == "Computer tool has unacknowledged safety check for ['\(id)']")
            let taken = try await client.post(dialect.next(after: reply, picture: picture)).json
            #expect(taken.finalText == "Done.")
        }
    }

    @Test func aModelMayDeclineOrBreakOff() async throws {
        try await withServer(script("turns: [{refuse: No.}]")) { client in
            let reply = try await client.post(Dialect.batched.first()).json
            #expect(
                reply.message?["content"]?.array == [["type": "refusal", "refusal": "No."]])
        }
        try await withServer(script("turns: [{incomplete: max_output_tokens}]")) { client in
            let reply = try await client.post(Dialect.batched.first()).json
            #expect(reply["status"] == "incomplete")
            #expect(reply["incomplete_details"] == ["reason": "max_output_tokens"])
            #expect(reply["output"] == [])
        }
    }

    @Test func aScriptThatIsOverSaysSo() async throws {
        try await withServer(script("turns: [{final: Done.}]")) { client in
            let dialect = Dialect.batched
            let reply = try await client.post(dialect.first()).json
            let more = try await client.post(
                dialect.next(after: reply, picture: "", saying: "And now?"))
            #expect(more.status == 400)
            #expect(
                try more.errorMessage
                    == "The model script is over: all of its turns (1) were served.")
        }
    }
}

/// Turns that wait for the screen.
struct ConditionTests {
    private static let waiting = """
        patience: 2
        turns:
          - actions: [click 1 1]
          - when: {pixel: [3, 4], is: "#000000"}
            actions: [click 2 2]
          - when: {changed: true}
            final: Done.
        """

    @Test(arguments: Dialect.allCases)
    func aTurnWaitsUntilItsConditionsHold(dialect: Dialect) async throws {
        try await withServer(script(Self.waiting)) { client in
            let white = try pictureURL(.white)
            let black = try pictureURL(.black)
            var reply = try await client.post(dialect.first(picture: white)).json
            var seen: [[JSON]] = [reply.actions]
            for picture in [white, white, black, black, white] {
                reply = try await client.post(dialect.next(after: reply, picture: picture)).json
                seen.append(reply.actions)
            }
            let wait: JSON = ["type": "wait"]
            let clicks = [1, 2].map { number -> JSON in
                ["type": "click", "button": "left", "x": .integer(number), "y": .integer(number)]
            }
            #expect(seen == [[clicks[0]], [wait], [wait], [clicks[1]], [wait], []])
            #expect(reply.finalText == "Done.")
        }
    }

    @Test func patienceEndsWithTheConditionThatDoesNotHold() async throws {
        try await withServer(script(Self.waiting)) { client in
            let dialect = Dialect.batched
            let white = try pictureURL(.white)
            var reply = try await client.post(dialect.first(picture: white)).json
            for _ in 0..<2 {
                reply = try await client.post(dialect.next(after: reply, picture: white)).json
            }
            let end = try await client.post(dialect.next(after: reply, picture: white))
            #expect(end.status == 400)
            #expect(
                try end.errorMessage
                    == "The model script stops at turn 2 after 2 looks: it wants pixel 3,4 to be "
                    + "#000000, and it is #ffffff.")
            #expect(try end.json["error"]?["code"] == "stand_in_script")
        }
    }

    @Test func aScreenshotIsAskedForWhenNoneWasSent() async throws {
        let script = try script(
            "turns: [{when: {size: 64x40}, final: Done.}]")
        try await withServer(script) { client in
            let dialect = Dialect.batched
            let reply = try await client.post(dialect.first()).json
            #expect(reply.actions == [["type": "screenshot"]])
            let end = try await client.post(dialect.next(after: reply, picture: pictureURL())).json
            #expect(end.finalText == "Done.")
        }
    }

    @Test func whatTheUserSaysCanBeWaitedFor() async throws {
        let script = try script(
            "turns: [{actions: [click 900 900]}, {when: {told: off the screen}, final: Sorry.}]")
        try await withServer(script) { client in
            let dialect = Dialect.batched
            let picture = try pictureURL()
            let reply = try await client.post(dialect.first()).json
            let silent = try await client.post(dialect.next(after: reply, picture: picture)).json
            #expect(silent.actions == [["type": "wait"]])
            let told = try await client.post(
                dialect.next(
                    after: reply, picture: picture, saying: "900,900 lies off the screen")
            ).json
            #expect(told.finalText == "Sorry.")
        }
    }
}
