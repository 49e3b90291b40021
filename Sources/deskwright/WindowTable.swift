import Core
import Foundation

/// Windows for people and for programs, the topmost first.
struct WindowTable {
    let windows: [WindowInfo]

    /// A title may be as long as its program likes.
    private static let titleLength = 80

    static func id(_ window: WindowInfo) -> String { "0x\(String(window.id, radix: 16))" }

    /// One line a window under a line of headings, in columns.
    var text: String {
        let rows =
            [["ID", "PID", "CLASS", "GEOMETRY", "STATE", "TITLE"]]
            + windows.map { window in
                [
                    WindowTable.id(window), window.processID.map { "\($0)" } ?? "-",
                    window.className.isEmpty ? "-" : oneLine(window.className),
                    geometry(window.frame),
                    window.isActive ? "active" : window.state.rawValue, oneLine(window.title),
                ]
            }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = zip(row, widths).map {
                $0.padding(toLength: $1, withPad: " ", startingAt: 0)
            }
            return padded.joined(separator: "  ").trimmingSuffix(" ") + "\n"
        }.joined()
    }

    /// As in a run's journal.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(windows) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// As X programs take it.
    private func geometry(_ frame: Rect) -> String {
        func offset(_ number: Int) -> String { number < 0 ? "\(number)" : "+\(number)" }
        return "\(frame.width)x\(frame.height)\(offset(frame.x))\(offset(frame.y))"
    }

    private func oneLine(_ text: String) -> String {
        let line = String(printable(text).map { $0.isWhitespace ? " " : $0 })
        return line.count > WindowTable.titleLength
            ? line.prefix(WindowTable.titleLength - 1) + "…" : line
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        String(reversed().drop { $0 == character }.reversed())
    }
}
