/// One thing that is wrong with a file, and how to mend it.
public struct Fault: Sendable, Hashable {
    /// A place in a text file: line and column count from 1, columns in characters as an editor shows.
    public struct Place: Sendable, Hashable {
        /// From 1.
        public var line: Int
        /// In characters, from 1.
        public var column: Int

        /// The place of a character.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The file's path as it was given.
    public var file: String
    /// `nil` when the file as a whole is at fault: it is not there, or too large.
    public var place: Place?
    /// What is wrong; no full stop at the end.
    public var message: String
    /// The next thing to do, where there is one.
    public var hint: String?
    /// The line at fault with a caret under the place, both after the line's number.
    public var excerpt: String?

    /// A fault of a file, or of a place in it.
    public init(
        file: String, place: Place? = nil, message: String, hint: String? = nil,
        excerpt: String? = nil
    ) {
        self.file = file
        self.place = place
        self.message = message
        self.hint = hint
        self.excerpt = excerpt
    }
}

extension Fault: CustomStringConvertible {
    /// As compilers write it: `file:line:column: error: message`, then the line and the hint.
    public var description: String {
        let address = place.map { "\(file):\($0.line):\($0.column)" } ?? file
        return ["\(address): error: \(message)", excerpt, hint.map { "hint: \($0)" }]
            .compactMap { $0 }.joined(separator: "\n")
    }
}

/// Everything that is wrong with one file, in the order of the lines; never empty.
public struct FileFaults: Failure {
    /// In the order of the lines; never empty.
    public let faults: [Fault]

    /// All faults that were found.
    ///
    /// - Parameter faults: At least one.
    public init(_ faults: [Fault]) {
        precondition(!faults.isEmpty, "a file without faults is no failure")
        self.faults = faults
    }

    /// A wrong file is the fault of who wrote it.
    public var kind: FailureKind { .usage }
    public var message: String { faults.map(\.description).joined(separator: "\n") }
    /// Every fault carries its own.
    public var hint: String? { nil }
}

extension Fault.Place: Comparable {
    public static func < (left: Fault.Place, right: Fault.Place) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
