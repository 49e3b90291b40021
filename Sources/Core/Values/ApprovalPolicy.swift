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
