import DeskwrightCore
import DeskwrightPrograms
import Glibc

/// The private display's own folder: its sockets and its cookie, closed to other users.
///
/// It lies right under `$TMPDIR` or `/tmp`, for a socket's path holds 108 bytes only, and is removed
/// with the display: a run folder may be kept and handed around, and is no place for a cookie.
///
/// - SeeAlso: unix(7).
struct PrivateDisplayFolder: Sendable {
    private let folder: OwnedFolder

    var path: String { folder.path }
    var authorityFile: String { "\(path)/Xauthority" }
    var busSocket: String { "\(path)/bus" }
    /// For `XDG_RUNTIME_DIR`, which must be the user's alone.
    var runtimeFolder: String { "\(path)/run" }
    /// Where Xvfb writes the number of its display once it is ready.
    var readyFile: String { "\(path)/display" }
    /// Where dbus-daemon writes its address.
    var addressFile: String { "\(path)/address" }
    var openboxFile: String { "\(path)/openbox.xml" }

    /// Makes it, with the cookie in its authority file; those that killed programs left are removed first.
    static func make(
        parent: String?, cookie: [UInt8]
    ) throws(PrivateDisplayError) -> PrivateDisplayFolder {
        // With room for the names inside.
        let parent = parent.flatMap { $0.utf8.count < 60 && $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let made: OwnedFolder
        do throws(OwnedFolderError) {
            made = try OwnedFolder.make("display", in: parent)
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
        let folder = PrivateDisplayFolder(folder: made)
        do throws(PrivateDisplayError) {
            guard mkdir(folder.runtimeFolder, 0o700) == 0 else {
                throw .folder(
                    path: folder.runtimeFolder, reason: String(cString: strerror(errno)))
            }
            try folder.write(authority(cookie: cookie), to: folder.authorityFile)
        } catch {
            folder.remove()
            throw error
        }
        return folder
    }

    /// Writes a file that only its owner may read.
    func write(_ bytes: [UInt8], to path: String) throws(PrivateDisplayError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw .folder(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw .folder(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// The paths of logs in it, by name.
    var logs: [String: String] {
        Dictionary(
            OwnedFolder.names(in: path).filter { $0.hasSuffix(".log") }
                .map { ($0, "\(path)/\($0)") }, uniquingKeysWith: { $1 })
    }

    /// Removes it and all that is in it; what cannot be removed is left.
    func remove() { folder.remove() }

    /// An authority file with one entry, good for every display.
    ///
    /// The server and its clients read the same file: hence the family "wild" and no number. Numbers are 16 bits, big-endian.
    ///
    /// - SeeAlso: XauFileName(3); X11/Xauth.h.
    static func authority(cookie: [UInt8]) -> [UInt8] {
        let familyWild: [UInt8] = [0xFF, 0xFF]
        let fields: [[UInt8]] = [[], [], Array("MIT-MAGIC-COOKIE-1".utf8), cookie]
        return fields.reduce(familyWild) {
            $0 + [UInt8($1.count >> 8), UInt8($1.count & 0xFF)] + $1
        }
    }
}
