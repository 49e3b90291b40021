import DeskwrightCore

/// A file's text in lines, to find places in it and to show them.
struct SourceText: Sendable {
    let file: String
    let text: String
    let lines: [Substring]

    init(file: String, text: String) {
        self.file = file
        self.text = text
        lines = SourceText.split(text)
    }

    /// The place that a parser named by line and by column in Unicode scalars, both from 1.
    ///
    /// Parsers report the end of a file one line too far; such places are pulled back into it.
    func place(line: Int, scalarColumn: Int) -> Fault.Place {
        let line = min(max(line, 1), lines.count)
        let before = lines[line - 1].unicodeScalars.prefix(max(scalarColumn - 1, 0))
        return Fault.Place(line: line, column: String(Substring(before)).count + 1)
    }

    /// Where a mark stands, from a place on and after so many others.
    func place(of mark: String, skipping count: Int, after start: Fault.Place) -> Fault.Place? {
        var left = count
        for (index, line) in lines.enumerated().dropFirst(start.line - 1) {
            let skipped = index + 1 == start.line ? start.column - 1 : 0
            for range in line.dropFirst(skipped).ranges(of: mark) {
                guard left == 0 else {
                    left -= 1
                    continue
                }
                let column = line.distance(from: line.startIndex, to: range.lowerBound) + 1
                return Fault.Place(line: index + 1, column: column)
            }
        }
        return nil
    }

    /// Where the file has a character of a scalar's text, which begins at a place; `nil` where the file
    /// writes it in another way, such as by a reference.
    ///
    /// White space is folded, and marks such as quotes and the backslashes of escapes are passed over.
    func place(ofCharacter offset: Int, in text: String, after start: Fault.Place) -> Fault.Place? {
        var wanted = text.prefix(offset + 1).filter { !$0.isWhitespace }[...]
        let lastWanted = wanted.last
        var passedOver = 0
        for (index, line) in lines.enumerated().dropFirst(start.line - 1) {
            let skipped = index + 1 == start.line ? start.column - 1 : 0
            for (column, character) in line.enumerated().dropFirst(skipped) {
                if character.isWhitespace { continue }
                guard character == wanted.first else {
                    passedOver += 1
                    guard passedOver <= SourceText.passedOverMax else { return nil }
                    continue
                }
                passedOver = 0
                wanted = wanted.dropFirst()
                guard wanted.isEmpty else { continue }
                return character == lastWanted
                    ? Fault.Place(line: index + 1, column: column + 1) : nil
            }
        }
        return nil
    }

    /// Marks are one or two characters, such as `>-` or an escape.
    private static let passedOverMax = 4

    func fault(at place: Fault.Place, _ message: String, hint: String? = nil) -> Fault {
        Fault(
            file: file, place: place, message: message, hint: hint, excerpt: excerpt(at: place))
    }

    /// The line of the place after its number, and a caret below the character.
    func excerpt(at place: Fault.Place) -> String {
        let number = String(place.line)
        let gutter = String(repeating: " ", count: max(4 - number.count, 0)) + number + " | "
        let blank = String(repeating: " ", count: gutter.count - 2) + "| "
        let window = Excerpt(line: lines[place.line - 1], column: place.column)
        let shown = window.text.isEmpty ? String(gutter.dropLast()) : gutter + window.text
        return shown + "\n" + blank + window.indent + "^"
    }

    /// Lines without their ends, split where YAML 1.1 does (section 5.4): libyaml counts that way.
    private static func split(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) {
            switch $0 {
            case "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}": true
            default: false
            }
        }
    }
}

/// The part of a line around a column that fits on a terminal.
private struct Excerpt {
    let text: String
    /// As wide as what stands before the column.
    let indent: String

    init(line: Substring, column: Int) {
        let most = 160
        let start = column > most ? column - most / 2 : 0
        let shown = line.dropFirst(start).prefix(most).map(Excerpt.printable)
        let cut = line.dropFirst(start + most).isEmpty ? "" : "…"
        text = (start > 0 ? "…" : "") + String(shown) + cut
        let before = shown.prefix(column - 1 - start).map(Excerpt.blank).joined()
        indent = (start > 0 ? " " : "") + before
    }

    /// Control characters could move a terminal's cursor.
    private static func printable(_ character: Character) -> Character {
        let isControl = character.unicodeScalars.contains {
            $0 != "\t" && $0.properties.generalCategory == .control
        }
        return isControl ? "\u{FFFD}" : character
    }

    /// Blanks as wide as the character: a tab stays one, wide characters take two columns.
    private static func blank(_ character: Character) -> String {
        guard character != "\t" else { return "\t" }
        guard let scalar = character.unicodeScalars.first else { return "" }
        return isWide(scalar) ? "  " : " "
    }

    /// Whether terminals give the character two columns, roughly as Unicode Standard Annex 11 says.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}
