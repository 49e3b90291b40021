/// What a command that ran to its end left.
package struct CommandOutput: Sendable, Hashable {
    package var exit: ProgramExit
    package var standardOutput: CapturedText
    package var standardError: CapturedText

    package init(exit: ProgramExit, standardOutput: CapturedText, standardError: CapturedText) {
        self.exit = exit
        self.standardOutput = standardOutput
        self.standardError = standardError
    }
}

/// The beginning of what a program said, up to a limit.
package struct CapturedText: Sendable, Hashable {
    package var bytes: [UInt8]
    /// Whether it said more than was kept.
    package var isTruncated: Bool

    package init(bytes: [UInt8] = [], isTruncated: Bool = false) {
        self.bytes = bytes
        self.isTruncated = isTruncated
    }

    /// The bytes as UTF-8, with U+FFFD for what is none.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last line that has something in it, for messages; shortened to 200 characters.
    package var lastLine: String {
        let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        return line.map { String($0.prefix(200)) } ?? ""
    }
}
