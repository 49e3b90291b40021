import DeskwrightCore
import Testing

@testable import DeskwrightOpenAI

/// Replies of Chat Completions in the shapes that were seen or that the types allow.
struct ChatReplyTests {
    private func read(_ message: String, finish: String = "\"tool_calls\"") throws -> Reply {
        let body = #"{"choices":[{"finish_reason":\#(finish),"message":\#(message)}]}"#
        return try ChatReader.read(Array(body.utf8))
    }

    private static func call(_ name: String, _ arguments: String, id: String = "call_1") -> String {
        let text = JSONValue.string(arguments)
        return #"{"id":"\#(id)","type":"function","function":{"name":"\#(name)","#
            + #""arguments":\#(text)}}"#
    }

    private func calls(_ calls: String...) throws -> Reply {
        try read(#"{"role":"assistant","tool_calls":[\#(calls.joined(separator: ","))]}"#)
    }

    private static func at(_ x: Int, _ y: Int) -> Point { Point(x: x, y: y) }

    @Test(
        arguments: [
            (
                "click", #"{"x":1,"y":2,"button":"wheel","keys":null}"#,
                .click(at: at(1, 2), button: .wheel)
            ),
            ("click", #"{"x":1,"y":2}"#, .click(at: at(1, 2))),
            (
                "double_click", #"{"x":3,"y":4,"keys":["CTRL"]}"#,
                .doubleClick(at: at(3, 4), holding: [Key("CTRL")])
            ),
            (
                "drag", #"{"path":[{"x":1,"y":1},{"x":5,"y":6}],"keys":null}"#,
                .drag(path: [at(1, 1), at(5, 6)])
            ),
            ("keypress", #"{"keys":["CTRL","L"]}"#, .press([Key("CTRL"), Key("L")])),
            ("move", #"{"x":7,"y":8,"keys":[]}"#, .move(to: at(7, 8))),
            ("screenshot", "{}", .screenshot),
            ("screenshot", "", .screenshot),
            (
                "scroll", #"{"x":1,"y":2,"scroll_x":0,"scroll_y":-300,"keys":null}"#,
                .scroll(at: at(1, 2), dx: 0, dy: -300)
            ),
            ("type", #"{"text":"Größe\n"}"#, .type("Größe\n")),
            ("wait", "{}", .wait),
            // The function's name says what it is, whatever its arguments say.
            ("wait", #"{"type":"click","x":1,"y":1}"#, .wait),
        ] as [(String, String, Action)])
    func aFunctionIsItsAction(name: String, arguments: String, action: Action) throws {
        let reply = try calls(Self.call(name, arguments))
        #expect(
            reply.items == [
                .computerCall(
                    .init(callID: "call_1", actions: [.action(action)], safetyChecks: []))
            ])
    }

    @Test func everyFunctionThatIsOfferedIsAnActionThatIsRead() throws {
        let arguments =
            #"{"x":1,"y":2,"path":[[1,2],[3,4]],"keys":["A"],"text":"a","scroll_y":1}"#
        #expect(ChatFunctions.names.count == 9)
        for name in ChatFunctions.names {
            let reply = try calls(Self.call(name, arguments))
            guard case .action = reply.computerCalls.first?.actions.first else {
                Issue.record("\(name): \(reply)")
                continue
            }
        }
    }

    @Test(arguments: [
        ("click", #"{"x":1"#, "its arguments are no JSON object"),
        ("wait", "[]", "its arguments are no JSON object"),
        ("screenshot", "null", "its arguments are no JSON object"),
        ("click", #"{"x":"1","y":2}"#, #""x" is to be a number of pixels, not "1""#),
        ("type", #"{"text":null}"#, #""text" is to be a string"#),
    ])
    func argumentsThatMakeNoActionSayWhy(name: String, arguments: String, reason: String) throws {
        let reply = try calls(Self.call(name, arguments))
        guard case .invalid(_, reason) = reply.computerCalls.first?.actions.first else {
            Issue.record("\(reply)")
            return
        }
        #expect(reply.computerCalls.first?.callID == "call_1")
    }

    /// Shapes in which servers put a computer tool's call into Chat Completions.
    @Test(arguments: [
        call("computer_use_preview", #"{"action":{"type":"move","x":1,"y":2}}"#),
        call("computer", #"{"actions":[{"type":"move","x":1,"y":2}]}"#),
        call("computer", #"{"type":"move","x":1,"y":2}"#),
        call("computer", #"{"action":"move","x":1,"y":2}"#),
        #"{"id":"call_1","type":"computer_use_preview","computer_use_preview":"#
            + #"{"action":{"type":"move","x":1,"y":2}}}"#,
        #"{"id":"call_1","type":"computer_use_preview","action":{"type":"move","x":1,"y":2}}"#,
        #"{"id":"call_1","type":"computer_call","actions":[{"type":"move","x":1,"y":2}]}"#,
        #"{"id":"call_1","type":"function","function":{"name":"computer","arguments":"#
            + #"{"type":"move","x":1,"y":2}}}"#,
    ])
    func aServersOwnComputerCallIsUnderstood(call: String) throws {
        let reply = try calls(call)
        let move = ProposedAction.action(.move(to: Self.at(1, 2)))
        #expect(
            reply.computerCalls == [.init(callID: "call_1", actions: [move], safetyChecks: [])])
    }

    @Test(arguments: [
        (call("computer", "nonsense"), "its arguments are no JSON object"),
        (#"{"id":"call_1","type":"computer_use_preview"}"#, "the call holds no action"),
        (
            call("computer", "{}"), "an action is an object with a \"type\""
        ),
    ])
    func aComputerCallWithoutAnActionSaysWhy(call: String, reason: String) throws {
        guard case .invalid(_, reason) = try calls(call).computerCalls.first?.actions.first else {
            Issue.record("\(try calls(call))")
            return
        }
    }

    @Test func safetyChecksOfAComputerCallAreNotLost() throws {
        let arguments =
            #"{"action":{"type":"wait"},"pending_safety_checks":[{"id":"sc_1","code":"c"}]}"#
        let reply = try calls(Self.call("computer_use_preview", arguments))
        #expect(
            Judgement.judge(reply).choice
                == .act(
                    Proposal([.action(.wait)], safetyChecks: [SafetyCheck(id: "sc_1", code: "c")])))
    }

    @Test func callsOfSomethingElseAreToldWhatThereIs() throws {
        let custom = #"{"id":"call_2","type":"custom","custom":{"name":"note","input":"x"}}"#
        let reply = try calls(Self.call("run_shell", "{}"), custom)
        #expect(reply.strangeCalls.map(\.callID) == ["call_1", "call_2"])
        #expect(
            Judgement.judge(reply).choice
                == .invalid(
                    reason: "there is no tool \"run_shell\", only the functions click, "
                        + "double_click, drag, keypress, move, screenshot, scroll, type, wait"))
    }

    @Test func everyCallHasAnIDOfItsOwn() throws {
        let reply = try calls(
            #"{"function":{"name":"wait","arguments":"{}"}}"#, Self.call("wait", "{}", id: ""),
            Self.call("wait", "{}", id: "call_1"), Self.call("wait", "{}", id: "call_1"),
            Self.call("wait", "{}", id: "x"))
        let ids = reply.computerCalls.map(\.callID)
        #expect(Set(ids).count == 5)
        #expect(ids.last == "x")
        let echoed = reply.echo.first?["tool_calls"]?.array?.map { $0["id"]?.string }
        #expect(echoed == ids)
    }

    @Test func theMessageGoesBackAsItCameButForWhatIsNotTaken() throws {
        let good = Self.call("wait", #"{ "a" : 1 }"#)
        let bad = Self.call("wait", "{", id: "call_2")
        let reply = try read(
            #"{"role":"assistant","content":null,"refusal":null,"annotations":[],"audio":null,"#
                + #""reasoning_content":"Hm.","tool_calls":[\#(good),\#(bad)]}"#)
        let text = try #require(reply.echo.first?.description)
        #expect(
            text == #"{"reasoning_content":"Hm.","role":"assistant","tool_calls":["#
                + #"{"function":{"arguments":"{ \"a\" : 1 }","name":"wait"},"#
                + #""id":"call_1","type":"function"},"#
                + #"{"function":{"arguments":"{}","name":"wait"},"#
                + #""id":"call_2","type":"function"}]}"#)
        #expect(try read("{}").echo == [["role": "assistant", "content": ""]])
    }

    @Test(arguments: [#""type":null,"#, ""])
    func aCallWithoutATypeGoesBackAsAFunction(type: String) throws {
        let reply = try calls(
            #"{\#(type)"id":"c","function":{"name":"wait","arguments":"{}"}}"#)
        let echoed = reply.echo.first?["tool_calls"]?.array?.first
        #expect(echoed?["type"] == "function")
    }

    @Test(
        arguments: [
            (#"{"content":"Saved."}"#, .done(claim: "Saved.")),
            (#"{"content":[{"type":"text","text":"Saved."}]}"#, .done(claim: "Saved.")),
            (#"{"content":"CANNOT: no such file."}"#, .stuck(reason: "no such file.")),
            (
                #"{"content":null,"refusal":"I can't."}"#,
                .stuck(reason: "the model refuses: I can't.")
            ),
            (#"{"content":"Ok.","refusal":"","tool_calls":[]}"#, .done(claim: "Ok.")),
            (
                #"{"content":"  "}"#,
                .invalid(reason: "it holds neither an action nor an answer")
            ),
            (
                #"{"content":null,"tool_calls":null}"#,
                .invalid(reason: "it holds neither an action nor an answer")
            ),
        ] as [(String, Decision.Choice)])
    func anAnswerWithoutCallsIsUnderstood(message: String, choice: Decision.Choice) throws {
        let judgement = Judgement.judge(try read(message, finish: "\"stop\""))
        #expect(judgement == Judgement(choice: choice, goesOn: true))
    }

    @Test(
        arguments: [
            ("\"length\"", .invalid(reason: "the reply was cut off (length)")),
            (
                "\"content_filter\"",
                .stuck(reason: "the service's content filter cut the reply off")
            ),
        ] as [(String, Decision.Choice)])
    func nothingOfACutOffReplyIsDone(finish: String, choice: Decision.Choice) throws {
        let message = #"{"tool_calls":[\#(Self.call("wait", "{}"))]}"#
        let judgement = Judgement.judge(try read(message, finish: finish))
        #expect(judgement == Judgement(choice: choice, goesOn: false))
    }

    @Test(arguments: ["null", "\"stop\"", "\"function_call\"", "\"eos\"", "7"])
    func callsCountWhateverTheServerCallsTheEnd(finish: String) throws {
        let reply = try read(#"{"tool_calls":[\#(Self.call("wait", "{}"))]}"#, finish: finish)
        #expect(Judgement.judge(reply).choice == .act(Proposal([.action(.wait)])))
    }

    @Test(arguments: [
        ("{}", "it has no \"choices\""),
        (#"{"choices":[]}"#, "it has no \"choices\""),
        (#"{"choices":[{}]}"#, "its choice has no \"message\""),
        (#"{"choices":[{"message":"hi"}]}"#, "its choice has no \"message\""),
        (#"{"choices":[{"message":{"tool_calls":{}}}]}"#, "\"tool_calls\" is no list"),
        (#"{"choices":[{"message":{"tool_calls":[7]}}]}"#, "a call is no object"),
        (#"{"choices":[{"message":{"#, "no JSON at byte 24: it ends too early"),
    ])
    func whatCannotBeUsedSaysWhy(body: String, reason: String) {
        #expect(throws: ReplyFault(reason: reason)) { try ChatReader.read(Array(body.utf8)) }
    }

    @Test(
        arguments: [
            (
                #"{"error":{"code":502,"message":"Provider returned error"}}"#,
                .failed(code: "502", message: "Provider returned error")
            ),
            (
                #"{"error":{"type":"server_error","message":"Boom."},"choices":[]}"#,
                .failed(code: "server_error", message: "Boom.")
            ),
            (#"{"error":"busy"}"#, .failed(code: nil, message: "busy")),
            (
                #"{"choices":[{"finish_reason":"error","error":{"code":"x","message":"Y."}}]}"#,
                .failed(code: "x", message: "Y.")
            ),
            (
                #"{"choices":[{"finish_reason":"error","message":{"content":"half"}}]}"#,
                .failed(code: nil, message: "no reason given")
            ),
        ] as [(String, Reply.State)])
    func aFailureIsReadAsOne(body: String, state: Reply.State) throws {
        let reply = try ChatReader.read(Array(body.utf8))
        #expect(reply.state == state)
        #expect(reply.items.isEmpty)
    }

    @Test func wordsBesideCallsAndThoughtsAreTheSummary() throws {
        let reply = try read(
            #"{"content":"Now I wait.","reasoning":"It loads.","#
                + #""tool_calls":[\#(Self.call("wait", "{}"))]}"#)
        #expect(reply.summary == "It loads.\nNow I wait.")
    }

    @Test func tokensAreCounted() throws {
        let body =
            #"{"choices":[{"message":{"content":"Hi."}}],"usage":{"prompt_tokens":100,"#
            + #""completion_tokens":20,"total_tokens":120,"prompt_tokens_details":"#
            + #"{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":12}}}"#
        let tokens = try ChatReader.read(Array(body.utf8)).tokens
        #expect(
            tokens
                == Reply.TokenCounts(
                    input: 100, cached: 64, cacheWrites: 0, output: 20, reasoning: 12))
    }

    @Test func countsThatNoServiceCanMeanAreNone() throws {
        func tokens(_ usage: String) throws -> Reply.TokenCounts? {
            let body = #"{"choices":[{"message":{"content":"Hi."}}],"usage":\#(usage)}"#
            return try ChatReader.read(Array(body.utf8)).tokens
        }
        let huge = "5000000000000000000"
        #expect(try tokens(#"{"prompt_tokens":\#(huge),"completion_tokens":\#(huge)}"#) == nil)
        let cached = try tokens(
            #"{"prompt_tokens":1,"completion_tokens":1,"#
                + #""prompt_tokens_details":{"cached_tokens":1000000}}"#)
        #expect(cached?.cached == 1)
    }
}
