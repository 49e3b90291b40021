import DeskwrightCore

/// Version 1 of the grammar: who plans, at what cost and with whose leave.
extension MapGrammar {
    static let model = MapGrammar(
        summary: "A model of the service, or the stand-in with a script.",
        keys: [
            KeyGrammar(
                "name", .text,
                "The model's name, as the service knows it; auto chooses by the goal."),
            KeyGrammar(
                "effort", .words(ReasoningEffort.allCases.map(\.rawValue)),
                "How much it may think."),
            KeyGrammar(
                "api", .words(ModelAPI.allCases.map(\.rawValue)),
                "How it is asked: the Responses API, or Chat Completions."),
            KeyGrammar(
                "stateless", .truth, "Whether the service is to keep nothing of the conversation."),
            KeyGrammar("context", .map(.context), "How long a request may get, and what then."),
            KeyGrammar(
                "stream", .truth,
                "Whether its thoughts are told as they come; on a terminal unless said."),
            KeyGrammar("script", .text, "A script file: the stand-in server answers from it."),
        ],
        isNeverEmpty: true)

    static let context = MapGrammar(
        summary: "How long a request may get, and what is done then.",
        keys: [
            KeyGrammar(
                "limit", tokens,
                "Tokens of input; 100k for compact, else where the model's prices rise."),
            KeyGrammar(
                "then", .words(ContextRule.Then.allCases.map(\.rawValue)),
                "compact makes the conversation shorter, ask asks in step mode, stop ends the run."),
        ],
        isNeverEmpty: true)

    static let budget = MapGrammar(
        summary: "Limits that end the task when they are spent.",
        keys: [
            KeyGrammar(
                "steps", .integer(1...1_000_000), "Decisions of the model; 100 unless said."),
            KeyGrammar(
                "requests", .integer(1...1_000_000), "Tries at the service, repeated ones too."),
            KeyGrammar("seconds", .positive, "Time from the first look at the screen."),
            KeyGrammar("usd", .positive, "US dollars."),
            KeyGrammar("tokens", tokens, "Input and output together, such as 300k or 1.5M."),
            KeyGrammar("input-tokens", tokens, "Input alone."),
        ])

    private static let tokens = Form.either([
        .integer(1...tokenLimit), .pattern(#"^[0-9]+(\.[0-9]+)?[kM]$"#),
    ])

    static let approval = MapGrammar(
        summary: "What may be done without asking, and who is asked.",
        keys: [
            KeyGrammar(
                "mode", .words(ApprovalPolicy.Mode.allCases.map(\.rawValue)),
                "auto does what is allowed, step asks before each action."),
            KeyGrammar(
                "safety-checks", .either([.words(["deny", "allow"]), .list(.text)]),
                "The service's warnings: deny or allow them all, or the codes that are allowed."),
            KeyGrammar("ask", .actionRules, "Actions that a person is asked about."),
            KeyGrammar("deny", .actionRules, "Actions that are never done."),
        ])

    static let actionRule = MapGrammar(
        summary: "Actions by kind and place; all that is given has to agree.",
        keys: [
            KeyGrammar("action", .words(actionNames), "The kind of action; any unless said."),
            KeyGrammar(
                "window", .window,
                "The window under the pointer, or the active one for the keyboard."),
            KeyGrammar(
                "region", .list(.integer(-65_535...65_535)),
                "A point of the action is in here: [x, y, width, height]."),
            KeyGrammar("text", .text, "A part of the typed text, or /a regular expression/."),
        ],
        isNeverEmpty: true)

    /// More than any run can spend.
    static let tokenLimit = 1_000_000_000_000

    /// The words for actions, taken from the actions themselves.
    static let actionNames: [String] = {
        let origin = Point(x: 0, y: 0)
        let actions: [Action] = [
            .click(at: origin), .doubleClick(at: origin), .tripleClick(at: origin),
            .drag(path: []), .move(to: origin), .press([]), .screenshot,
            .scroll(at: origin, dx: 0, dy: 0), .type(""), .wait,
        ]
        return actions.map(\.name)
    }()
}

extension Form {
    static let actionRules = Form.list(
        .either([.words(MapGrammar.actionNames), .map(.actionRule)]))
}
