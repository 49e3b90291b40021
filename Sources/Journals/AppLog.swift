import Core
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

    /// Reads the logs in `apps/`, which hold secrets as the apps wrote them; the tails hold none.
    static func readAll(inRunFolder folder: String, secrets: Secrets) -> [AppLog] {
        // A run without apps may have no such folder.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/apps")) ?? []
        return names.filter { $0.hasSuffix(".log") }.sorted().map { name in
            read("\(folder)/apps/\(name)", id: String(name.dropLast(4)), secrets: secrets)
        }
    }

    private static func read(_ path: String, id: String, secrets: Secrets) -> AppLog {
        do throws(JournalError) {
            // Twice as much is read, so that no secret is cut in two before it is redacted.
            let bytes = try PlainFile.read(path, last: 2 * byteCountMax)
            let text = secrets.redact(String(decoding: bytes, as: UTF8.self))
            let isCut = text.utf8.count > byteCountMax
            let tail =
                isCut
                ? wholeLines(String(decoding: text.utf8.suffix(byteCountMax), as: UTF8.self)) : text
            return AppLog(id: id, tail: tail, isCut: isCut)
        } catch {
            return AppLog(id: id, tail: "(\(error.message))", isCut: false)
        }
    }

    /// The text without its first line, which may be half a line.
    private static func wholeLines(_ text: String) -> String {
        guard let end = text.firstIndex(of: "\n") else { return text }
        return String(text[text.index(after: end)...])
    }
}
