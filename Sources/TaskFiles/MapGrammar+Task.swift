import DeskwrightCore

/// Version 1 of the grammar: the task and what it runs on.
extension MapGrammar {
    static let task = MapGrammar(
        summary: "A task: what is to be done on a desktop, and how to check it.",
        keys: [
            KeyGrammar("version", .integer(1...1), "The grammar's version.", isRequired: true),
            KeyGrammar("name", .text, "What people call the task.", isRequired: true),
            KeyGrammar("description", .text, "What the task is about, for people."),
            KeyGrammar("tags", .list(.name(.identifier)), "Words to pick tasks by."),
            KeyGrammar("timeout", .duration, "The longest that the task may take."),
            KeyGrammar(
                "settle", .duration,
                "The longest wait for the screen to rest after an action; 3s unless said."),
            KeyGrammar(
                "env", .entries(keys: .variable, .text),
                "Environment of setup, apps and commands."),
            KeyGrammar(
                "secrets", .list(.name(.variable)),
                "Names whose values come from outside; texts say ${{ secrets.NAME }}."),
            KeyGrammar("display", .map(.display), "The screen that the task runs on."),
            KeyGrammar(
                "files", .entries(.either([.text, .map(.fixture)])),
                "Files put into the scratch folder: a path in it, and what is copied there."),
            KeyGrammar(
                "setup", .list(.either([.text, .map(.command)])),
                "Shell commands that run before the apps start."),
            KeyGrammar("apps", .list(.map(.app)), "Programs that are started and left running."),
            KeyGrammar(
                "matrix", .entries(keys: .variable, .list(.text)),
                "One task for each combination; texts say ${{ matrix.NAME }}."),
            KeyGrammar(
                "retries", .integer(0...10),
                "How often a task that failed is run again, all of it; 0 unless said."),
            KeyGrammar(
                "locks", .list(.name(.identifier)),
                "What no two tasks may use at the same time; any words."),
            KeyGrammar("goal", .text, "What the model is asked to do; after the steps, if any."),
            KeyGrammar("steps", .list(.map(.step)), "What is done, without a model."),
            KeyGrammar(
                "model", .either([.words([readerModel]), .map(.model)]),
                "Who plans the task; reader follows a goal in plain sentences, without a key."),
            KeyGrammar("budget", .map(.budget), "What the task may cost."),
            KeyGrammar("approve", .map(.approval), "What may be done without asking."),
            KeyGrammar(
                "expect", .list(.map(.check)), "What has to hold in the end, all of it."),
            KeyGrammar(
                "teardown", .list(.either([.text, .map(.teardown)])),
                "What is done afterwards, however the task ended."),
        ])

    static let display = MapGrammar(
        summary: "A private screen, one that is there already, or a drawn one.",
        keys: [
            KeyGrammar(
                "size", .size, "Width and height in pixels, 64 to 8192 each; 1280x800 unless said."
            ),
            KeyGrammar("dpi", .integer(24...960), "Dots per inch; 96 unless said."),
            KeyGrammar("wm", .text, "The window manager's program, or none; openbox unless said."),
            KeyGrammar(
                "attach", .pattern(#"^[A-Za-z0-9.-]*:[0-9]+(\.[0-9]+)?$"#),
                "A display that is there already, such as \":1\"."),
            KeyGrammar("mock", .text, "A scene file, for a screen in memory."),
        ],
        alone: ["attach", "mock"])

    static let fixture = MapGrammar(
        summary: "A file by what is in it.",
        keys: [KeyGrammar("text", .text, "The file's text.", isRequired: true)])

    static let command = MapGrammar(
        summary: "A shell command that runs to its end in the scratch folder.",
        keys: [
            KeyGrammar("run", .text, "The command, for /bin/sh.", isRequired: true),
            KeyGrammar("timeout", .duration, "How long it may take; 60s unless said."),
        ])

    static let app = MapGrammar(
        summary: "A program that is started and left running.",
        keys: [
            KeyGrammar(
                "id", .name(.identifier), "What checks and teardown call it.", isRequired: true),
            KeyGrammar("run", .text, "The program: a name in PATH, or a path.", isRequired: true),
            KeyGrammar("args", .list(.text), "Its arguments, one by one; no shell sees them."),
            KeyGrammar(
                "env", .entries(keys: .variable, .text),
                "Environment on top of the task's."),
            KeyGrammar("ready", .map(.ready), "What says that it has started."),
            KeyGrammar("timeout", .duration, "How long it may take to be ready; 15s unless said."),
        ])

    static let ready = MapGrammar(
        summary: "What says that an app has started.",
        keys: [KeyGrammar("window", .window, "A window that has to be there.", isRequired: true)])

    static let teardown = MapGrammar(
        summary: "A shell command, or an app to close.",
        keys: [
            KeyGrammar("run", .text, "The command, for /bin/sh."),
            KeyGrammar("timeout", .duration, "How long the command may take; 60s unless said."),
            KeyGrammar("close", .text, "The id of an app."),
        ],
        oneOf: ["run", "close"], alone: ["close"])
}

extension Form {
    static let duration = Form.pattern(DurationText.pattern)
    static let size = Form.pattern("^[0-9]+x[0-9]+$")
    static let window = Form.either([.text, .map(.window)])
}
