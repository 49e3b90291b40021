import DeskwrightCore

/// Reads the sentences of a goal from left to right.
struct SentenceReader {
    private let tokens: ArraySlice<GoalToken>
    /// In the goal, for what is missing at the end.
    private let end: Int
    var position: Int

    private init(_ tokens: ArraySlice<GoalToken>) {
        self.tokens = tokens
        position = tokens.startIndex
        end = tokens.last?.range.upperBound ?? 0
    }

    /// More is no task that anybody reads.
    private static let stepLimit = 1000

    static func steps(of text: String) throws(SentenceFaults) -> [PlainStep] {
        let tokens: [GoalToken]
        do {
            tokens = try GoalTokenizer.tokens(of: text)
        } catch {
            throw SentenceFaults(faults: [fault(error, in: text)])
        }
        var steps: [PlainStep] = []
        var faults: [SentenceFault] = []
        for (index, part) in sentences(of: tokens).enumerated() {
            let sentence = PlainSentence(number: index + 1, text: shown(part, of: text))
            do {
                var reader = SentenceReader(part)
                steps += try reader.readSentence().map { PlainStep(deed: $0, sentence: sentence) }
            } catch {
                faults.append(
                    SentenceFault(
                        sentence: sentence, offset: error.offset, reason: error.reason,
                        hint: error.hint))
            }
        }
        if faults.isEmpty, steps.isEmpty || steps.count > stepLimit {
            let reason = steps.isEmpty ? "there is no sentence" : "there are too many steps"
            faults = [
                SentenceFault(
                    sentence: PlainSentence(number: 1, text: ""), offset: 0, reason: reason,
                    hint: SentenceVerb.hint)
            ]
        }
        guard faults.isEmpty else { throw SentenceFaults(faults: faults) }
        return steps
    }

    /// A quote without an end goes through all the rest: the sentence begins before it.
    private static func fault(_ slip: SentenceSlip, in text: String) -> SentenceFault {
        let before = String(text.prefix(slip.offset))
        let tokens = (try? GoalTokenizer.tokens(of: before)) ?? []
        let whole = sentences(of: tokens)
        let isOpen = tokens.last.map { $0.kind != .stop } ?? false
        let start = isOpen ? whole.last?.first?.range.lowerBound : nil
        let rest = text.dropFirst(start ?? slip.offset)
        return SentenceFault(
            sentence: PlainSentence(
                number: whole.count + (isOpen ? 0 : 1), text: oneLine(String(rest))),
            offset: slip.offset, reason: slip.reason, hint: slip.hint)
    }

    /// Cut at full stops, and where a line begins with a verb.
    private static func sentences(of tokens: [GoalToken]) -> [ArraySlice<GoalToken>] {
        var sentences: [ArraySlice<GoalToken>] = []
        var start = tokens.startIndex
        for index in tokens.indices {
            if tokens[index].kind == .stop {
                sentences.append(tokens[start..<index])
                start = index + 1
            } else if index > start, beginsSentence(tokens[index...]), !isOpen(tokens[index - 1]) {
                sentences.append(tokens[start..<index])
                start = index
            }
        }
        sentences.append(tokens[start...])
        // Of a list's number and its stop nothing is left; it counts as no sentence.
        return sentences.filter { part in part.contains { $0.number == nil && $0.kind != .comma } }
    }

    /// Whether a line begins here with a verb, or with a list's number before one.
    private static func beginsSentence(_ tokens: ArraySlice<GoalToken>) -> Bool {
        guard let first = tokens.first, first.startsLine else { return false }
        guard first.number != nil else { return SentenceReader(tokens).startsStep }
        let rest = tokens.dropFirst()
        return rest.first?.kind == .stop || SentenceReader(rest).startsStep
    }

    private static func isOpen(_ token: GoalToken) -> Bool {
        token.kind == .comma || ["and", "then", "the"].contains(token.word)
    }

    private static func shown(_ part: ArraySlice<GoalToken>, of text: String) -> String {
        guard let first = part.first, let last = part.last else { return "" }
        let range = first.range.lowerBound..<last.range.upperBound
        return oneLine(String(text.dropFirst(range.lowerBound).prefix(range.count)))
    }

    private static func oneLine(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 80 ? line.prefix(79) + "…" : line
    }
}

// MARK: - Sentences

extension SentenceReader {
    private mutating func readSentence() throws(SentenceSlip) -> [Deed] {
        if peek?.number != nil { position += 1 }
        var deeds: [Deed] = []
        repeat { deeds += try readStep() } while try readConnector()
        return deeds
    }

    private mutating func readStep() throws(SentenceSlip) -> [Deed] {
        while take(anyOf: SentenceWords.openings) || takeComma() {}
        guard let verb = takeVerb() else { throw notAVerb }
        switch verb {
        case .click: return [.click(try readTarget(.click), .left)]
        case .doubleClick: return [.click(try readTarget(.doubleClick), .double)]
        case .rightClick: return [.click(try readTarget(.rightClick), .right)]
        case .middleClick: return [.click(try readTarget(.middleClick), .middle)]
        case .hover: return [.hover(try readTarget(.hover))]
        case .type: return [try readTyping()]
        case .press: return try readPress()
        case .scroll: return [try readScroll()]
        case .drag:
            let start = try readTarget(.drag)
            guard take(anyOf: [["to"], ["onto"], ["on", "to"], ["into"]]) else {
                throw slip("where it is dragged to is not said", .drag)
            }
            return [.drag(from: start, to: try readTarget(.drag))]
        case .wait: return [try readWait()]
        case .check:
            _ = take(anyOf: [["that"], ["whether"], ["if"]])
            return [.check(try readShownText(.check))]
        }
    }

    private var notAVerb: SentenceSlip {
        guard let word = peek?.word else { return slip("it begins with no verb", nil) }
        let known = SentenceVerb.allCases.flatMap { $0.words.map { $0.joined(separator: "-") } }
        let near = nearest(to: word, among: known)
        let hint = near.map { "did you mean \(quoted($0))? " } ?? ""
        return SentenceSlip(
            offset: offset, reason: "\(shownToken) is no verb that it knows",
            hint: hint + SentenceVerb.hint)
    }

    /// What joins two steps; whether another one follows.
    private mutating func readConnector() throws(SentenceSlip) -> Bool {
        guard peek != nil else { return false }
        let start = position
        while takeComma() || take(anyOf: [["and"], ["then"]]) {}
        guard position > start else {
            throw slip("\(shownToken) is not understood here", nil)
        }
        if peek == nil { throw slip("nothing follows \(shownToken(at: position - 1))", nil) }
        return true
    }

    /// Whether a step begins here, and not a key such as Enter.
    var startsStep: Bool {
        var reader = self
        guard let verb = reader.takeVerb() else { return false }
        switch verb {
        case .type, .click:
            _ = reader.take(anyOf: [["on"], ["at"]])
            while reader.takeArticle() || reader.takeNoun() || reader.takeOrdinal() != nil {}
            return reader.peek?.quoted != nil || reader.peek?.number != nil
        case .doubleClick, .rightClick, .middleClick, .hover, .press, .scroll, .drag,
            .wait, .check:
            return true
        }
    }

    private mutating func takeVerb() -> SentenceVerb? {
        SentenceVerb.allCases.first { take(anyOf: $0.words) }
    }
}

// MARK: - Tokens

extension SentenceReader {
    var peek: GoalToken? { position < tokens.endIndex ? tokens[position] : nil }

    /// Where it stands in the goal, or behind the sentence's last token.
    var offset: Int { peek?.range.lowerBound ?? end }

    /// The token here for a message.
    var shownToken: String { shownToken(at: position) }

    func shownToken(at index: Int) -> String {
        guard tokens.indices.contains(index) else { return "the end" }
        switch tokens[index].kind {
        case .word(let text): return DeskwrightTaskFiles.shown(text)
        case .quoted(let text): return "the text \(DeskwrightTaskFiles.shown(text))"
        case .number(let number): return "\(number)"
        case .comma: return "the comma"
        case .stop: return "the full stop"
        }
    }

    func slip(_ reason: String, _ verb: SentenceVerb?) -> SentenceSlip {
        SentenceSlip(offset: offset, reason: reason, hint: verb?.hint ?? SentenceVerb.hint)
    }

    mutating func takeComma() -> Bool {
        guard peek?.kind == .comma else { return false }
        position += 1
        return true
    }

    /// Passes over the first phrase that stands here.
    mutating func take(anyOf phrases: [[String]]) -> Bool {
        guard let phrase = phrases.first(where: stands) else { return false }
        position += phrase.count
        return true
    }

    /// Whether these words come next.
    func stands(_ phrase: [String]) -> Bool {
        guard position + phrase.count <= tokens.endIndex else { return false }
        return zip(phrase, tokens[position...]).allSatisfy { $0 == $1.word }
    }

    mutating func takeArticle() -> Bool {
        guard let word = peek?.word, SentenceWords.articles.contains(word) else { return false }
        position += 1
        return true
    }

    mutating func takeNoun() -> Bool {
        if take(anyOf: [["check", "box"]]) { return true }
        guard let word = peek?.word, SentenceWords.nouns.contains(word) else { return false }
        position += 1
        return true
    }

    mutating func takeOrdinal() -> PlainWords.Ordinal? {
        guard let word = peek?.word, let ordinal = SentenceWords.ordinals[word] else { return nil }
        position += 1
        return ordinal
    }
}
