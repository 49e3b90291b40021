/// What may be done without asking, and who is asked.
public struct ApprovalPolicy: Sendable, Hashable {
    /// Whether a person is asked about every action.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Do what the lists below allow.
        case auto
        /// Ask a person before each action.
        case step
    }

    /// Looked at by gates that can ask a person; ``Mode/auto`` unless said.
    public var mode: Mode = .auto
    /// Codes of safety checks that are acknowledged without a person; `*` is every code.
    public var allowedSafetyChecks: [String] = []
    /// Actions that a person is asked about.
    public var ask: [ActionRule] = []
    /// Actions that are never done.
    public var deny: [ActionRule] = []

    /// Allows every action, and acknowledges no safety check.
    public init() {}
}
