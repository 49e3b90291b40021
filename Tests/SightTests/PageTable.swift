import Foundation
import Testing

/// A table of docs/sight.md that a test measures.
enum PageTable {
    /// Fails where the page has other figures; `UPDATE_SNAPSHOTS=1` writes them, and fails once.
    ///
    /// - Parameters:
    ///   - measured: Lines of Markdown, each with its end.
    ///   - name: Of the comment before the table; one that says `end of` it follows the table.
    /// - Throws: Where the page cannot be read, or has no such comments.
    static func hold(_ measured: String, as name: String) throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/sight.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.firstRange(of: "<!-- \(name) -->\n")).upperBound
        let end = try #require(text.firstRange(of: "<!-- end of \(name) -->")).lowerBound
        guard text[start..<end] != measured else { return }
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try text.replacingCharacters(in: start..<end, with: measured)
                .write(to: page, atomically: true, encoding: .utf8)
        }
        Issue.record("docs/sight.md has other figures than these:\n\(measured)")
    }

    /// As `12 of 13, 92.3 %`.
    static func share(_ count: (all: Int, found: Int)) -> String {
        guard count.all > 0 else { return "–" }
        let tenths = 1000 * count.found / count.all
        return "\(count.found) of \(count.all), \(tenths / 10).\(tenths % 10) %"
    }
}
