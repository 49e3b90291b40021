/// One task as its file describes it, checked: everything in it can be done as far as the file tells.
package struct TaskSpec: Sendable {
    /// The name that people give it; unique enough for a folder's name once it is made safe.
    package var name: String
    package var summary: String?
    package var tags: [String] = []
    /// The longest that the whole task may take, setup included and teardown apart.
    package var timeout: Duration?
    /// The longest wait for the screen to rest after an action; `nil` leaves it to the loop.
    package var settleLimit: Duration?
    /// Where it stands; relative files are beside it.
    package var file: String
    /// The values of the file's matrix that it was made with, in the order of the file.
    package var variant: [MatrixValue] = []
    /// What no two tasks may use at the same time.
    package var locks: [String] = []
    /// The file's text, as it was read.
    package var source: String = ""
    /// Environment of setup, apps and command checks, on top of the run's own. May refer to secrets.
    package var environment: [String: String] = [:]
    /// Names whose values come from outside and appear in no output.
    package var secretNames: [String] = []
    package var display = DisplaySpec()
    package var files: [FixtureFile] = []
    package var setup: [CommandSpec] = []
    package var apps: [AppSpec] = []
    /// What a model is asked to do.
    package var goal: String?
    package var model = ModelSpec()
    package var budget = Budget()
    package var approval = ApprovalPolicy()
    package var expectations: [Check] = []
    /// What is done without a model, before the goal.
    package var steps: [ScriptStep] = []
    /// Other files whose steps it uses, absolute, each once.
    package var usedFiles: [String] = []
    /// How often the task is run again when it failed.
    package var retries = 0
    package var teardown: [TeardownStep] = []

    package init(name: String, file: String) {
        self.name = name
        self.file = file
    }
}

extension TaskSpec {
    /// Whether a model is asked for anything.
    package var asksModel: Bool { goal != nil || steps.contains(where: \.asksModel) }
}

extension ScriptStep {
    fileprivate var asksModel: Bool {
        switch action {
        case .act: true
        case .use(_, let steps), .repeat(_, let steps): steps.contains(where: \.asksModel)
        case .point, .drag, .scroll, .type, .paste, .press, .launch, .closeApp, .closeWindow,
            .focus, .wait, .expect, .snapshot, .screenshot, .run, .set, .note, .pause:
            false
        }
    }
}

/// One value of a task file's matrix.
package struct MatrixValue: Sendable, Hashable {
    package var name: String
    package var value: String
    /// Where the value stands in the file, from 1.
    package var line: Int

    package init(name: String, value: String, line: Int) {
        self.name = name
        self.value = value
        self.line = line
    }
}

/// Which screen a task runs on.
package struct DisplaySpec: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        /// A private Xvfb, started for this task.
        case privateServer
        /// A display that is there already, such as `:1`.
        case attached(name: String)
        /// An in-memory screen that the scene file describes (an absolute path).
        case mock(scene: String)
    }

    package var place: Place = .privateServer
    /// Private servers only.
    package var size = Size(width: 1280, height: 800)
    /// Private servers only.
    package var dotsPerInch = 96
    /// The window manager's program, or `nil` for none. Private servers only.
    package var windowManager: String? = "openbox"

    package init() {}
}

/// A file that is put into the run's scratch folder before setup.
package struct FixtureFile: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        /// Copied from an absolute path.
        case copy(path: String)
        case text(String)
    }

    /// Relative to the scratch folder; never outside it.
    package var path: String
    package var source: Source

    package init(path: String, source: Source) {
        self.path = path
        self.source = source
    }
}

/// A shell command that runs to its end in the scratch folder.
package struct CommandSpec: Sendable, Hashable {
    /// For `/bin/sh -c`.
    package var command: String
    package var timeout: Duration

    package init(command: String, timeout: Duration = .seconds(60)) {
        self.command = command
        self.timeout = timeout
    }
}

/// A program that a task starts and leaves running.
package struct AppSpec: Sendable, Hashable {
    package var id: String
    /// A program's name to be found in PATH, or its path.
    package var program: String
    package var arguments: [String]
    package var environment: [String: String]
    /// What says that it has started; `nil` waits for nothing.
    package var ready: WindowMatch?
    /// How long it may take until it is ready.
    package var timeout: Duration

    package init(
        id: String, program: String, arguments: [String] = [], environment: [String: String] = [:],
        ready: WindowMatch? = nil, timeout: Duration = .seconds(15)
    ) {
        self.id = id
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.ready = ready
        self.timeout = timeout
    }
}

/// Who plans a task.
package struct ModelSpec: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        /// A model of the service.
        case service
        /// The stand-in server, started for this task with this script (an absolute path).
        case script(path: String)
        /// The stand-in server, started for this task: it reads the screen and follows the goal's sentences.
        case reader
    }

    package var source: Source = .service
    /// `nil` leaves it to the command's flag, the environment, or the built-in default.
    package var name: String?
    package var effort: ReasoningEffort?
    /// Whether the service is to keep nothing.
    package var isStateless = false
    package var context = ContextRule()
    package var api: ModelAPI?
    /// Whether thoughts are told as they come; `nil` leaves it to the command.
    package var streams: Bool?

    package init() {}

    /// The model that needs no key.
    package static let reader: ModelSpec = {
        var model = ModelSpec()
        model.source = .reader
        model.name = readerModel
        return model
    }()
}

/// What the model is called that reads the screen and needs no key.
package let readerModel = "reader"

/// What is done after a task, however it ended.
package enum TeardownStep: Sendable, Hashable {
    case run(CommandSpec)
    /// Closes an app by its id.
    case close(app: String)
}
