/// Version 1 of the grammar: what is checked.
extension MapGrammar {
    static let check = MapGrammar(
        summary: "One thing that has to hold, looked at again until time is up.",
        keys: conditions + [
            KeyGrammar("timeout", .duration, "How long it may take until it holds; 5s unless said.")
        ],
        oneOf: conditions.map(\.name))

    static let condition = MapGrammar(
        summary: "One thing that must not hold.",
        keys: conditions, oneOf: conditions.map(\.name))

    static let file = MapGrammar(
        summary: "A file and its text.",
        keys: [
            KeyGrammar(
                "path", .text, "Relative to the scratch folder, or absolute.", isRequired: true),
            KeyGrammar("exists", .truth, "Whether the file is there; true unless said."),
        ] + matches)

    static let window = MapGrammar(
        summary: "A window; everything given has to agree.",
        keys: [
            KeyGrammar("title", .text, "A part of its title, or /a regular expression/."),
            KeyGrammar("class", .text, "Its class, or /a regular expression/."),
            KeyGrammar("active", .truth, "Whether it has the keyboard."),
        ],
        isNeverEmpty: true)

    static let windowCheck = MapGrammar(
        summary: "A window, or a number of them; everything given has to agree.",
        keys: window.keys + [
            KeyGrammar("count", .integer(0...1000), "How many such windows there are.")
        ],
        isNeverEmpty: true)

    static let process = MapGrammar(
        summary: "A process that an app started.",
        keys: [
            KeyGrammar(
                "name", .text, "The id of an app, or a program's name.", isRequired: true),
            KeyGrammar("running", .truth, "Whether it runs; true unless said."),
            KeyGrammar("exit", .integer(0...255), "The exit code of an app that has ended."),
        ])

    static let output = MapGrammar(
        summary: "A shell command, its exit code and what it prints.",
        keys: [
            KeyGrammar("run", .text, "The command, for /bin/sh.", isRequired: true),
            KeyGrammar("exit", .integer(0...255), "Its exit code; 0 unless said."),
        ] + matches)

    static let text = MapGrammar(
        summary: "What a text has to be.",
        keys: matches, oneOf: matches.map(\.name))

    private static let conditions = [
        KeyGrammar("file", .map(.file), "A file and its text."),
        KeyGrammar("visible", .target, "A target that is on the screen."),
        KeyGrammar("hidden", .target, "A target that is not on the screen."),
        KeyGrammar("text", .map(.textCheck), "The text that is read at a target."),
        KeyGrammar(
            "snapshot", .either([.text, .map(.snapshot)]),
            "A part of the screen that looks as it did: its name, or a map."),
        KeyGrammar(
            "window", .either([.text, .map(.windowCheck)]),
            "A window: a part of its title, or a map."),
        KeyGrammar(
            "process", .either([.text, .map(.process)]), "A process: its name, or a map."),
        KeyGrammar(
            "command", .either([.text, .map(.output)]), "A shell command that exits with 0."),
        KeyGrammar(
            "clipboard", .either([.text, .map(.text)]), "The clipboard's text: all of it, or a map."
        ),
        KeyGrammar("not", .map(.condition), "Something that must not hold."),
    ]

    static let matches = [
        KeyGrammar("equals", .text, "The whole text."),
        KeyGrammar("contains", .text, "A part of the text."),
        KeyGrammar("matches", .text, "A regular expression for a part of the text."),
    ]
}
