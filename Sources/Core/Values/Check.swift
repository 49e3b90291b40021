/// Something that is to hold, and how long it may take until it does.
public struct Check: Sendable, Hashable {
    public indirect enum Condition: Sendable, Hashable {
        case file(FileCheck)
        case window(WindowMatch)
        case process(ProcessCheck)
        case command(CommandCheck)
        case clipboard(TextMatch)
        case not(Condition)
    }

    public var condition: Condition
    public var timeout: Duration

    public init(_ condition: Condition, timeout: Duration = .seconds(5)) {
        self.condition = condition
        self.timeout = timeout
    }
}

/// What a text is to be.
public enum TextMatch: Sendable, Hashable {
    /// Exactly this.
    case equals(String)
    /// This is somewhere in it.
    case contains(String)
    /// A regular expression that matches somewhere in it.
    case matches(pattern: String)
}

/// What is expected of a file.
public struct FileCheck: Sendable, Hashable {
    /// Relative to the run's scratch folder, or absolute.
    public var path: String
    /// Whether it is to be there at all.
    public var exists: Bool
    /// All of these are to hold for its text.
    public var text: [TextMatch]

    public init(path: String, exists: Bool = true, text: [TextMatch] = []) {
        self.path = path
        self.exists = exists
        self.text = text
    }
}

/// A window by what can be known of it; all that is given has to agree.
public struct WindowMatch: Sendable, Hashable {
    public var title: TextMatch?
    public var className: TextMatch?
    public var isActive: Bool?

    public init(title: TextMatch? = nil, className: TextMatch? = nil, isActive: Bool? = nil) {
        self.title = title
        self.className = className
        self.isActive = isActive
    }
}

/// What is expected of the processes that the task's apps started.
public struct ProcessCheck: Sendable, Hashable {
    /// The app's id in the task, or a program's name as `/proc/PID/comm` has it.
    public var name: String
    public var isRunning: Bool
    /// The exit code, of an app that has ended.
    public var exitCode: Int?

    public init(name: String, isRunning: Bool = true, exitCode: Int? = nil) {
        self.name = name
        self.isRunning = isRunning
        self.exitCode = exitCode
    }
}

/// What is expected of a shell command.
public struct CommandCheck: Sendable, Hashable {
    public var command: String
    public var exitCode: Int
    /// What its standard output is to be.
    public var output: [TextMatch]

    public init(command: String, exitCode: Int = 0, output: [TextMatch] = []) {
        self.command = command
        self.exitCode = exitCode
        self.output = output
    }
}

extension TextMatch: CustomStringConvertible {
    public var description: String {
        switch self {
        case .equals(let text): "is \(quoted(text))"
        case .contains(let text): "contains \(quoted(text))"
        case .matches(let pattern): "matches /\(pattern)/"
        }
    }

    /// Whether a text is as wanted; an expression that cannot be read matches nothing.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .equals(let wanted): return text == wanted
        case .contains(let wanted): return text.contains(wanted)
        case .matches(let pattern):
            guard let expression = try? Regex(pattern) else { return false }
            return text.firstMatch(of: expression) != nil
        }
    }
}

extension WindowMatch: CustomStringConvertible {
    public var description: String {
        let parts = [
            title.map { "title \($0)" }, className.map { "class \($0)" },
            isActive.map { $0 ? "active" : "not active" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    public func accepts(_ window: WindowInfo) -> Bool {
        (title?.accepts(window.title) ?? true)
            && (className?.accepts(window.className) ?? true)
            && (isActive.map { $0 == window.isActive } ?? true)
    }
}
