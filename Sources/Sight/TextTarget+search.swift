import DeskwrightCore

extension TextTarget {
    /// All places of the target, from the top.
    ///
    /// Lines that say nothing but the words come first: where there are some, words in longer lines do not
    /// count, so that "Save" is not also "Save As…". Where nothing is exactly like them, what a
    /// reader easily takes for them counts.
    package func sightings(in lines: [TextLine]) -> [TextSighting] {
        let places = runs(in: lines)
        let whole = whole(places, in: lines)
        return whole.isEmpty ? places : whole
    }

    /// The places where a line says nothing else; of an expression all, for it says itself what it matches.
    func whole(_ places: [TextSighting], in lines: [TextLine]) -> [TextSighting] {
        guard case .words = self else { return places }
        return places.filter { place in
            lines.contains {
                $0.textBehindIcon == place.text && $0.frame.contains(place.frame.center)
            }
        }
    }

    /// Also words in longer lines.
    func runs(in lines: [TextLine]) -> [TextSighting] {
        switch self {
        case .words(let words):
            let exact = runs(of: words, in: lines) { wanted, read, _ in wanted == read }
            return exact.isEmpty
                ? runs(of: words, in: lines, LookAlikes.areAlike(_:_:confidence:)) : exact
        case .pattern(let pattern):
            return lines.flatMap { matches(of: pattern, in: $0) }
        }
    }

    /// The only place of the target, or the one with a number.
    ///
    /// - Parameters:
    ///   - lines: What the screen shows.
    ///   - nth: From 1, in the order of ``sightings(in:)``; `nil` wants it to be the only one.
    /// - Returns: The place.
    /// - Throws: ``SightError/notSeen(_:nearest:)``, ``SightError/seenOften(_:places:)``,
    ///   ``SightError/seenLessOften(_:nth:places:)``
    package func sighting(
        in lines: [TextLine], nth: Int? = nil
    ) throws(SightError) -> TextSighting {
        let places = sightings(in: lines)
        guard let first = places.first else {
            throw .notSeen(quoted(text), nearest: nearest(in: lines).map { Sighting($0) })
        }
        guard let nth else {
            guard places.count == 1 else {
                throw .seenOften(quoted(text), places: places.map { Sighting($0) })
            }
            return first
        }
        guard places.indices.contains(nth - 1) else {
            throw .seenLessOften(
                quoted(text), nth: nth, places: places.map { Sighting($0) })
        }
        return places[nth - 1]
    }

    /// Runs of whole words that say the same; where the reader saw spaces between does not count.
    private func runs(
        of target: [String], in lines: [TextLine],
        _ areAlike: (_ target: Character, _ read: Character, _ confidence: Double) -> Bool
    ) -> [TextSighting] {
        let wanted = target.flatMap { TextFolding.folded($0) }
        var found: [TextSighting] = []
        for line in lines {
            let words = line.words.map { TextFolding.folded($0.text) }
            var start = 0
            while start < words.count {
                let end = end(of: wanted, in: line, words, from: start, areAlike)
                if let end { found.append(TextSighting(line.words[start..<end])) }
                start = end ?? start + 1
            }
        }
        return found
    }

    /// The first word behind a run from a word on that is alike.
    private func end(
        of wanted: [Character], in line: TextLine, _ words: [[Character]], from start: Int,
        _ areAlike: (Character, Character, Double) -> Bool
    ) -> Int? {
        var left = wanted[...]
        for index in start..<words.count {
            let word = words[index]
            guard word.count <= left.count,
                zip(left, word).allSatisfy({
                    areAlike($0, $1, line.words[index].confidence)
                })
            else { return nil }
            left = left.dropFirst(word.count)
            if left.isEmpty { return index + 1 }
        }
        return nil
    }

    private func matches(of pattern: String, in line: TextLine) -> [TextSighting] {
        guard let expression = try? Regex(pattern) else { return [] }
        let text = line.text
        return text.matches(of: expression).compactMap { match in
            let before = text[..<match.range.lowerBound].count
            let range = before..<(before + text[match.range].count)
            let words = line.words(of: range)
            return range.isEmpty || words.isEmpty ? nil : TextSighting(words)
        }
    }
}

extension TextLine {
    /// Its words without an icon or a check box before them, which is read as a short word, or as signs.
    fileprivate var textBehindIcon: String {
        guard let first = words.first, words.count > 1, first.text.count <= 2 else { return text }
        let isWord = first.confidence > 0.7 && first.text.contains { $0.isLetter || $0.isNumber }
        return isWord ? text : words.dropFirst().map(\.text).joined(separator: " ")
    }

    /// The words that have any of these characters of the line's text.
    fileprivate func words(of range: Range<Int>) -> [TextWord] {
        var start = 0
        return words.filter { word in
            defer { start += word.text.count + 1 }
            return (start..<(start + word.text.count)).overlaps(range)
        }
    }
}
