import DeskwrightCore
import Glibc

/// Whole files through plain POSIX calls, so that an error keeps the system's own words.
enum PlainFile {
    /// Reads a regular file, or its last `limit` bytes when it is longer.
    ///
    /// Never waits: a pipe or a device in the file's place is an error.
    static func read(_ path: String, last limit: Int = 1 << 30) throws(JournalError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw JournalError.system("read", path) }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw JournalError.system("read", path) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw JournalError.failed(operation: "read", path: path, reason: "Not a regular file")
        }
        let wanted = min(facts.st_size, limit)
        guard lseek(file, facts.st_size - wanted, SEEK_SET) >= 0 else {
            throw JournalError.system("read", path)
        }
        return try read(wanted, from: file, path: path)
    }

    private static func read(
        _ count: Int, from file: Int32, path: String
    ) throws(JournalError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress?.advanced(by: filled), count - filled)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw JournalError.system("read", path) }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Writes a file whole or not at all: beside its place first, then renamed.
    static func write(_ bytes: [UInt8], to path: String) throws(JournalError) {
        let draft = path + ".part"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw JournalError.system("write", path) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw giveUp(on: draft, file: file, path: path) }
            written += count
        }
        // Some file systems find out on close that there is no room.
        guard close(file) == 0, rename(draft, path) == 0 else {
            throw giveUp(on: draft, file: -1, path: path)
        }
    }

    private static func giveUp(on draft: String, file: Int32, path: String) -> JournalError {
        let error = JournalError.system("write", path)
        if file >= 0 { close(file) }
        unlink(draft)
        return error
    }
}

extension JournalError {
    /// The error that `errno` names now.
    static func system(_ operation: String, _ path: String) -> JournalError {
        .failed(operation: operation, path: path, reason: String(cString: strerror(errno)))
    }
}
