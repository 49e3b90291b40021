/// Something that is to hold, and how long it may take until it does.
public struct Check: Sendable, Hashable {
    /// What is looked at, and what it is to be.
    public indirect enum Condition: Sendable, Hashable {
        /// A file is there, or is not, or has a text.
        case file(FileCheck)
        /// A window that is shown is like this.
        case window(WindowMatch)
        /// So many of the windows that are shown are like this.
        case windows(WindowMatch, count: Int)
        /// A process that the task started runs, or has ended.
        case process(ProcessCheck)
        /// A shell command ends so.
        case command(CommandCheck)
        /// The clipboard's text is so.
        case clipboard(TextMatch)
        /// A target is on the screen.
        case visible(Target)
        /// A target is not on the screen.
        case hidden(Target)
        /// What stands at a target is so; a line of text each.
        case text(TextCheck)
        /// A part of the screen looks as it did.
        case snapshot(SnapshotCheck)
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

/// What is expected of the text that is read at a target.
public struct TextCheck: Sendable, Hashable {
    /// Where it is read: all lines in its area.
    public var target: Target
    /// All of these are to hold for the lines, joined by new lines.
    public var text: [TextMatch]

    /// What stands at a target.
    public init(of target: Target, text: [TextMatch]) {
        self.target = target
        self.text = text
    }
}

/// A part of the screen that is held against a picture of before.
public struct SnapshotCheck: Sendable, Hashable {
    /// What the picture is called; a part of its file's name.
    public var name: String
    /// The part of the screen; `nil` is all of it.
    public var target: Target?
    /// In screen pixels, or in those of the target's area where there is one.
    public var region: Rect?
    /// Parts that do not count; those that are not there mask nothing.
    public var masks: [Target]
    /// The folder of its picture, an absolute path.
    public var folder: String

    /// A part of the screen that is to look as it did.
    public init(
        name: String, in target: Target? = nil, region: Rect? = nil, masks: [Target] = [],
        folder: String
    ) {
        self.name = name
        self.target = target
        self.region = region
        self.masks = masks
        self.folder = folder
    }

    /// The picture's file.
    public var file: String { "\(folder)/\(name).png" }
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

extension Check.Condition {
    /// The same with every text changed.
    package func mapTexts(_ change: (String) -> String) -> Check.Condition {
        switch self {
        case .file(var check):
            check.path = change(check.path)
            check.text = check.text.map { $0.mapTexts(change) }
            return .file(check)
        case .window(let match): return .window(match.mapTexts(change))
        case .windows(let match, let count):
            return .windows(match.mapTexts(change), count: count)
        case .process: return self
        case .command(var check):
            check.command = change(check.command)
            check.output = check.output.map { $0.mapTexts(change) }
            return .command(check)
        case .clipboard(let match): return .clipboard(match.mapTexts(change))
        case .visible(let target): return .visible(target.mapTexts(change))
        case .hidden(let target): return .hidden(target.mapTexts(change))
        case .text(let check):
            return .text(
                TextCheck(
                    of: check.target.mapTexts(change),
                    text: check.text.map { $0.mapTexts(change) }))
        case .snapshot(var check):
            check.target = check.target?.mapTexts(change)
            check.masks = check.masks.map { $0.mapTexts(change) }
            return .snapshot(check)
        case .not(let condition): return .not(condition.mapTexts(change))
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
