import Glibc

/// A folder for the time that our process lives; the next process removes it if we could not.
///
/// It holds a file that is locked as long as its owner lives: one whose lock is free belongs to nobody.
///
/// - SeeAlso: mkdtemp(3); flock(2).
package struct OwnedFolder: Sendable {
    package let path: String
    private let lock: FileLock

    private static let lockFile = ".deskwright-owner"

    /// Makes a folder that only its owner may enter, after removing those of the same kind that nobody owns any more.
    ///
    /// - Parameters:
    ///   - kind: What its name begins with, behind `deskwright-`.
    ///   - parent: An absolute path.
    /// - Returns: The folder, which is empty but for its lock.
    /// - Throws: ``OwnedFolderError``
    package static func make(
        _ kind: String, in parent: String
    ) throws(OwnedFolderError) -> OwnedFolder {
        let prefix = "deskwright-\(kind)-"
        removeAbandoned(prefix, in: parent)
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw OwnedFolderError(
                path: "\(parent)/\(prefix)XXXXXX", reason: String(cString: strerror(errno)))
        }
        let name = template.dropLast().map { UInt8(bitPattern: $0) }
        let path = String(decoding: name, as: UTF8.self)
        guard let lock = FileLock(making: "\(path)/\(lockFile)") else {
            let reason = String(cString: strerror(errno))
            remove(path)
            throw OwnedFolderError(path: path, reason: reason)
        }
        return OwnedFolder(path: path, lock: lock)
    }

    /// Removes it and all that is in it; what cannot be removed is left.
    package func remove() { OwnedFolder.remove(path) }

    /// The names in a folder, without `.` and `..`; none where it cannot be read.
    package static func names(in path: String) -> [String] {
        // A link is no folder here: O_NOFOLLOW.
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, let folder = fdopendir(descriptor) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func removeAbandoned(_ prefix: String, in parent: String) {
        for name in names(in: parent) where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            var facts = stat()
            guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR,
                facts.st_uid == geteuid(), let lock = FileLock(taking: "\(path)/\(lockFile)")
            else { continue }
            withExtendedLifetime(lock) { remove(path) }
        }
    }

    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        for name in names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }
}

/// Why a folder cannot be made.
package struct OwnedFolderError: Error {
    package var path: String
    package var reason: String
}

/// A file that is locked as long as this lives, or at most as its process does.
private final class FileLock: Sendable {
    private let descriptor: Int32

    /// Makes the file, which is locked before it has its name; `nil` with `errno` when it cannot be.
    init?(making path: String) {
        let draft = path + ".new"
        descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(draft, path) == 0
        else { return nil }
    }

    /// Takes over a file that is there; `nil` where there is none or somebody holds it.
    init?(taking path: String) {
        descriptor = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
