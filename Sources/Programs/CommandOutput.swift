/// What a command that ran to its end left.
public struct CommandOutput: Sendable, Hashable {
    public var exit: ProgramExit
    public var standardOutput: CapturedText
    public var standardError: CapturedText

    public init(exit: ProgramExit, standardOutput: CapturedText, standardError: CapturedText) {
        self.exit = exit
        self.standardOutput = standardOutput
        self.standardError = standardError
    }
}

/// The beginning of what a program said, up to a limit.
public struct CapturedText: Sendable, Hashable {
    public var bytes: [UInt8]
    /// Whether it said more than was kept.
    public var isTruncated: Bool

    public init(bytes: [UInt8] = [], isTruncated: Bool = false) {
        self.bytes = bytes
        self.isTruncated = isTruncated
    }

    /// The bytes as UTF-8, with U+FFFD for what is none.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last line that has something in it, for messages; shortened to 200 characters.
    public var lastLine: String {
        let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        return line.map { String($0.prefix(200)) } ?? ""
    }
}
