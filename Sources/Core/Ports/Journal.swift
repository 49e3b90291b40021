/// Where a run is written down as it happens.
public protocol Journal: Sendable {
    /// Appends one line; it is on disk when this returns.
    ///
    /// - Throws: `JournalError.failed`, which ends the run.
    func append(_ event: JournalEvent) async throws(JournalError)

    /// Keeps a screen, a whole PNG file, and returns its name; equal pictures are kept once.
    ///
    /// - Throws: `JournalError.failed`, which ends the run.
    func keep(png: [UInt8]) async throws(JournalError) -> String
}

/// Why a run cannot be written down or read back.
public enum JournalError: Failure, Hashable {
    /// The operation on this path failed with this `errno` text.
    case failed(operation: String, path: String, reason: String)
    /// A file of a run folder is not what it should be.
    case unreadable(path: String, line: Int, reason: String)

    /// The environment's: a disk that is full, or a folder that nobody may write in.
    public var kind: FailureKind { .environment }

    public var message: String {
        switch self {
        case .failed(let operation, let path, let reason): "cannot \(operation) \(path): \(reason)"
        case .unreadable(let path, let line, let reason): "\(path):\(line): \(reason)"
        }
    }

    public var hint: String? {
        switch self {
        case .failed("read", _, _):
            "is it a run folder? `deskwright run` leaves one in `runs` for each task"
        case .failed: "is there room, and may you write there? `--out DIR` puts runs elsewhere"
        case .unreadable: nil
        }
    }
}
