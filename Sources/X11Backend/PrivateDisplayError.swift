import DeskwrightCore
import DeskwrightPrograms

/// Why a private display cannot be started, or is no longer there.
public enum PrivateDisplayError: Failure, Hashable {
    /// A program that it needs is not installed; `package` is Debian's name for what has it.
    case missingProgram(name: String, package: String?)
    /// A program that it needs was not started.
    case notStarted(ProgramError)
    /// A program ended before it was ready, or while the display was in use.
    case ended(program: String, exit: ProgramExit, lastWords: String)
    /// A program runs, but was not ready in time.
    case notReady(program: String, limit: Duration, lastWords: String)
    /// The folder for its sockets and its cookie cannot be made.
    case folder(path: String, reason: String)
    /// All numbers that a private display may have are taken.
    case noNumber(Range<Int>)
    /// A side that X11 has no number for.
    case unsupportedSize(Size)
    /// The run ended while it was being started.
    case cancelled

    /// The environment's for what is missing or fails; the user's for a strange size.
    public var kind: FailureKind {
        switch self {
        case .cancelled: .interrupted
        case .unsupportedSize: .usage
        case .notStarted(let error): error.kind
        case .missingProgram, .ended, .notReady, .folder, .noNumber: .environment
        }
    }

    public var message: String {
        switch self {
        case .missingProgram(let name, _): "the private display needs \(name), which is missing"
        case .notStarted(let error): "the private display: \(error.message)"
        case .ended(let program, let exit, let lastWords):
            "the private display's \(program) \(exit)" + quoting(lastWords)
        case .notReady(let program, let limit, let lastWords):
            "the private display's \(program) was not ready within \(limit)" + quoting(lastWords)
        case .folder(let path, let reason):
            "cannot make the private display's folder \(quoted(path)): \(reason)"
        case .noNumber(let range):
            "no display from :\(range.lowerBound) to :\(range.upperBound - 1) is free"
        case .unsupportedSize(let size): "a private display cannot be \(size) pixels"
        case .cancelled: "the start of the private display was cancelled"
        }
    }

    public var hint: String? {
        switch self {
        case .missingProgram(_, .some(let package)): "apt-get install \(package)"
        case .missingProgram(let name, nil): "install \(name), or choose another `wm`"
        case .notStarted(let error): error.hint
        case .folder: "TMPDIR chooses the place; is there room, and may you write there?"
        case .notReady: "is the machine overloaded?"
        case .noNumber: "what holds them are the files /tmp/.X*-lock; may you write in /tmp?"
        case .unsupportedSize: "each side takes 1 to 32767 pixels"
        case .ended, .cancelled: nil
        }
    }

    private func quoting(_ lastWords: String) -> String {
        lastWords.isEmpty ? "" : "; the last it said was \(quoted(lastWords))"
    }
}
