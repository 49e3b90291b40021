import DeskwrightCore

/// Windows for people, the topmost first.
struct WindowTable {
    let windows: [WindowInfo]

    /// A title may be as long as its program likes.
    private static let titleLength = 80

    /// Prints one line a window under a line of headings.
    func show() {
        let rows = windows.map { window in
            [
                "0x\(String(window.id, radix: 16))", window.processID.map { "\($0)" } ?? "-",
                window.className.isEmpty ? "-" : oneLine(window.className),
                geometry(window.frame), window.isActive ? "active" : window.state.rawValue,
                oneLine(window.title),
            ]
        }
        Terminal.output.show(table: [["ID", "PID", "CLASS", "GEOMETRY", "STATE", "TITLE"]] + rows)
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
