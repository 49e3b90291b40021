import DeskwrightCore

/// What goes wrong on a mock, for tests of those who use it. Captures and actions count from 1.
public struct MockFaults: Sendable, Hashable {
    /// What happens to an action instead of its being done.
    public enum ActionFault: Sendable, Hashable {
        /// The desktop throws this.
        case fails(DesktopError)
        /// The desktop says that it cannot be done.
        case refused(reason: String)
    }

    /// The captures that throw.
    public var captures: [Int: DesktopError]
    /// The actions that are not done.
    public var actions: [Int: ActionFault]
    /// How long every capture takes, by the desktop's clock.
    public var captureDelay: Duration

    /// Nothing goes wrong, unless said.
    public init(
        captures: [Int: DesktopError] = [:], actions: [Int: ActionFault] = [:],
        captureDelay: Duration = .zero
    ) {
        self.captures = captures
        self.actions = actions
        self.captureDelay = captureDelay
    }

    /// Nothing goes wrong.
    public static let none = MockFaults()
}
