import Glibc

/// Paths as texts: joined and folded without asking the file system.
enum FilePaths {
    /// The path from the root, with `.` and `..` folded away; `folder` is absolute.
    static func absolute(_ path: String, in folder: String) -> String {
        let whole = path.hasPrefix("/") ? path : folder + "/" + path
        return "/" + folded(whole).filter { $0 != ".." }.joined(separator: "/")
    }

    /// The folder that a file stands in, absolute.
    static func folder(of file: String) -> String {
        absolute(file + "/..", in: currentFolder)
    }

    /// A relative path that stays below its folder, folded; `nil` for any other.
    static func inside(_ path: String) -> String? {
        guard !path.hasPrefix("/"), !path.hasSuffix("/") else { return nil }
        let parts = folded(path)
        guard !parts.isEmpty, !parts.contains("..") else { return nil }
        return parts.joined(separator: "/")
    }

    /// What stands at a path, links followed.
    static func kind(of path: String) -> Kind {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return .missing }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return access(path, R_OK) == 0 ? .file : .unreadable
        default: return .other
        }
    }

    /// Whether a file begins as PNG files do.
    ///
    /// - SeeAlso: PNG specification, section 5.2.
    static func isPNG(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 8)
        return read(file, &bytes, 8) == 8
            && bytes == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    }

    /// The last part of a path.
    static func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// A path that begins at another file's folder, as a message shows it.
    static func beside(_ file: String, _ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return String(file[...slash]) + path
    }

    enum Kind: Sendable {
        case file, unreadable, missing
        /// A folder, a pipe, a device.
        case other
    }

    private static var currentFolder: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// The parts; a `..` is left only where it leads out of the path.
    private static func folded(_ path: String) -> [Substring] {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts
    }
}

extension YAMLValue {
    /// The absolute path of a file that is there; relative ones begin at `folder`, absolute itself.
    func existingFile(in folder: String) -> String? {
        guard let path = filledString() else { return nil }
        let absolute = FilePaths.absolute(path, in: folder)
        switch FilePaths.kind(of: absolute) {
        case .file: return absolute
        case .missing:
            fault(
                "there is no file \(shown(path))",
                hint: path.hasPrefix("/") ? nil : "paths are relative to the task file's folder")
        case .unreadable: fault("the file \(shown(path)) cannot be read")
        case .other: fault("\(shown(path)) is no regular file", hint: "name each file by itself")
        }
        return nil
    }
}
