import DeskwrightCore
import Glibc

/// What stands at a path, and what is in it.
enum FileContent {
    case missing
    /// The way there is closed.
    case unreachable(reason: String)
    case folder
    /// A pipe, a socket or a device: nothing to be read for a check.
    case special
    case unreadable(reason: String)
    case tooLarge(byteCount: Int)
    case bytes([UInt8])

    /// The largest file that is read, in bytes: 16 MiB.
    static let limit = 1 << 24

    init(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            // ENOTDIR: a part of the way is a file, so there cannot be one further on.
            self =
                [ENOENT, ENOTDIR].contains(errno)
                ? .missing : .unreachable(reason: String(cString: strerror(errno)))
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: self = .folder
        case S_IFREG: self = FileContent.read(path)
        case _: self = .special
        }
    }

    /// Reads up to the limit and one more: a file may grow while it is read.
    private static func read(_ path: String) -> FileContent {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            return errno == ENOENT
                ? .missing : .unreadable(reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count == 0 { return .bytes(bytes) }
            if count < 0 { return .unreadable(reason: String(cString: strerror(errno))) }
            bytes += chunk.prefix(count)
        }
        var status = stat()
        return .tooLarge(
            byteCount: fstat(file, &status) == 0
                ? max(Int(status.st_size), bytes.count) : bytes.count)
    }

    /// The thing in a few words, after "there is".
    var words: String {
        switch self {
        case .missing: "nothing"
        case .unreachable(let reason), .unreadable(let reason): "a file that is closed: \(reason)"
        case .folder: "a folder"
        case .special: "a pipe, a socket or a device"
        case .tooLarge(let byteCount): "a file of \(counted(byteCount, "byte"))"
        case .bytes(let bytes): "a file of \(counted(bytes.count, "byte"))"
        }
    }
}
