import DeskwrightCore

/// Why a program or a command did not do what was wanted of it.
public enum ProgramError: Failure, Hashable {
    /// No such program in the PATH that it was to run with, or no such file.
    case notFound(program: String, path: String)
    /// The system would not start it.
    case cannotStart(program: String, reason: String)
    /// The folder that it was to start in cannot be entered.
    case badFolder(program: String, folder: String, reason: String)
    /// The file that takes its output cannot be opened.
    case badLog(program: String, path: String, reason: String)
    /// It did not end in its time, and was killed; `output` is the last it said.
    case timedOut(command: String, limit: Duration, output: String)
    /// The run ended while the command ran; it was killed.
    case cancelled(command: String)
    /// The run's programs are being ended, and no more are started.
    case closed(program: String)

    /// The environment's, or an interruption where the run is ending.
    public var kind: FailureKind {
        switch self {
        case .notFound, .cannotStart, .badFolder, .badLog, .timedOut: .environment
        case .cancelled, .closed: .interrupted
        }
    }

    public var message: String {
        switch self {
        case .notFound(let program, let path):
            program.contains("/")
                ? "there is no program \(quoted(program))"
                : "there is no program \(quoted(program)) in \(path)"
        case .cannotStart(let program, let reason):
            "cannot start \(quoted(program)): \(reason)"
        case .badFolder(let program, let folder, let reason):
            "cannot start \(quoted(program)) in the folder \(quoted(folder)): \(reason)"
        case .badLog(let program, let path, let reason):
            "cannot write the output of \(quoted(program)) to \(quoted(path)): \(reason)"
        case .timedOut(let command, let limit, let output):
            "the command \(quoted(command)) did not end within \(limit.inWords)"
                + (output.isEmpty ? "" : "; the last it said was \(quoted(output))")
        case .cancelled(let command): "the command \(quoted(command)) was cancelled"
        case .closed(let program):
            "\(quoted(program)) is not started: the run is ending"
        }
    }

    public var hint: String? {
        switch self {
        case .notFound(let program, _):
            program.contains("/")
                ? "is the path right, and is it executable?"
                : "install it, or give its path"
        case .badLog: "is there room, and may you write there?"
        case .timedOut: "give it a longer `timeout`, or end it with `&` if it is to go on running"
        case .cannotStart, .badFolder, .cancelled, .closed: nil
        }
    }
}
