import DeskwrightCore

/// The gate that a task's `approve:` describes, where no person is asked.
public struct PolicyGate: Gate {
    private let policy: ApprovalPolicy

    /// Actions that a person is to be asked about are denied: there is no person here.
    public init(_ policy: ApprovalPolicy) {
        self.policy = policy
    }

    public func review(_ action: Action, in context: GateContext) async -> Ruling {
        if let rule = policy.deny.first(where: { $0.isAbout(action, on: context.state) }) {
            return .deny(reason: "the task's policy forbids \(rule)")
        }
        if let rule = policy.ask.first(where: { $0.isAbout(action, on: context.state) }) {
            return .deny(
                reason: "the task's policy wants a person asked about \(rule), and there is none")
        }
        return .allow
    }

    public func review(_ check: SafetyCheck, in context: GateContext) async -> CheckRuling {
        CheckRuling(isAllowed: policy.allows(check), decidedBy: "policy")
    }
}

extension ApprovalPolicy {
    /// Whether the check may be acknowledged without asking anybody.
    package func allows(_ check: SafetyCheck) -> Bool {
        allowedSafetyChecks.contains("*")
            || check.code.map(allowedSafetyChecks.contains) ?? false
    }
}
