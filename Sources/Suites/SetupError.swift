import DeskwrightCore

/// Why a task could not be brought to its first look at the screen.
enum SetupError: Failure, Hashable {
    case cannotWrite(path: String, reason: String)
    /// A command of `setup` or `teardown` failed.
    case commandFailed(phase: String, command: String, exit: String, lastLine: String)
    case appEnded(id: String, exit: String, log: String)
    case appNotReady(id: String, wanted: String, limit: Duration, windows: [String], log: String)

    var kind: FailureKind { .environment }

    var message: String {
        switch self {
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .commandFailed(let phase, let command, let exit, let lastLine):
            "the \(phase) command \(quoted(command)) \(exit)"
                + (lastLine.isEmpty ? "" : "; it said \(quoted(lastLine))")
        case .appEnded(let id, let exit, _):
            "the app \(quoted(id)) \(exit) before it was ready"
        case .appNotReady(let id, let wanted, let limit, let windows, _):
            "the app \(quoted(id)) was not ready within \(limit.inWords): no window whose \(wanted); "
                + (windows.isEmpty
                    ? "no window was open"
                    : "open were \(windows.map(quoted).joined(separator: ", "))")
        }
    }

    var hint: String? {
        switch self {
        case .cannotWrite: "is there room, and may you write there?"
        case .commandFailed: nil
        case .appEnded(_, _, let log): "what it said is in \(log)"
        case .appNotReady(_, _, _, _, let log):
            "what it said is in \(log); `timeout:` of the app gives it more time"
        }
    }
}
