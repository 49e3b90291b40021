import DeskwrightCore
import Glibc

/// Reading whole text files of a bounded size.
enum TextFile {
    /// More than any file that a person writes.
    static let byteLimit = 1 << 20

    /// The text of a file that is UTF-8 and within the limit.
    static func read(path: String) throws(FileFaults) -> String {
        let bytes = try readBytes(path: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw notUTF8(bytes, path: path)
        }
        return text
    }

    private static func readBytes(path: String) throws(FileFaults) -> [UInt8] {
        // Not blocking: opening a pipe would wait for somebody to write to it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw unreadable(path, errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw notAFile(path) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw unreadable(path, errno) }
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= byteLimit else { throw tooLarge(path) }
        }
    }

    private static func unreadable(_ path: String, _ code: Int32) -> FileFaults {
        let reason = String(cString: strerror(code))
        let hint =
            code == EACCES
            ? "may you read it? `ls -l` shows who may"
            : "check the path; it is relative to the current folder"
        return FileFaults([
            Fault(file: path, message: "the file cannot be read: \(reason)", hint: hint)
        ])
    }

    private static func notAFile(_ path: String) -> FileFaults {
        FileFaults([
            Fault(
                file: path, message: "this is not a regular file",
                hint: "name a file; folders, pipes and devices are not read")
        ])
    }

    static func tooLarge(_ path: String) -> FileFaults {
        FileFaults([
            Fault(
                file: path, message: "the file is larger than 1 MiB",
                hint: "put large contents into files of their own and name those")
        ])
    }

    private static func notUTF8(_ bytes: [UInt8], path: String) -> FileFaults {
        // Decoding with repair keeps everything before the first bad byte as it is.
        let repaired = SourceText(file: path, text: String(decoding: bytes, as: UTF8.self))
        let line = repaired.lines.firstIndex { $0.contains("\u{FFFD}") } ?? 0
        let column = repaired.lines[line].prefix { $0 != "\u{FFFD}" }.count
        let place = Fault.Place(line: line + 1, column: column + 1)
        return FileFaults([
            repaired.fault(at: place, "the file is not UTF-8 text", hint: "save the file as UTF-8")
        ])
    }
}
