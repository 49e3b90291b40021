import DeskwrightCore
import Testing

@testable import DeskwrightOpenAI

/// Replies in the shapes that were seen or that the types allow, and what becomes of each.
struct ReplyTests {
    private static func at(_ x: Int, _ y: Int) -> Point { Point(x: x, y: y) }

    private static let nineActions: [Action] = [
        .click(at: at(1, 2), button: .wheel), .doubleClick(at: at(3, 4)),
        .drag(path: [at(1, 1), at(5, 6), at(9, 9)], holding: [Key("ALT")]),
        .press([Key("ENTER")]), .move(to: at(7, 8)), .screenshot,
        .scroll(at: at(10, 11), dx: 0, dy: -300), .type("Größe 👍"), .wait,
    ]

    private static let batch: [Action] = [
        .click(at: at(412, 96), holding: [Key("SHIFT")]), .press([Key("CTRL"), Key("L")]),
        .type("example.org\n"),
    ]

    private static let proposals: [(file: String, actions: [Action])] = [
        ("computer-batch.json", batch),
        ("computer-screenshot-only.json", [.screenshot]),
        ("preview-single-action.json", [.click(at: at(412, 96))]),
        ("all-nine-actions.json", nineActions),
        ("both-action-fields.json", [.click(at: at(2, 2))]),
        ("empty-actions-and-action.json", [.click(at: at(1, 1))]),
        ("sparse-call.json", [.click(at: at(5, 5))]),
        ("null-safety-checks.json", [.click(at: at(6, 6))]),
        (
            "pairs-and-floats.json",
            [.drag(path: [at(10, 20), at(30, 41)]), .click(at: at(13, 99))]
        ),
        ("two-calls.json", [.click(at: at(1, 1)), .click(at: at(2, 2)), .wait]),
        ("unknown-items.json", [.wait]),
        ("words-and-a-call.json", [.click(at: at(3, 3))]),
        ("gateway-minimal.json", [.click(at: at(4, 4))]),
        ("function-call-beside-a-click.json", [.click(at: at(1, 1))]),
    ]

    @Test(arguments: proposals)
    func itsActionsAreTheProposal(file: String, actions: [Action]) throws {
        let judgement = Judgement.judge(try ResponsesReader.read(recordedReply(file)))
        #expect(judgement.choice == .act(Proposal(actions.map { .action($0) })))
        #expect(judgement.goesOn)
    }

    /// Reasons why an entry of the batch is no action; `nil` for one that is.
    @Test(
        arguments: [
            (
                "unknown-action.json",
                [
                    nil,
                    "there is no action \"zoom\"; there are click, double_click, drag, keypress, "
                        + "move, screenshot, scroll, type and wait",
                    nil,
                ]
            ),
            (
                "impossible-numbers.json",
                [
                    "\"x\" is to be a number of pixels, not null",
                    "\"x\" is to be a number of pixels, not 1e+20", nil,
                ]
            ),
            (
                "malformed-actions.json",
                [
                    "\"keys\" is to be a list of names, not []",
                    "\"keys\" is to be a list of names, not [\"CTRL\",7]",
                    "\"path\" is to be a list of two points or more", "\"text\" is to be a string",
                    "there is no button \"middle\"; there are left, right, wheel, back, forward",
                    "\"x\" is to be a number of pixels, not \"12\"",
                    "an action is an object with a \"type\"",
                    "an action is an object with a \"type\"", nil,
                ]
            ),
            ("no-action-at-all.json", ["the call holds no action"]),
            ("unfinished-call.json", ["the call is incomplete"]),
        ] as [(String, [String?])])
    func whatIsNoActionSaysWhy(file: String, reasons: [String?]) throws {
        let judgement = Judgement.judge(try ResponsesReader.read(recordedReply(file)))
        guard case .act(let proposal) = judgement.choice else {
            Issue.record("\(judgement)")
            return
        }
        let found = proposal.actions.map { proposed -> String? in
            if case .invalid(_, let reason) = proposed { reason } else { nil }
        }
        #expect(found == reasons)
    }

    @Test(
        arguments: [
            ("final-answer.json", .done(claim: "The note is saved.")),
            ("answer-without-phase.json", .done(claim: "Done.")),
            ("commentary-and-final-answer.json", .done(claim: "All is replaced.")),
            ("cannot.json", .stuck(reason: "the file does not exist.")),
            ("refusal.json", .stuck(reason: "the model refuses: I can't help with that.")),
            ("only-commentary.json", .talk("I will open the menu.")),
            ("empty-output.json", .invalid(reason: "it holds neither an action nor an answer")),
            ("blank-answer.json", .invalid(reason: "it holds neither an action nor an answer")),
            (
                "strange-function-call.json",
                .invalid(reason: "there is no tool \"run_shell\", only the computer tool")
            ),
        ] as [(String, Decision.Choice)])
    func anAnswerWithoutActionsIsUnderstood(file: String, choice: Decision.Choice) throws {
        let judgement = Judgement.judge(try ResponsesReader.read(recordedReply(file)))
        #expect(judgement == Judgement(choice: choice, goesOn: true))
    }

    @Test(
        arguments: [
            (
                "incomplete-max-tokens.json",
                .invalid(reason: "the reply was cut off (max_output_tokens)")
            ),
            (
                "incomplete-content-filter.json",
                .stuck(reason: "the service's content filter cut the reply off")
            ),
        ] as [(String, Decision.Choice)])
    func nothingOfACutOffReplyIsDone(file: String, choice: Decision.Choice) throws {
        let judgement = Judgement.judge(try ResponsesReader.read(recordedReply(file)))
        #expect(judgement == Judgement(choice: choice, goesOn: false))
    }

    @Test(arguments: [
        ("truncated.json", "no JSON at byte 700: it ends too early"),
        ("hostile-nesting.json", "no JSON at byte 87: it nests deeper than 64"),
        ("no-output.json", "it has no \"output\""),
        ("queued.json", "its status is \"queued\""),
        ("call-without-id.json", "a call has no usable \"call_id\""),
        ("safety-check-without-id.json", "a safety check has no \"id\""),
    ])
    func whatCannotBeUsedSaysWhy(file: String, reason: String) throws {
        let bytes = try recordedReply(file)
        #expect(throws: ReplyFault(reason: reason)) { try ResponsesReader.read(bytes) }
    }

    @Test(
        arguments: [
            (
                "failed-server-error.json",
                .failed(code: "server_error", message: "The model produced invalid content.")
            ),
            (
                "failed-invalid-image.json",
                .failed(code: "invalid_image", message: "The image data is not valid.")
            ),
            ("cancelled.json", .cancelled),
        ] as [(String, Reply.State)])
    func aFailureIsReadAsOne(file: String, state: Reply.State) throws {
        let reply = try ResponsesReader.read(recordedReply(file))
        #expect(reply.state == state)
        #expect(reply.items.isEmpty)
    }

    @Test func safetyChecksComeWithTheProposal() throws {
        let judgement = Judgement.judge(
            try ResponsesReader.read(recordedReply("safety-checks.json")))
        guard case .act(let proposal) = judgement.choice else {
            Issue.record("\(judgement)")
            return
        }
        #expect(
            proposal.safetyChecks == [
                SafetyCheck(
                    id: "cu_sc_7", code: "malicious_instructions",
                    message: "The page tells the model what to do."),
                SafetyCheck(id: "cu_sc_8"),
            ])
    }

    @Test func thoughtsAndWordsAreTheSummary() throws {
        func summary(_ file: String) throws -> String? {
            try ResponsesReader.read(recordedReply(file)).summary
        }
        #expect(try summary("computer-batch.json") == "Opening the address bar.")
        #expect(try summary("words-and-a-call.json") == "Now I click OK.")
        #expect(try summary("final-answer.json") == "Opening the address bar.")
        #expect(try summary("empty-output.json") == nil)
    }

    @Test func tokensAreCounted() throws {
        let reply = try ResponsesReader.read(recordedReply("computer-batch.json"))
        #expect(
            reply.tokens
                == Reply.TokenCounts(
                    input: 1503, cached: 1024, cacheWrites: 0, output: 57, reasoning: 32))
        #expect(try ResponsesReader.read(recordedReply("gateway-minimal.json")).tokens == nil)
    }
}
