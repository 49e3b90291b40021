import DeskwrightCore
import Glibc

/// Appends whole lines to one file, each of them on disk before the call returns.
///
/// A line that does not fit is taken back, so that what stands in the file stays readable.
final class LineWriter {
    /// The forms of write(2) and ftruncate(2), for tests that need a disk with little room.
    typealias Write = (Int32, UnsafeRawPointer?, Int) -> Int
    typealias Truncate = (Int32, off_t) -> Int32

    private let path: String
    private let file: Int32
    private let write: Write
    private let truncate: Truncate
    private var length: off_t
    /// Half a line stands at the end, and could not be taken back.
    private var isTorn = false

    init(
        path: String, write: @escaping Write = Glibc.write,
        truncate: @escaping Truncate = Glibc.ftruncate
    ) throws(JournalError) {
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw JournalError.system("open", path) }
        self.path = path
        self.write = write
        self.truncate = truncate
        length = max(0, lseek(file, 0, SEEK_END))
    }

    deinit { close(file) }

    /// Writes a line, which has no line feed in it, and ends it.
    func append(_ line: String) throws(JournalError) {
        let bytes = Array((isTorn ? "\n" : "").utf8) + Array(line.utf8) + [0x0A]
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let error = JournalError.system("write", path)
                takeBack(written)
                throw error
            }
            written += count
        }
        length += off_t(written)
        isTorn = false
        guard fdatasync(file) == 0 else { throw JournalError.system("sync", path) }
    }

    private func takeBack(_ written: Int) {
        guard written > 0, truncate(file, length) != 0 else { return }
        length += off_t(written)
        isTorn = true
    }
}
