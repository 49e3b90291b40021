/// Who can say whether an expectation holds: it looks at files, windows, processes, the clipboard.
public protocol Checker: Sendable {
    /// Looks once; waiting and asking again are the caller's.
    ///
    /// - Throws: What the desktop throws, where the check is about windows or the clipboard.
    func look(at check: Check) async throws(DesktopError) -> CheckResult
}

/// What one look at an expectation showed.
public struct CheckResult: Sendable, Hashable, Codable {
    /// Whether it holds.
    public var verdict: Verdict
    /// What was expected, in words.
    public var expected: String
    /// What was there instead; the difference where one can be shown.
    public var found: String

    /// What a look showed, in words for people.
    public init(verdict: Verdict, expected: String, found: String) {
        self.verdict = verdict
        self.expected = expected
        self.found = found
    }
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
