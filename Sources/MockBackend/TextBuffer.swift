/// Text being edited: characters, a caret between two of them, and what is selected.
struct TextBuffer: Sendable, Hashable {
    /// Where the caret can be sent.
    enum Motion {
        case left, right, up, down, lineStart, lineEnd, start, end
    }

    private(set) var characters: [Character]
    /// Where the line ends stand, in order: looking for them at every key is what long texts cost.
    private var lineEnds: [Int]
    /// How many characters are before the caret.
    private(set) var caret: Int
    /// The other end of the selection.
    private var anchor: Int

    /// The caret is at the end.
    init(_ text: String) {
        characters = TextBuffer.unified(text)
        lineEnds = characters.indices.filter { [characters] in characters[$0] == "\n" }
        caret = characters.count
        anchor = caret
    }

    var text: String { String(characters) }
    var selection: Range<Int> { min(caret, anchor)..<max(caret, anchor) }
    var selectedText: String { String(characters[selection]) }

    /// Puts text in place of what is selected.
    mutating func insert(_ text: String) {
        removeSelection()
        var added = TextBuffer.unified(text)
        var start = caret
        // A combining mark joins the character before the caret.
        if let first = text.unicodeScalars.first, !first.isASCII, caret > 0 {
            start -= 1
            added = Array(String(characters[start]) + text)
        }
        replace(start..<caret, with: added)
        place(caret: start + added.count)
    }

    mutating func deleteBackward() {
        if selection.isEmpty { move(.left, extending: true) }
        removeSelection()
    }

    mutating func deleteForward() {
        if selection.isEmpty { move(.right, extending: true) }
        removeSelection()
    }

    /// Moves the caret; extending leaves the selection's other end where it is.
    mutating func move(_ motion: Motion, extending: Bool) {
        // As in every toolkit: an arrow without Shift goes to the selection's end, not on from it.
        if !extending, !selection.isEmpty, motion == .left || motion == .right {
            return place(caret: motion == .left ? selection.lowerBound : selection.upperBound)
        }
        place(caret: target(of: motion), extending: extending)
    }

    mutating func place(caret: Int, extending: Bool = false) {
        self.caret = max(0, min(caret, characters.count))
        if !extending { anchor = self.caret }
    }

    mutating func selectAll() {
        anchor = 0
        caret = characters.count
    }

    /// Selects the run of letters and digits, or of other characters, that the caret touches.
    mutating func selectWord() {
        guard !characters.isEmpty else { return }
        let middle = min(caret, characters.count - 1)
        func isWord(_ index: Int) -> Bool {
            characters[index].isLetter || characters[index].isNumber
        }
        let kind = isWord(middle)
        var start = middle
        while start > 0, isWord(start - 1) == kind, characters[start - 1] != "\n" { start -= 1 }
        var end = middle
        while end < characters.count, isWord(end) == kind, characters[end] != "\n" { end += 1 }
        anchor = start
        caret = end
    }

    /// Selects the line that the caret is in, without its end.
    mutating func selectLine() {
        let line = lines.last { $0.lowerBound <= caret } ?? 0..<0
        anchor = line.lowerBound
        caret = line.upperBound
    }

    private mutating func removeSelection() {
        let range = selection
        replace(range, with: [])
        place(caret: range.lowerBound)
    }

    private mutating func replace(_ range: Range<Int>, with added: [Character]) {
        characters.replaceSubrange(range, with: added)
        let before = lineEnds.prefix { $0 < range.lowerBound }
        let new = added.indices.filter { added[$0] == "\n" }.map { range.lowerBound + $0 }
        let after = lineEnds.drop { $0 < range.upperBound }
            .map { $0 + added.count - range.count }
        lineEnds = before + new + after
    }

    private func target(of motion: Motion) -> Int {
        let lines = self.lines
        let line = lines.lastIndex { $0.lowerBound <= caret } ?? 0
        let column = caret - lines[line].lowerBound
        switch motion {
        case .left: return caret - 1
        case .right: return caret + 1
        case .lineStart: return lines[line].lowerBound
        case .lineEnd: return lines[line].upperBound
        case .start: return 0
        case .end: return characters.count
        case .up:
            guard line > 0 else { return 0 }
            return min(lines[line - 1].lowerBound + column, lines[line - 1].upperBound)
        case .down:
            guard line + 1 < lines.count else { return characters.count }
            return min(lines[line + 1].lowerBound + column, lines[line + 1].upperBound)
        }
    }

    /// One kind of line end; two that follow each other must not merge into one character.
    private static func unified(_ text: String) -> [Character] {
        text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }
    }
}

/// Where the characters stand: lines, and columns of one cell each.
extension TextBuffer {
    /// The lines as ranges of characters, without their ends; at least one.
    var lines: [Range<Int>] {
        zip([0] + lineEnds.map { $0 + 1 }, lineEnds + [characters.count]).map { $0..<$1 }
    }

    /// The line and the column of a place between characters.
    func position(of index: Int) -> (line: Int, column: Int) {
        let lines = self.lines
        let line = lines.lastIndex { $0.lowerBound <= index } ?? 0
        return (line, columns(lines[line].lowerBound..<index))
    }

    /// The place between characters that is nearest to a line and a column.
    func index(line: Int, column: Int) -> Int {
        let lines = self.lines
        let range = lines[max(0, min(line, lines.count - 1))]
        var passed = 0
        for index in range {
            let width = columns(index..<(index + 1))
            if 2 * (column - passed) < width { return index }
            passed += width
        }
        return range.upperBound
    }

    func columns(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 + (characters[$1] == "\t" ? Theme.tabColumns : 1) }
    }
}
