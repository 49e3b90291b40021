/// Something that is to hold, and how long it may take until it does.
public struct Check: Sendable, Hashable {
    /// What is looked at, and what it is to be.
    public indirect enum Condition: Sendable, Hashable {
        /// A file is there, or is not, or has a text.
        case file(FileCheck)
        /// A window that is shown is like this.
        case window(WindowMatch)
        /// A process that the task started runs, or has ended.
        case process(ProcessCheck)
        /// A shell command ends so.
        case command(CommandCheck)
        /// The clipboard's text is so.
        case clipboard(TextMatch)
        /// The opposite of a condition; what nobody can say stays unknown.
        case not(Condition)
    }

    /// What is to hold.
    public var condition: Condition
    /// How long it is looked at again until it counts as not holding.
    public var timeout: Duration

    /// A condition that gets 5 s to come true, unless said.
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

    /// A file that is to be there, unless said.
    public init(path: String, exists: Bool = true, text: [TextMatch] = []) {
        self.path = path
        self.exists = exists
        self.text = text
    }
}

/// A window by what can be known of it; all that is given has to agree.
public struct WindowMatch: Sendable, Hashable {
    /// Its title.
    public var title: TextMatch?
    /// The class part of `WM_CLASS`.
    public var className: TextMatch?
    /// Whether it has the keyboard.
    public var isActive: Bool?

    /// A window that agrees with all that is given; without anything, any window.
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
    /// Whether it is to run, or to have ended.
    public var isRunning: Bool
    /// The exit code, of an app that has ended.
    public var exitCode: Int?

    /// A process that is to run, unless said.
    public init(name: String, isRunning: Bool = true, exitCode: Int? = nil) {
        self.name = name
        self.isRunning = isRunning
        self.exitCode = exitCode
    }
}

/// What is expected of a shell command.
public struct CommandCheck: Sendable, Hashable {
    /// For `/bin/sh -c`, in the run's scratch folder.
    public var command: String
    /// What it is to exit with.
    public var exitCode: Int
    /// What its standard output is to be.
    public var output: [TextMatch]

    /// A command that is to exit with 0, unless said.
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

    /// Whether a window is as wanted.
    public func accepts(_ window: WindowInfo) -> Bool {
        (title?.accepts(window.title) ?? true)
            && (className?.accepts(window.className) ?? true)
            && (isActive.map { $0 == window.isActive } ?? true)
    }
}
