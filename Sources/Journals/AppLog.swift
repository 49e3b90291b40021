import DeskwrightCore
import Foundation

/// The end of what an app wrote while it ran.
struct AppLog {
    /// The log's file name without its ending: the app's id.
    var id: String
    var tail: String
    /// Whether the log is longer than its tail.
    var isCut: Bool

    /// The most of one log that a report shows, in bytes.
    static let byteCountMax = 64 * 1024

    /// Reads the logs in `apps/`, which may hold secrets as the apps wrote them; the tails hold none.
    static func readAll(inRunFolder folder: String, secrets: Secrets) -> [AppLog] {
        names(inRunFolder: folder).map { name in
            read("\(folder)/apps/\(name)", id: String(name.dropLast(4)), secrets: secrets)
        }
    }

    /// The most of one log that a run keeps, in bytes.
    private static let keptByteCountMax = 64 << 20

    /// Writes the logs again that hold secrets, without them; the apps have to have ended.
    ///
    /// Of one longer than 64 MiB the end is kept: what is kept has been looked through.
    static func redactAll(
        inRunFolder folder: String, secrets: Secrets
    ) throws(JournalError) {
        for name in names(inRunFolder: folder) {
            let path = "\(folder)/apps/\(name)"
            let bytes = try PlainFile.read(path, last: keptByteCountMax)
            let redacted = secrets.redact(bytes)
            if redacted != bytes || bytes.count == keptByteCountMax {
                try PlainFile.write(redacted, to: path)
            }
        }
    }

    private static func names(inRunFolder folder: String) -> [String] {
        // A run without apps may have no such folder.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/apps")) ?? []
        return names.filter { $0.hasSuffix(".log") }.sorted()
    }

    private static func read(_ path: String, id: String, secrets: Secrets) -> AppLog {
        do throws(JournalError) {
            // Far more is read than is shown: a secret that the reading cuts in two is not found.
            let readMax = 16 * byteCountMax
            let bytes = try PlainFile.read(path, last: readMax)
            let text = secrets.redact(String(decoding: bytes, as: UTF8.self))
            guard bytes.count == readMax || text.utf8.count > byteCountMax else {
                return AppLog(id: id, tail: text, isCut: false)
            }
            let tail = String(decoding: text.utf8.suffix(byteCountMax), as: UTF8.self)
            return AppLog(id: id, tail: withoutFirstLine(tail), isCut: true)
        } catch {
            return AppLog(id: id, tail: "(\(error.message))", isCut: false)
        }
    }

    /// The first line of a cut text is half a line.
    private static func withoutFirstLine(_ text: String) -> String {
        guard let end = text.utf8.firstIndex(of: 0x0A) else { return text }
        return String(text[text.utf8.index(after: end)...])
    }
}
