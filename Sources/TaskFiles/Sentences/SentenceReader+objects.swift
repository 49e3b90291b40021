import DeskwrightCore

/// What the verbs are followed by.
extension SentenceReader {
    /// A point, or words that are looked for.
    mutating func readTarget(_ verb: SentenceVerb) throws(SentenceSlip) -> PlainTarget {
        _ = take(anyOf: [["on", "top", "of"], ["on"], ["at"], ["over"], ["from"], ["to"], ["in"]])
        if let point = try takePoint(verb) { return .point(point) }
        return .words(try readWords(verb))
    }

    private mutating func takePoint(_ verb: SentenceVerb) throws(SentenceSlip) -> Point? {
        let start = position
        _ = take(anyOf: [["the", "point"], ["point"], ["the", "position"], ["position"]])
        guard let x = peek?.number else {
            position = start
            return nil
        }
        position += 1
        _ = takeComma()
        guard let y = peek?.number, max(x, y) <= 65_535 else {
            throw slip("a point has two numbers", verb)
        }
        position += 1
        return Point(x: x, y: y)
    }

    private mutating func readWords(_ verb: SentenceVerb) throws(SentenceSlip) -> PlainWords {
        var words = try readName(verb)
        for (phrase, side) in SentenceWords.sides where stands(phrase) {
            position += phrase.count
            let other = try readName(verb)
            words.relation = PlainWords.Relation(side: side, text: other.text, nth: other.nth)
            return words
        }
        passOverPlace()
        return words
    }

    /// Words of the screen, with what people call them before and after.
    private mutating func readName(_ verb: SentenceVerb) throws(SentenceSlip) -> PlainWords {
        _ = takeArticle()
        let nth = takeOrdinal()
        while takeNoun() {}
        guard let text = peek?.quoted else {
            throw slip("words of the screen in quotes are expected, not \(shownToken)", verb)
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw slip("there is nothing in the quotes", verb)
        }
        position += 1
        while takeNoun() {}
        return PlainWords(text: text, nth: nth)
    }

    /// "from the menu" says nothing that is looked at.
    private mutating func passOverPlace() {
        let start = position
        guard take(anyOf: [["from"], ["in"]]), takeArticle(), takeNoun() else {
            position = start
            return
        }
        while takeNoun() {}
        if peek?.quoted != nil { position = start }
    }

    // MARK: Keyboard

    mutating func readTyping() throws(SentenceSlip) -> Deed {
        _ = takeArticle()
        while takeNoun() {}
        guard let text = peek?.quoted else {
            throw slip("the text to type is expected in quotes, not \(shownToken)", .type)
        }
        guard !text.isEmpty else { throw slip("there is nothing in the quotes", .type) }
        position += 1
        guard take(anyOf: [["into"], ["in", "to"], ["in"], ["to"]]) else {
            return .type(text, into: nil)
        }
        return .type(text, into: try readTarget(.type))
    }

    /// Keys, or a button that somebody says to press.
    mutating func readPress() throws(SentenceSlip) -> [Deed] {
        let start = position
        _ = take(anyOf: [["on"]])
        while takeArticle() || takeNoun() || takeOrdinal() != nil {}
        let named = peek
        let isBare = position == start
        position = start
        if let text = named?.quoted {
            if isBare, isKeyLike(text) {
                throw SentenceSlip(
                    offset: offset, reason: "\(shownToken) may be a key or a button",
                    hint: "write Press \(text) for the key, Click \(quoted(text)) for the button")
            }
            return [.click(try readTarget(.press), .left)]
        }
        var deeds = [try readChord()]
        while let next = try takeFurtherChord() { deeds.append(next) }
        return deeds
    }

    private func isKeyLike(_ text: String) -> Bool {
        guard let keys = try? ActionText.parseChord(text) else { return false }
        let isNamed = Key.commonNames.contains(text.lowercased())
        return isNamed || keys.count > 1 && keys.allSatisfy { $0.keysym != nil }
    }

    /// After a comma or "and", where no other step begins.
    private mutating func takeFurtherChord() throws(SentenceSlip) -> Deed? {
        var reader = self
        while reader.takeComma() || reader.take(anyOf: [["and"], ["then"]]) {}
        guard reader.position > position, reader.peek?.word != nil, !reader.startsStep else {
            return nil
        }
        _ = reader.take(anyOf: [["the"]])
        guard (try? reader.readKeys()) != nil else { return nil }
        while takeComma() || take(anyOf: [["and"], ["then"]]) {}
        return try readChord()
    }

    /// "A" is a key.
    private mutating func readChord() throws(SentenceSlip) -> Deed {
        _ = take(anyOf: [["the"]])
        let keys = try readKeys()
        _ = take(anyOf: [["key"], ["keys"]])
        return .press(keys, times: try takeTimes(.press) ?? 1)
    }

    private mutating func readKeys() throws(SentenceSlip) -> [Key] {
        let start = position
        let name = takeKeyName()
        guard !name.isEmpty else {
            throw slip("a key is expected, not \(shownToken)", .press)
        }
        let keys = (try? ActionText.parseChord(name)) ?? []
        let unknown = keys.first { $0.keysym == nil }
        guard !keys.isEmpty, unknown == nil else {
            position = start
            let near = suggestion(for: unknown?.name ?? name, among: Key.commonNames)
            throw SentenceSlip(
                offset: offset, reason: "\(shown(name)) is no key",
                hint: near.flatMap { $0.hasPrefix("did") ? $0 : nil } ?? SentenceVerb.press.hint)
        }
        return keys.map { $0.plain(inChord: keys.count > 1) }
    }

    /// The next word, more of them where they stand around a plus, or two that name one key.
    private mutating func takeKeyName() -> String {
        let pairs = [
            "Page_Up": ["page", "up"], "Page_Down": ["page", "down"],
            "Up": ["arrow", "up"], "Down": ["arrow", "down"], "Left": ["arrow", "left"],
            "Right": ["arrow", "right"],
        ]
        for (name, words) in pairs {
            if take(anyOf: name.hasPrefix("Page") ? [words] : [words, words.reversed()]) {
                return name
            }
        }
        var name = ""
        while let part = peek?.keyText, name.isEmpty || part.hasPrefix("+") || name.isOpenChord {
            name += part
            position += 1
        }
        return name
    }

    // MARK: Wheel

    mutating func readScroll() throws(SentenceSlip) -> Deed {
        guard let word = peek?.word, let direction = ScrollDirection(rawValue: word) else {
            throw slip("down, up, left or right is expected, not \(shownToken)", .scroll)
        }
        position += 1
        var notches = try takeTimes(.scroll)
        var target: PlainTarget?
        if ["over", "on", "in", "at"].contains(peek?.word) { target = try readTarget(.scroll) }
        if notches == nil { notches = try takeTimes(.scroll) }
        return .scroll(direction, notches: notches ?? 1, over: target)
    }

    /// How often: "twice", "3 times", "three notches".
    private mutating func takeTimes(_ verb: SentenceVerb) throws(SentenceSlip) -> Int? {
        for (word, count) in [("once", 1), ("twice", 2), ("thrice", 3)] where take(anyOf: [[word]])
        {
            return count
        }
        let start = position
        _ = take(anyOf: [["by"]])
        guard let count = peek?.number ?? peek?.word.flatMap({ SentenceWords.counts[$0] }) else {
            position = start
            return nil
        }
        position += 1
        let units = [["times"], ["time"], ["notches"], ["notch"], ["lines"], ["line"]]
        guard take(anyOf: units) else { throw slip("\"times\" is expected after \(count)", verb) }
        guard (1...100).contains(count) else {
            position = start
            throw slip("\(count) times is not from 1 to 100", verb)
        }
        return count
    }

    // MARK: Looking

    mutating func readWait() throws(SentenceSlip) -> Deed {
        let isFor = stands(["for"])
        guard take(anyOf: [["until"], ["till"], ["for"]]) else {
            _ = take(anyOf: [["a", "moment"], ["a", "bit"], ["a", "little"]])
            return .pause
        }
        return .wait(try readShownText(.wait, isShownUnsaid: isFor))
    }

    mutating func readShownText(
        _ verb: SentenceVerb, isShownUnsaid: Bool = false
    ) throws(SentenceSlip) -> ShownText {
        let words = try readName(verb)
        guard words.nth == nil else {
            throw slip("whether one of several is shown cannot be told", verb)
        }
        let known = SentenceWords.states.filter { stands($0.words) }
        guard let state = known.max(by: { $0.words.count < $1.words.count }) else {
            if isShownUnsaid { return ShownText(text: words.text, isShown: true) }
            throw slip("\"is shown\" or \"is gone\" is expected, not \(shownToken)", verb)
        }
        position += state.words.count
        return ShownText(text: words.text, isShown: state.isShown)
    }
}

extension GoalToken {
    /// As a part of a key's name: digits are keys too.
    fileprivate var keyText: String? {
        switch kind {
        case .word(let text): text
        case .number(let number): String(number)
        case .quoted, .comma, .stop: nil
        }
    }
}

extension String {
    /// Whether another key has to follow; the plus key itself is `ctrl++`.
    fileprivate var isOpenChord: Bool { count > 1 && hasSuffix("+") && !hasSuffix("++") }
}

extension Key {
    /// As task files write it: people write `Ctrl+S`, and mean no shift.
    fileprivate func plain(inChord: Bool) -> Key {
        let small = name.lowercased()
        let isLetter = name.count == 1 && inChord
        return isLetter || Key.commonNames.contains(small) ? Key(small) : self
    }
}
