/// An error that ends a run, worded for the person who reads it.
///
/// Every module's closed error enum conforms, so that the command can print any of them and choose
/// the exit code without knowing the module.
public protocol Failure: Error, Sendable, CustomStringConvertible {
    /// Whose fault it is.
    var kind: FailureKind { get }
    /// What happened, to which value and where; no full stop at the end.
    var message: String { get }
    /// The next thing to do, where there is one.
    var hint: String? { get }
}

extension Failure {
    public var description: String {
        hint.map { "\(message)\nhint: \($0)" } ?? message
    }
}

/// Whose fault it is; the command turns it into its exit code.
public enum FailureKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// An expectation does not hold, or the planner gave up.
    case task
    /// A flag or a file is wrong; nothing ran.
    case usage
    /// No X server, an app that did not start, a full disk.
    case environment
    /// The model's service refused, or could not be reached.
    case provider
    /// A budget, the policy or a person ended the run.
    case stopped
    /// SIGINT.
    case interrupted
    /// SIGTERM.
    case terminated
}
