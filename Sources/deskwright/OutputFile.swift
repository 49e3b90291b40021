import DeskwrightCore
import Foundation

/// A file that the user named for what a command makes; `-` is standard output.
struct OutputFile {
    let path: String

    /// Writes it whole or not at all: beside its place first, then renamed.
    ///
    /// A pipe or a device is written to as it is, and a link stays one.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        if path == "-" { return try write(bytes, to: STDOUT_FILENO) }
        var facts = stat()
        let isThere = stat(path, &facts) == 0
        if isThere, facts.st_mode & S_IFMT != S_IFREG { return try writeThrough(bytes) }
        let place = resolved() ?? path
        let draft = "\(place).\(UInt32.random(in: 0 ... .max)).part"
        let file = try open(draft, O_CREAT | O_EXCL)
        do throws(OutputError) {
            try write(bytes, to: file, closing: true)
            if isThere { chmod(draft, facts.st_mode & 0o7777) }
            guard rename(draft, place) == 0 else { throw systemError() }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Writes behind what is there already.
    func append(_ bytes: [UInt8]) throws(OutputError) {
        try write(bytes, to: try open(path, O_CREAT | O_APPEND), closing: true)
    }

    /// The path without links; `nil` when nothing is there.
    private func resolved() -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    private func writeThrough(_ bytes: [UInt8]) throws(OutputError) {
        try write(bytes, to: try open(path, 0), closing: true)
    }

    private func open(_ path: String, _ flags: Int32) throws(OutputError) -> Int32 {
        let file = Foundation.open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
        guard file >= 0 else { throw systemError() }
        return file
    }

    private func write(
        _ bytes: [UInt8], to file: Int32, closing: Bool = false
    ) throws(OutputError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(file, $0.baseAddress! + written, $0.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                let failure = systemError()
                if closing { close(file) }
                throw failure
            }
            written += count
        }
        // Some file systems find out on close that there is no room.
        if closing, close(file) != 0 { throw systemError() }
    }

    /// The error that `errno` names now.
    private func systemError() -> OutputError {
        OutputError(path: path, reason: String(cString: strerror(errno)))
    }
}

/// Why what a command made could not be written.
struct OutputError: Failure {
    let path: String
    let reason: String

    var kind: FailureKind { .environment }
    var message: String { "cannot write \(path): \(reason)" }
    var hint: String? { "is there room, and may you write there?" }
}
