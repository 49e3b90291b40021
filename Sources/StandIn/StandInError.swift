import DeskwrightCore

/// Why the stand-in server does not start.
package enum StandInError: Failure, Hashable {
    /// The port is taken, or may not be used.
    case cannotListen(port: Int, reason: String)
    /// The folder for requests is not there and cannot be made.
    case cannotKeepRequests(folder: String, reason: String)

    package var kind: FailureKind { .environment }

    package var message: String {
        switch self {
        case .cannotListen(let port, let reason): "cannot listen on 127.0.0.1:\(port): \(reason)"
        case .cannotKeepRequests(let folder, let reason):
            "cannot keep requests in \(folder): \(reason)"
        }
    }

    package var hint: String? {
        switch self {
        case .cannotListen: "port 0 takes any free port"
        case .cannotKeepRequests: "is there room, and may you write there?"
        }
    }
}
