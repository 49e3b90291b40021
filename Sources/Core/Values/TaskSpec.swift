/// One task as its file describes it, checked: everything in it can be done as far as the file tells.
public struct TaskSpec: Sendable {
    /// The name that people give it; unique enough for a folder's name once it is made safe.
    public var name: String
    public var summary: String?
    public var tags: [String] = []
    /// The longest that the whole task may take, setup included and teardown apart.
    public var timeout: Duration?
    /// The longest wait for the screen to rest after an action; `nil` leaves it to the loop.
    public var settleLimit: Duration?
    /// Where it stands; relative files are beside it.
    public var file: String
    /// The file's text, as it was read.
    public var source: String = ""
    /// Environment of setup, apps and command checks, on top of the run's own. May refer to secrets.
    public var environment: [String: String] = [:]
    /// Names whose values come from outside and appear in no output.
    public var secretNames: [String] = []
    public var display = DisplaySpec()
    public var files: [FixtureFile] = []
    public var setup: [CommandSpec] = []
    public var apps: [AppSpec] = []
    /// What a model is asked to do.
    public var goal: String?
    public var model = ModelSpec()
    public var budget = Budget()
    public var approval = ApprovalPolicy()
    public var expectations: [Check] = []
    public var teardown: [TeardownStep] = []

    public init(name: String, file: String) {
        self.name = name
        self.file = file
    }
}

/// Which screen a task runs on.
public struct DisplaySpec: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        /// A private Xvfb, started for this task.
        case privateServer
        /// A display that is there already, such as `:1`.
        case attached(name: String)
        /// An in-memory screen that the scene file describes (an absolute path).
        case mock(scene: String)
    }

    public var place: Place = .privateServer
    /// Private servers only.
    public var size = Size(width: 1280, height: 800)
    /// Private servers only.
    public var dotsPerInch = 96
    /// The window manager's program, or `nil` for none. Private servers only.
    public var windowManager: String? = "openbox"

    public init() {}
}

/// A file that is put into the run's scratch folder before setup.
public struct FixtureFile: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        /// Copied from an absolute path.
        case copy(path: String)
        case text(String)
    }

    /// Relative to the scratch folder; never outside it.
    public var path: String
    public var source: Source

    public init(path: String, source: Source) {
        self.path = path
        self.source = source
    }
}

/// A shell command that runs to its end in the scratch folder.
public struct CommandSpec: Sendable, Hashable {
    /// For `/bin/sh -c`.
    public var command: String
    public var timeout: Duration

    public init(command: String, timeout: Duration = .seconds(60)) {
        self.command = command
        self.timeout = timeout
    }
}

/// A program that a task starts and leaves running.
public struct AppSpec: Sendable, Hashable {
    public var id: String
    /// A program's name to be found in PATH, or its path.
    public var program: String
    public var arguments: [String]
    public var environment: [String: String]
    /// What says that it has started; `nil` waits for nothing.
    public var ready: WindowMatch?
    /// How long it may take until it is ready.
    public var timeout: Duration

    public init(
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
public struct ModelSpec: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        /// A model of the service.
        case service
        /// The stand-in server, started for this task with this script (an absolute path).
        case script(path: String)
    }

    public var source: Source = .service
    /// `nil` leaves it to the command's flag, the environment, or the built-in default.
    public var name: String?
    public var effort: ReasoningEffort?
    /// Whether the service is to keep nothing.
    public var isStateless = false
    public var context = ContextRule()
    public var api: ModelAPI?
    /// Whether thoughts are told as they come; `nil` leaves it to the command.
    public var streams: Bool?

    public init() {}
}

/// Which of OpenAI's two APIs a model is asked through; the raw value is the word of `--api`.
public enum ModelAPI: String, Sendable, Hashable, Codable, CaseIterable {
    /// `POST /responses`, with a computer tool.
    case responses
    /// `POST /chat/completions`, with a function for each action: gateways and local servers.
    case chat

    /// Its name in sentences, after "the".
    public var title: String {
        switch self {
        case .responses: "Responses API"
        case .chat: "Chat Completions API"
        }
    }
}

/// How much a model may think, in the API's words.
public enum ReasoningEffort: String, Sendable, Hashable, Codable, CaseIterable {
    case none, minimal, low, medium, high, xhigh, max
}

/// What may be done without asking, and who is asked.
public struct ApprovalPolicy: Sendable, Hashable {
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Do what the lists below allow.
        case auto
        /// Ask a person before each action.
        case step
    }

    public var mode: Mode = .auto
    /// Codes of safety checks that are acknowledged without a person; `*` is every code.
    public var allowedSafetyChecks: [String] = []
    /// Actions that a person is asked about.
    public var ask: [ActionRule] = []
    /// Actions that are never done.
    public var deny: [ActionRule] = []

    public init() {}
}

/// What is done after a task, however it ended.
public enum TeardownStep: Sendable, Hashable {
    case run(CommandSpec)
    /// Closes an app by its id.
    case close(app: String)
}
