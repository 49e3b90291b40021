/// Who can say whether an expectation holds: it looks at files, windows, processes, the clipboard.
public protocol Checker: Sendable {
    /// Looks once; waiting and asking again are the caller's.
    ///
    /// - Throws: What the desktop throws, where the check is about windows or the clipboard.
    func look(at check: Check) async throws(DesktopError) -> CheckResult

    /// What the screen shows a person about a check that did not hold; it may take its time.
    ///
    /// - Returns: `nil` for checks that are not about the screen.
    /// - Throws: What the desktop throws.
    func evidence(for check: Check) async throws(DesktopError) -> Evidence?
}

extension Checker {
    public func evidence(for check: Check) async throws(DesktopError) -> Evidence? { nil }
}

/// What one look at an expectation showed.
public struct CheckResult: Sendable, Hashable, Codable {
    /// Whether it holds.
    public var verdict: Verdict
    /// What was expected, in words.
    public var expected: String
    /// What was there instead; the difference where one can be shown.
    public var found: String
    /// What the screen showed, where the screen was looked at; absent in journals of old.
    public var evidence: Evidence?
    /// Whether looking again cannot change it; kept in no journal.
    package var isFinal = false

    private enum CodingKeys: CodingKey {
        case verdict, expected, found, evidence
    }

    /// What a look showed, in words for people.
    public init(
        verdict: Verdict, expected: String, found: String, evidence: Evidence? = nil
    ) {
        self.verdict = verdict
        self.expected = expected
        self.found = found
        self.evidence = evidence
    }
}

/// What the screen showed when something was looked for on it.
public struct Evidence: Sendable, Hashable, Codable {
    /// A place on the screen, and what it is.
    public struct Mark: Sendable, Hashable, Codable {
        /// In screen pixels.
        public var frame: Rect
        /// What was read there, or how like the picture it is.
        public var text: String

        /// A place and what it is.
        public init(frame: Rect, text: String) {
            self.frame = frame
            self.text = text
        }
    }

    /// A picture that belongs to a check, such as the difference from what was expected.
    public struct Picture: Sendable, Hashable, Codable {
        /// `expected`, `actual`, `previous` or `diff`.
        public var name: String
        /// Relative to the run folder.
        public var file: String

        /// A picture by its name and file.
        public init(name: String, file: String) {
            self.name = name
            self.file = file
        }
    }

    /// The screen as it was looked at last: its name under `screens/`.
    public var screen: String?
    /// What was found, or what is most like it.
    public var marks: [Mark] = []
    /// Lines that were read where it was looked for, from the top.
    public var text: [String] = []
    /// Titles of the windows that were shown, topmost first.
    public var windows: [String] = []
    /// Pictures of a snapshot.
    public var pictures: [Picture] = []

    /// Nothing yet.
    public init() {}
}

/// Whether what is wanted holds. `unknown` is never success.
public enum Verdict: String, Sendable, Hashable, Codable {
    /// It holds.
    case satisfied
    /// It does not hold.
    case unsatisfied
    /// Nobody can say: what was to be looked at cannot be seen.
    case unknown
}
