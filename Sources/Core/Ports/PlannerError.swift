/// Why a planner cannot decide, and what it had used by then.
public struct PlannerError: Failure, Hashable {
    /// What fails: the service, or the way to it.
    public var cause: Cause
    /// What asking cost before it failed, as far as the service told.
    public var usage: Usage

    /// An error that cost nothing, unless said.
    public init(_ cause: Cause, usage: Usage = Usage()) {
        self.cause = cause
        self.usage = usage
    }

    /// What can fail.
    public enum Cause: Sendable, Hashable {
        /// The service answered no.
        case refused(status: Int, code: String?, message: String, requestID: String?)
        /// No answer came, after `attempts` tries.
        case unreachable(url: String, reason: String, attempts: Int)
        /// The answer makes no sense, after `attempts` tries.
        case unreadable(reason: String, requestID: String?, attempts: Int)
        /// There is no key for a service that wants one.
        case missingKey(variable: String)
        /// The screen cannot be made into a picture that the service takes.
        case unusablePicture(reason: String)
        /// The budget has no request left for another try; the reason says what the last one came to.
        case outOfRequests(reason: String)
        /// A recording of the service has no answer to a request.
        case notRecorded(reason: String)
        /// What is to be kept of the exchange with the service cannot be written down: the disk is full.
        case notKept(reason: String, hint: String?)
        /// What the planner looks with, or works by, fails.
        case broken(FailureKind, message: String, hint: String?)
        /// The run was cancelled while the service was asked.
        case cancelled
    }

    /// By what fails: the service, the settings, the budget, the picture, the disk or the recording.
    public var kind: FailureKind {
        switch cause {
        case .missingKey: .usage
        case .unusablePicture, .notKept: .environment
        case .cancelled: .interrupted
        case .outOfRequests: .stopped
        case .notRecorded: .task
        case .broken(let kind, _, _): kind
        case .refused, .unreachable, .unreadable: .provider
        }
    }

    public var message: String {
        switch cause {
        case .refused(let status, let code, let message, let requestID):
            "the model's service "
                + ((200..<300).contains(status)
                    ? "reported a failure" : "answered with status \(status)")
                + (code.map { " (\($0))" } ?? "") + ": \(message)"
                + (requestID.map { " (request \($0))" } ?? "")
        case .unreachable(let url, let reason, let attempts):
            "no usable answer came from \(url)"
                + (attempts == 0 ? "" : " in " + counted(attempts, "try", plural: "tries"))
                + ": \(reason)"
        case .unreadable(let reason, let requestID, let attempts):
            "the model's service gave no usable answer in "
                + "\(counted(attempts, "try", plural: "tries")): \(reason)"
                + (requestID.map { " (request \($0))" } ?? "")
        case .missingKey(let variable): "\(variable) is not set"
        case .outOfRequests(let reason):
            "the budget has no request left for another try: \(reason)"
        case .notRecorded(let reason), .notKept(let reason, _): reason
        case .broken(_, let message, _): message
        case .unusablePicture(let reason): "cannot send the screen: \(reason)"
        case .cancelled: "the request was cancelled"
        }
    }

    public var hint: String? {
        switch cause {
        case .refused(401, _, _, _): "is OPENAI_API_KEY right, and of the right project?"
        case .refused(403, _, _, _): "may your key use this model, and from where you are?"
        case .refused(404, _, _, _):
            "is the model's name right, may your key use it, and does OPENAI_BASE_URL end in /v1?"
        case .refused(429, _, _, _): "look at the account's limits and balance"
        case .refused(500..., _, _, _): "try again later: the service itself fails"
        case .unreadable: "does the server at OPENAI_BASE_URL speak OpenAI's API?"
        case .refused, .unusablePicture, .cancelled: nil
        case .outOfRequests:
            "`budget: {requests: …}` in the task file, or `--budget requests=…`, raises it"
        case .notRecorded:
            "record it anew with --record-cassette; --cassette-screens any lets pictures differ"
        case .notKept(_, let hint), .broken(_, _, let hint): hint
        case .unreachable: "`deskwright doctor` looks at the way to the service"
        case .missingKey:
            "export it, or use `model: {script: FILE}`, which needs no key"
        }
    }
}
