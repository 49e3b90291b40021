import DeskwrightCore
import Testing

@testable import DeskwrightOpenAI

/// A streamed reply means what the same reply means that comes whole.
struct StreamReplyTests {
    private static let files = [
        "all-nine-actions.json", "answer-without-phase.json", "cannot.json",
        "commentary-and-final-answer.json", "computer-batch.json", "empty-output.json",
        "failed-server-error.json", "final-answer.json", "function-call-beside-a-click.json",
        "incomplete-content-filter.json",
        "incomplete-max-tokens.json", "malformed-actions.json", "preview-single-action.json",
        "refusal.json", "safety-checks.json", "two-calls.json", "unknown-items.json",
        "words-and-a-call.json",
    ]

    private static let messages = [
        #"{"role":"assistant","content":"All is “saved”.","refusal":null}"#,
        #"{"role":"assistant","content":null,"refusal":"I can't."}"#,
        #"{"role":"assistant","content":"Now.","tool_calls":[{"id":"call_1","type":"function","#
            + #""function":{"name":"type","arguments":"{\"text\": \"Größe 👍\\n\"}"}},"#
            + #"{"id":"call_2","type":"function","function":{"name":"wait","arguments":"{}"}}]}"#,
        #"{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","#
            + #""function":{"name":"click","arguments":"{\"x\": 12, \"y\": 3"}}]}"#,
        #"{"role":"assistant","content":""}"#,
    ]

    private static func completion(_ message: String, _ finish: String) -> [UInt8] {
        Array(
            (#"{"id":"chatcmpl-1","choices":[{"index":0,"finish_reason":"\#(finish)","message":"#
                + #"\#(message)}],"usage":{"prompt_tokens":9,"completion_tokens":3}}"#).utf8)
    }

    private func read(_ text: String, _ dialect: any Dialect) throws(ReplyFault) -> Reply {
        try dialect.read(Array(text.utf8), contentType: "text/event-stream")
    }

    private let responses = ResponsesDialect(settings: testSettings)
    private let chat = ChatDialect(settings: testSettings)

    @Test(arguments: files)
    func aStreamedResponseIsTheResponse(file: String) throws {
        let body = try recordedReply(file)
        let whole = try ResponsesReader.read(body)
        #expect(try read(streamedResponse(body).joined(), responses) == whole)
    }

    @Test(arguments: messages, ["stop", "tool_calls", "length", "content_filter"])
    func aStreamedCompletionIsTheCompletion(message: String, finish: String) throws {
        let body = Self.completion(message, finish)
        let whole = try ChatReader.read(body)
        let streamed = try read(streamedCompletion(body).joined(), chat)
        #expect(Judgement.judge(streamed) == Judgement.judge(whole))
        #expect(streamed.items == whole.items)
        #expect(streamed.tokens == whole.tokens)
        // A text that is empty in the one may be missing in the other.
        #expect(streamed.echo.map { $0["tool_calls"] } == whole.echo.map { $0["tool_calls"] })
    }

    /// Cut anywhere, a stream is unusable or means what it would have meant.
    @Test(arguments: ["computer-batch.json", "final-answer.json", "safety-checks.json"])
    func aResponseThatIsCutIsWholeOrNone(file: String) throws {
        let body = try recordedReply(file)
        let whole = try ResponsesReader.read(body)
        let bytes = Array(try streamedResponse(body).joined().utf8)
        var usable = 0
        for end in bytes.indices {
            guard let reply = try? responses.read(Array(bytes[..<end])) else { continue }
            #expect(reply == whole, "cut at \(end)")
            usable += 1
        }
        // Only the last event's end makes it whole.
        #expect(usable <= 2)
    }

    @Test(arguments: messages)
    func aCompletionThatIsCutIsWholeOrNone(message: String) throws {
        let body = Self.completion(message, "stop")
        let whole = try ChatReader.read(body)
        let bytes = Array(try streamedCompletion(body).joined().utf8)
        for end in bytes.indices {
            guard let reply = try? chat.read(Array(bytes[..<end])) else { continue }
            #expect(Judgement.judge(reply) == Judgement.judge(whole), "cut at \(end)")
        }
    }

    @Test(
        arguments: [
            ("", "no JSON at byte 0: it ends too early"),
            (": only comments\n\n", "its stream ended before the reply was whole"),
            ("data: [DONE]\n\n", "its stream ended before the reply was whole"),
            (
                "data: {\"type\":\"response.created\",\"response\":{}}\n\n",
                "its stream ended before the reply was whole"
            ),
            (
                "data: {\"type\":\"response.completed\"}\n\n",
                "its stream ended before the reply was whole"
            ),
            (
                "data: {\"type\":\n\n",
                "an event of its stream is no JSON at byte 8: it ends too early"
            ),
            (
                "data: hello\n\ndata: {\"type\":\"response.completed\",\"response\":"
                    + "{\"output\":[]}}\n\n",
                "an event of its stream is no JSON at byte 0: no value begins like this"
            ),
        ])
    func aStreamThatIsNoReplySaysWhy(text: String, reason: String) {
        #expect(throws: ReplyFault(reason: reason)) { try responses.read(Array(text.utf8)) }
    }

    @Test(arguments: [
        #"data: {"type":"error","code":"server_error","message":"Boom.","param":null}"#,
        #"data: {"type":"error","error":{"code":"server_error","message":"Boom."}}"#,
        "event: error\n" + #"data: {"code":"server_error","message":"Boom."}"#,
        #"data: {"type":"response.failed","response":{"status":"failed","error":"#
            + #"{"code":"server_error","message":"Boom."}}}"#,
    ])
    func aFailureInAStreamIsAFailure(text: String) throws {
        let reply = try read(text + "\n\n", responses)
        #expect(reply.state == .failed(code: "server_error", message: "Boom."))
    }

    @Test func whereTheLastEventLacksItsOutputTheItemsCount() throws {
        let text =
            #"data: {"type":"response.output_item.done","output_index":1,"item":"#
            + #"{"type":"computer_call","call_id":"c2","actions":[{"type":"wait"}]}}"# + "\n\n"
            + #"data: {"type":"response.output_item.done","output_index":0,"item":"#
            + #"{"type":"computer_call","call_id":"c1","actions":[{"type":"wait"}]}}"# + "\n\n"
            + #"data: {"type":"response.completed","response":{"status":"completed","output":[]}}"#
            + "\n\n"
        #expect(try read(text, responses).computerCalls.map(\.callID) == ["c1", "c2"])
    }

    @Test func linesThatMeanNothingChangeNothing() throws {
        let body = try recordedReply("computer-batch.json")
        let text =
            try streamedResponse(body).joined(separator: ": keep-alive\n\nbla\nretry: 5\n")
            .replacing("\n", with: "\r\n") + "data: [DONE]\r\n\r\n"
        #expect(try read(text, responses) == ResponsesReader.read(body))
    }

    // MARK: Habits of other servers

    private func calls(_ chunks: String...) throws -> [ProposedAction] {
        let text = chunks.map { #"data: {"choices":[{"delta":{"tool_calls":[\#($0)]}}]}"# }
            .joined(separator: "\n\n")
        let end = #"data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"#
        return try read("\(text)\n\n\(end)\n\n", chat).computerCalls.flatMap(\.actions)
    }

    @Test func piecesOfCallsAreJoined() throws {
        let at12 = ProposedAction.action(.move(to: Point(x: 1, y: 23)))
        let wait = ProposedAction.action(.wait)
        // As OpenAI's service does it.
        #expect(
            try calls(
                #"{"index":0,"id":"a","type":"function","function":{"name":"move","arguments":""}}"#,
                #"{"index":0,"function":{"arguments":"{\"x\":1,\"y\":2"}}"#,
                #"{"index":0,"function":{"arguments":"3}"}}"#,
                #"{"index":1,"id":"b","function":{"name":"wait","arguments":"{}"}}"#)
                == [at12, wait])
        // All with the same index.
        #expect(
            try calls(
                #"{"index":0,"id":"a","function":{"name":"move","arguments":"{\"x\":1,\"y\":23}"}}"#,
                #"{"index":0,"id":"b","function":{"name":"wait","arguments":"{}"}}"#)
                == [at12, wait])
        // Without an index, and with the name again.
        #expect(
            try calls(
                #"{"id":"a","function":{"name":"move","arguments":"{\"x\":1,"}}"#,
                #"{"id":"a","function":{"name":"move","arguments":"\"y\":23}"}}"#,
                #"{"id":"b","function":{"name":"wait","arguments":""}}"#)
                == [at12, wait])
        // Arguments that are no text.
        #expect(
            try calls(
                #"{"index":0,"id":"a","function":{"name":"move","arguments":{"x":1,"y":23}}}"#)
                == [at12])
    }

    @Test func aChunkThatIsNoCallMakesTheReplyUnusable() {
        #expect(throws: ReplyFault(reason: "a call is no object")) { try calls("7") }
    }

    @Test func theMessageMayComeWhole() throws {
        let text =
            #"data: {"choices":[{"message":{"content":"Done."},"finish_reason":"stop"}]}"# + "\n\n"
        #expect(Judgement.judge(try read(text, chat)).choice == .done(claim: "Done."))
    }

    @Test func anErrorInTheMiddleIsAFailure() throws {
        let text =
            #"data: {"choices":[{"delta":{"content":"No"}}]}"# + "\n\n"
            + #"data: {"error":{"code":503,"message":"Overloaded."}}"# + "\n\n"
        #expect(try read(text, chat).state == .failed(code: "503", message: "Overloaded."))
    }

    @Test func doneEndsACompletionWithoutAReason() throws {
        let text =
            #"data: {"choices":[{"delta":{"content":"Done."}}]}"# + "\n\ndata: [DONE]\n\n"
        #expect(Judgement.judge(try read(text, chat)).choice == .done(claim: "Done."))
    }

    // MARK: What is thought

    private func news(_ events: [String], _ assembly: any StreamAssembly) -> [PlannerNews] {
        let heard = Notes()
        let listener = StreamListener(assembly) { heard.add($0) }
        for event in events { _ = listener.take(Array(event.utf8)[...]) }
        return heard.items
    }

    @Test func thoughtsAreToldAsTheyGrow() throws {
        let events = try streamedResponse(recordedReply("computer-batch.json"))
        #expect(
            news(events, ResponsesAssembly()) == [
                .thinking("Openi"), .thinking("Opening th"), .thinking("Opening the add"),
                .thinking("Opening the address "), .thinking("Opening the address bar."),
                .thought("Opening the address bar."),
            ])
        let chunks = [
            #"{"delta":{"reasoning_content":"It "}}"#, #"{"delta":{"reasoning_content":"loads."}}"#,
            #"{"delta":{"content":"I wait."}}"#, #"{"delta":{},"finish_reason":"stop"}"#,
        ].map { #"data: {"choices":[\#($0)]}"# + "\n\n" }
        #expect(
            news(chunks, ChatAssembly()) == [
                .thinking("It "), .thinking("It loads."), .thinking("I wait."),
                .thought("It loads."),
            ])
    }
}
