/// A piece of a goal: a word, or what stands in quotes as a whole.
struct GoalToken: Hashable {
    enum Kind: Hashable {
        case word(String)
        /// What stands in quotes without them, its escapes replaced; a reference to a secret.
        case quoted(String)
        case number(Int)
        case comma
        /// A full stop, a semicolon or the like.
        case stop
    }

    let kind: Kind
    /// In characters from the goal's first one.
    let range: Range<Int>
    /// Whether it is the first one on its line.
    let startsLine: Bool

    /// A word in lower case; `nil` for other kinds.
    var word: String? {
        if case .word(let text) = kind { text.lowercased() } else { nil }
    }

    var quoted: String? {
        if case .quoted(let text) = kind { text } else { nil }
    }

    var number: Int? {
        if case .number(let number) = kind { number } else { nil }
    }
}

/// Cuts a goal into tokens.
struct GoalTokenizer {
    private let characters: [Character]
    private var position = 0

    private init(_ text: String) {
        characters = Array(text)
    }

    /// All tokens of a goal, or where a quote or a reference has no end.
    static func tokens(of text: String) throws(SentenceSlip) -> [GoalToken] {
        var tokenizer = GoalTokenizer(text)
        var tokens: [GoalToken] = []
        while let token = try tokenizer.next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() throws(SentenceSlip) -> GoalToken? {
        let startsLine = skipBlanks()
        guard let character = peek() else { return nil }
        let start = position
        let kind = try readKind(character)
        return GoalToken(kind: kind, range: start..<position, startsLine: startsLine)
    }

    private mutating func readKind(_ character: Character) throws(SentenceSlip) -> GoalToken.Kind {
        switch character {
        case ",", ":":
            position += 1
            return .comma
        case ".", ";", "!", "?":
            position += 1
            return .stop
        case _ where startsReference: return .quoted(try readReference())
        case _ where Quotes.closers[character] != nil: return .quoted(try readQuoted())
        default:
            let word = readWord()
            return Int(word).map { $0 >= 0 ? .number($0) : .word(word) } ?? .word(word)
        }
    }

    /// Passes over white space, brackets and the marks of lists; says whether a line began.
    private mutating func skipBlanks() -> Bool {
        var startsLine = position == 0
        while let character = peek() {
            let isMark = startsLine && "-*•".contains(character) && (peek(1)?.isWhitespace ?? true)
            if character.isNewline { startsLine = true }
            guard character.isWhitespace || "()".contains(character) || isMark else { break }
            position += 1
        }
        return startsLine
    }

    private func peek(_ ahead: Int = 0) -> Character? {
        position + ahead < characters.count ? characters[position + ahead] : nil
    }

    // MARK: Words

    private mutating func readWord() -> String {
        let start = position
        while let character = peek(), !endsWord(character, after: start) { position += 1 }
        // A character that ends every word is one of its own.
        if position == start { position += 1 }
        return String(characters[start..<position])
    }

    /// Full stops are parts of `b.txt` and of `Ctrl+.`, apostrophes of `isn't`.
    private func endsWord(_ character: Character, after start: Int) -> Bool {
        if character.isWhitespace || "()".contains(character) { return true }
        if position > start, characters[position - 1] == "+" { return false }
        if Quotes.isDouble(character) { return true }
        switch character {
        case ",", ";": return true
        case ".", ":", "!", "?":
            guard let next = peek(1) else { return true }
            return next.isWhitespace || ".,:;!?)".contains(next) || Quotes.closers[next] != nil
        default: return false
        }
    }

    // MARK: Quotes and references

    private var startsReference: Bool {
        peek() == "$" && peek(1) == "{" && peek(2) == "{"
    }

    private mutating func readReference() throws(SentenceSlip) -> String {
        let start = position
        while let character = peek() {
            position += 1
            guard character == "}", peek() == "}" else { continue }
            position += 1
            return String(characters[start..<position])
        }
        throw SentenceSlip(
            offset: start, reason: "\"${{\" has no \"}}\"", hint: "write ${{ secrets.NAME }}")
    }

    private mutating func readQuoted() throws(SentenceSlip) -> String {
        let start = position
        let opener = characters[start]
        let closers = Quotes.closers[opener] ?? ""
        position += 1
        var text = ""
        while let character = peek() {
            position += 1
            if character == "\\" {
                text.append(try readEscape())
            } else if closers.contains(character), Quotes.isDouble(opener) || endsSingleQuote {
                return text
            } else {
                text.append(character)
            }
        }
        throw SentenceSlip(
            offset: start, reason: "the quote \(opener) is not closed",
            hint: "a quote inside quotes is written \\\"")
    }

    /// What follows a backslash.
    private mutating func readEscape() throws(SentenceSlip) -> Character {
        let character = peek()
        position += 1
        switch character {
        case "n": return "\n"
        case "t": return "\t"
        case "\\": return "\\"
        case let quote? where Quotes.closers[quote] != nil: return quote
        default:
            throw SentenceSlip(
                offset: position - 2, reason: "\\\(character.map(String.init) ?? "") means nothing",
                hint: "escapes are \\n, \\t, \\\" and \\\\")
        }
    }

    /// Apostrophes stand inside of words.
    private var endsSingleQuote: Bool {
        guard let next = peek() else { return true }
        return next.isWhitespace || ".,:;!?)".contains(next)
    }
}

/// The marks that people and their word processors put around a text.
private enum Quotes {
    /// What may close a quote, by what opens it.
    static let closers: [Character: String] = [
        "\"": "\"", "\u{201C}": "\u{201D}", "\u{201D}": "\u{201D}", "\u{201E}": "\u{201C}\u{201D}",
        "«": "»", "»": "«", "'": "'", "\u{2018}": "\u{2019}", "\u{201A}": "\u{2018}\u{2019}",
    ]

    static func isDouble(_ character: Character) -> Bool {
        "\"\u{201C}\u{201D}\u{201E}«»".contains(character)
    }
}
