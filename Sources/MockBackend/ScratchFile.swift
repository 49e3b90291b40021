import DeskwrightCore
import Glibc

/// A file that a reaction writes into the run's scratch folder.
enum ScratchFile {
    /// Why a path cannot be used: it has to stay inside the folder.
    static func problem(with path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if path.isEmpty { return "the file has no name" }
        if path.contains("\0") { return "the name holds a NUL character" }
        if path.hasPrefix("/") { return "the path is absolute" }
        if parts.contains("..") || parts.contains("") || parts.last == "." {
            return "the path leads out of the folder or names none in it"
        }
        return nil
    }

    /// Writes the whole file at once: who looks meanwhile sees the old one or the new one.
    ///
    /// - Returns: Why it could not be written, in the system's words.
    static func write(_ text: String, to path: String, in folder: String) -> String? {
        if let problem = problem(with: path) { return problem }
        let whole = "\(folder)/\(path)"
        let draft = "\(whole).part"
        guard let file = fopen(draft, "we") else { return reason() }
        let bytes = Array(text.utf8)
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        let reasonForWrite = isWritten ? nil : reason()
        let isClosed = fclose(file) == 0
        guard reasonForWrite == nil, isClosed, rename(draft, whole) == 0 else {
            let why = reasonForWrite ?? reason()
            unlink(draft)
            return why
        }
        return nil
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
