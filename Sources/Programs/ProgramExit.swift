import Subprocess

/// How a program ended.
public enum ProgramExit: Sendable, Hashable {
    /// It ended by itself, with a code of 0 to 255.
    case exited(code: Int)
    /// A signal ended it; the number is of signal(7).
    case killed(signal: Int)
    /// It could not be watched any more.
    case lost(reason: String)

    /// Whether it exited with 0.
    public var isSuccess: Bool { self == .exited(code: 0) }

    /// What a shell would have in `$?`: 128 and the number for a signal.
    public var shellCode: Int? {
        switch self {
        case .exited(let code): code
        case .killed(let signal): 128 + signal
        case .lost: nil
        }
    }

    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code: Int(code))
        case .signaled(let signal): self = .killed(signal: Int(signal))
        }
    }
}

extension ProgramExit: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exited(let code): "exited with code \(code)"
        case .killed(let signal): "was ended by signal \(signal)"
        case .lost(let reason): "was lost sight of: \(reason)"
        }
    }
}
