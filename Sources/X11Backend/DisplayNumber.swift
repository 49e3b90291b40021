import DeskwrightPrograms
import Glibc
import Synchronization

/// A display's number that nobody else takes, held by the lock file that X servers heed.
///
/// `Xvfb -displayfd` heeds none: when one starts while another one ends, it may get the number and
/// lose its socket to the other's end. With six at a time two of five starts went wrong.
///
/// - SeeAlso: Xserver(1), "FILES"; the lock holds a process's number, ten characters wide, and `\n`.
final class DisplayNumber: Sendable {
    let value: Int
    private let isHeld = Atomic(true)

    /// Takes the first free number, until ``release()`` or the end of this process.
    ///
    /// - Parameter range: Away from people's own displays, and from servers that choose from 0 up.
    /// - Throws: That all are taken, or that nothing can be written in `/tmp`.
    init(in range: Range<Int> = 100..<10_000) throws(PrivateDisplayError) {
        let own = try DisplayNumber.writeLock()
        defer { unlink(own) }
        DisplayNumber.removeStaleLocks(in: range, by: own)
        for value in range where DisplayNumber.isLocked(value, by: own) {
            // Else a server that heeds no locks has it.
            if PrivateDisplayReadiness(number: value, cookie: []) == nil {
                self.value = value
                // What a server left behind that was killed.
                unlink(DisplayNumber.socket(value))
                return
            }
            unlink(DisplayNumber.lock(value))
        }
        throw .noNumber(range)
    }

    deinit { release() }

    /// Lets others have the number; its server must have ended. May be called again.
    func release() {
        guard isHeld.exchange(false, ordering: .relaxed) else { return }
        unlink(DisplayNumber.socket(value))
        unlink(DisplayNumber.lock(value))
    }

    static func lock(_ value: Int) -> String { "/tmp/.X\(value)-lock" }
    private static func socket(_ value: Int) -> String { "/tmp/.X11-unix/X\(value)" }

    /// Writes a lock of this process under a name of its own.
    private static func writeLock() throws(PrivateDisplayError) -> String {
        var template = Array("/tmp/.deskwright-lock-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard file >= 0 else { throw .folder(path: path, reason: String(cString: strerror(errno))) }
        defer { close(file) }
        let digits = String(getpid())
        let line = String(repeating: " ", count: 10 - digits.count) + digits + "\n"
        guard write(file, line, 11) == 11, fchmod(file, 0o444) == 0 else {
            unlink(path)
            throw .folder(path: path, reason: String(cString: strerror(errno)))
        }
        return path
    }

    /// What processes of ours left that were killed, and no server uses any more.
    private static func removeStaleLocks(in range: Range<Int>, by own: String) {
        for name in OwnedFolder.names(in: "/tmp") {
            guard name.hasPrefix(".X"), name.hasSuffix("-lock"),
                let value = Int(name.dropFirst(2).dropLast(5)), range.contains(value)
            else { continue }
            var facts = stat()
            guard lstat(lock(value), &facts) == 0, facts.st_uid == geteuid(),
                isStale(lock(value)), PrivateDisplayReadiness(number: value, cookie: []) == nil,
                isLocked(value, by: own)
            else { continue }
            unlink(socket(value))
            unlink(lock(value))
        }
    }

    /// Whether the lock became ours; one whose process has ended is taken over.
    private static func isLocked(_ value: Int, by own: String) -> Bool {
        let lock = lock(value)
        if link(own, lock) == 0 { return true }
        guard isStale(lock) else { return false }
        // Renamed first: by now it may be somebody's new one.
        let aside = own + "-aside"
        guard rename(lock, aside) == 0 else { return false }
        defer { unlink(aside) }
        let isOurs = isStale(aside)
        return link(isOurs ? own : aside, lock) == 0 && isOurs
    }

    /// Whether a lock's process has ended.
    private static func isStale(_ lock: String) -> Bool {
        let file = open(lock, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 11)
        guard read(file, &bytes, 11) == 11 else { return false }
        let digits = String(decoding: bytes, as: UTF8.self).filter(\.isNumber)
        guard let process = pid_t(digits), process > 0 else { return false }
        return kill(process, 0) < 0 && errno == ESRCH
    }
}
