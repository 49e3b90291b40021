import DeskwrightCore

/// Why no response came.
///
/// Texts hold neither headers nor queries nor bodies.
public enum HTTPError: Failure, Hashable {
    /// This is no URL that a request can go to.
    case invalidAddress(text: String, reason: String)
    /// The request cannot be put on the wire.
    case invalidRequest(reason: String)
    /// No connection: the name, the proxy, the port, or five seconds of silence.
    case cannotConnect(url: String, reason: String)
    /// The server's certificate does not prove who it is.
    case untrusted(url: String, reason: String)
    /// The whole exchange took too long.
    case timedOut(url: String, after: Duration)
    /// Bytes had begun to flow, and then stopped for this long.
    case stalled(url: String, after: Duration)
    /// The connection ended in the middle.
    case connectionLost(url: String, reason: String)
    /// The answer has more bytes than are taken.
    case tooLarge(url: String, byteCountMax: Int)
    /// The task was cancelled while the exchange went on.
    case cancelled
    /// A recording answers in the service's place, and has no answer to this request.
    case notRecorded(reason: String)
    /// A recording says that no response came, why, and whether the same request might have done
    /// better a moment later.
    case recorded(url: String, reason: String, mayPass: Bool)
    /// What is to be kept of the exchange cannot be written down: the disk is full.
    case notKept(reason: String, hint: String?)
    /// Something else; the code is libcurl's.
    case failed(url: String, code: Int, reason: String)

    /// The provider's for all that happens on the way; the user's for a wrong address; the
    /// environment's for a full disk.
    public var kind: FailureKind {
        switch self {
        case .invalidAddress, .invalidRequest: .usage
        case .cancelled: .interrupted
        case .notRecorded: .task
        case .notKept: .environment
        case .cannotConnect, .untrusted, .timedOut, .stalled, .connectionLost, .tooLarge,
            .recorded, .failed:
            .provider
        }
    }

    public var message: String {
        switch self {
        case .invalidAddress(let text, let reason): "\(quoted(text)) is no usable URL: \(reason)"
        case .cancelled: "the request was cancelled"
        case .cannotConnect(let url, _), .untrusted(let url, _), .timedOut(let url, _),
            .stalled(let url, _), .connectionLost(let url, _), .tooLarge(let url, _),
            .recorded(let url, _, _), .failed(let url, _, _):
            "\(url): \(reason)"
        case .invalidRequest, .notRecorded, .notKept: reason
        }
    }

    /// What happened, without the address.
    public var reason: String {
        switch self {
        case .invalidAddress(_, let reason), .invalidRequest(let reason), .notRecorded(let reason),
            .notKept(let reason, _), .recorded(_, let reason, _):
            reason
        case .cannotConnect(_, let reason): "cannot connect: \(reason)"
        case .untrusted(_, let reason): "the server's certificate is not trusted: \(reason)"
        case .timedOut(_, let limit): "no complete answer within \(limit.inWords)"
        case .stalled(_, let limit): "no byte more for \(limit.inWords)"
        case .connectionLost(_, let reason): "the connection was lost: \(reason)"
        case .tooLarge(_, let limit): "the answer is larger than \(limit) bytes"
        case .cancelled: "the request was cancelled"
        case .failed(_, let code, let reason): "\(reason) (libcurl error \(code))"
        }
    }

    public var hint: String? {
        switch self {
        case .invalidAddress: "a whole URL is wanted, such as https://api.openai.com/v1"
        case .invalidRequest: nil
        case .cannotConnect: "is the network up, and are HTTPS_PROXY and NO_PROXY right?"
        case .untrusted: "is the clock right, and the package ca-certificates installed?"
        case .timedOut, .stalled, .connectionLost: "try again; the service or the way to it is slow"
        case .notKept(_, let hint): hint
        case .tooLarge, .cancelled, .notRecorded, .recorded, .failed: nil
        }
    }
}
