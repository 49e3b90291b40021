import DeskwrightCore

/// Version 1 of the grammar: the steps of a script.
extension MapGrammar {
    static let step = MapGrammar(
        summary: "One step: what is done, and how.",
        keys: stepActions.map(\.key) + options + common,
        oneOf: stepActions.map(\.key.name))

    static let shared = MapGrammar(
        summary: "Steps that several tasks use.",
        keys: [
            KeyGrammar("version", .integer(1...1), "The grammar's version.", isRequired: true),
            KeyGrammar(
                "inputs", .list(.name(.variable)),
                "What \"with\" has to give; texts say ${{ inputs.NAME }}."),
            KeyGrammar("steps", .list(.map(.step)), "What is done.", isRequired: true),
        ])

    static let drag = MapGrammar(
        summary: "From where to where something is dragged.",
        keys: [
            KeyGrammar("from", .target, "Where the button goes down.", isRequired: true),
            KeyGrammar("to", .target, "Where it goes up.", isRequired: true),
        ])

    static let closing = MapGrammar(
        summary: "A window that is asked to close.",
        keys: [
            KeyGrammar(
                "window", .window, "A part of its title, or a map.", isRequired: true)
        ])

    static let repetition = MapGrammar(
        summary: "Steps that are done again, and how often.",
        keys: [
            KeyGrammar("times", .integer(1...1000), "How often."),
            KeyGrammar("while", .map(.condition), "Again as long as this holds."),
            KeyGrammar("until", .map(.condition), "Again until this holds."),
            KeyGrammar(
                "max", .integer(1...1000),
                "How often at most; more is a failure. 20 unless said."),
            KeyGrammar("steps", .list(.map(.step)), "What is done.", isRequired: true),
        ],
        oneOf: ["times", "while", "until"])

    /// The key of each step, and the options that go with it.
    static let stepActions: [(key: KeyGrammar, options: [String])] = [
        (KeyGrammar("click", .target, "Presses the left button at a target."), ["in", "holding"]),
        (KeyGrammar("double-click", .target, "Presses it twice."), ["in", "holding"]),
        (KeyGrammar("right-click", .target, "Presses the right button."), ["in", "holding"]),
        (KeyGrammar("hover", .target, "Moves the pointer there."), ["in", "holding"]),
        (KeyGrammar("drag", .map(.drag), "Drags from one target to another."), ["holding"]),
        (
            KeyGrammar("scroll", .target, "Turns the wheel over a target."),
            ["in", "up", "down", "left", "right", "holding"]
        ),
        (KeyGrammar("type", .text, "Types a text."), ["into"]),
        (KeyGrammar("paste", .text, "Pastes a text with ctrl+v."), ["into"]),
        (KeyGrammar("press", .text, "Presses keys, such as ctrl+s."), ["times", "into"]),
        (
            KeyGrammar("launch", .either([.text, .map(.app)]), "Starts another program."),
            []
        ),
        (
            KeyGrammar(
                "close", .either([.text, .map(.closing)]), "Ends an app, or closes a window."),
            []
        ),
        (
            KeyGrammar("focus", .either([.text, .map(.closing)]), "Gives a window the keyboard."),
            []
        ),
        (
            KeyGrammar("wait", .either([.text, .map(.condition)]), "Waits until something holds."),
            []
        ),
        (
            KeyGrammar(
                "expect", .either([.text, .map(.check), .list(.map(.check))]),
                "What has to hold now: a text that is shown, or checks."), ["soft"]
        ),
        (
            KeyGrammar(
                "snapshot", .text, "Compares a part of the screen with a picture of before."),
            ["in", "region", "mask"]
        ),
        (KeyGrammar("screenshot", .text, "Keeps a picture of the screen by this name."), []),
        (KeyGrammar("run", .text, "A shell command in the scratch folder."), []),
        (
            KeyGrammar(
                "set", .entries(keys: .variable, .text),
                "Names for texts: ${{ vars.NAME }} from then on."), []
        ),
        (KeyGrammar("use", .text, "Does the steps of another file."), ["with"]),
        (KeyGrammar("repeat", .map(.repetition), "Does steps again."), []),
        (KeyGrammar("act", .text, "Leaves this to the model, said in words."), []),
        (KeyGrammar("note", .text, "Words for the report."), []),
        (KeyGrammar("pause", .text, "In step mode waits until a person goes on."), []),
    ]

    private static let options =
        [
            KeyGrammar("into", .target, "The field that is clicked first."),
            KeyGrammar("holding", .text, "Keys that are held down meanwhile, such as ctrl."),
            KeyGrammar("up", .integer(1...100), "Notches of the wheel."),
            KeyGrammar("down", .integer(1...100), "Notches of the wheel."),
            KeyGrammar("left", .integer(1...100), "Notches of the wheel."),
            KeyGrammar("right", .integer(1...100), "Notches of the wheel."),
            KeyGrammar("times", .integer(1...1000), "How often; once unless said."),
            KeyGrammar("soft", .truth, "Whether the task goes on, and fails at its end."),
            KeyGrammar("with", .entries(keys: .variable, .text), "The inputs of the other file."),
        ] + snapshotParts

    private static let common = [
        KeyGrammar("id", .name(.identifier), "What later steps call its output."),
        KeyGrammar("label", .text, "What the report calls it."),
        KeyGrammar("timeout", .duration, "How long it may take to come true; 10s unless said."),
        KeyGrammar("optional", .truth, "Whether the task goes on where it cannot be done."),
        KeyGrammar("if", .map(.condition), "It is passed over where this does not hold."),
    ]

    static let commonStepKeys = common.map(\.name)
}
