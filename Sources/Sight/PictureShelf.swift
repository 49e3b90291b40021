import DeskwrightCore
import DeskwrightImages
import Foundation
import Glibc

/// Pictures to look for, which are read once, and again when their files change.
final class PictureShelf {
    private var known: [String: (stamp: Stamp, pattern: ImagePattern)] = [:]

    /// What tells one state of a file from another.
    private struct Stamp: Equatable {
        let seconds: Int
        let nanoseconds: Int
        let byteCount: Int
        let inode: UInt64
    }

    /// The picture of a file, by the file's absolute path.
    ///
    /// - Throws: ``SightError/badPicture(path:reason:)``
    func pattern(at path: String) throws(SightError) -> ImagePattern {
        let stamp = try stamp(of: path)
        if let found = known[path], found.stamp == stamp { return found.pattern }
        let pattern = try read(path)
        known[path] = (stamp, pattern)
        return pattern
    }

    private func stamp(of path: String) throws(SightError) -> Stamp {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .badPicture(path: path, reason: String(cString: strerror(errno)))
        }
        return Stamp(
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
            byteCount: Int(status.st_size), inode: UInt64(status.st_ino))
    }

    private func read(_ path: String) throws(SightError) -> ImagePattern {
        do {
            return try ImagePattern(png: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        } catch let error as any Failure {
            throw .badPicture(path: path, reason: error.message)
        } catch {
            throw .badPicture(path: path, reason: error.systemReason)
        }
    }
}
