import DeskwrightCore
import DeskwrightSight

/// Words of a line that may be the name of something.
struct Phrase: Sendable, Hashable {
    var text: String
    /// In screen pixels.
    var frame: Rect
    /// Whether every word was read without doubt.
    var isCertain: Bool

    /// How sure the reader has to be of every word, from 0 to 1.
    private static let certainty = 0.8
    private static let lengthMax = 60

    /// `nil` for what no target can say.
    init?(_ words: some Collection<TextWord>) {
        let named = Array(words).withoutSigns
        guard let first = named.first else { return nil }
        text = named.map(\.text).joined(separator: " ")
        frame = named.map(\.frame).reduce(first.frame) { $0.union($1) }
        let letters = text.filter { $0.isLetter || $0.isNumber }.count
        isCertain = letters >= 2 && named.allSatisfy { $0.confidence >= Phrase.certainty }
        let isPattern = text.hasPrefix("/") && text.hasSuffix("/")
        guard letters > 0, !isPattern, text.count <= Phrase.lengthMax else { return nil }
    }

    /// Whether a click in the middle would hit the same thing.
    func isHit(by point: Point, _ care: PlaceNaming.Care) -> Bool {
        let slack: Int
        switch care {
        case .loose: slack = max(12, 2 * frame.width / 5)
        case .exact: slack = 4
        }
        return abs(point.x - frame.center.x) <= slack
            && abs(point.y - frame.center.y) <= frame.height / 2 + Phrase.reach(frame)
    }

    /// Whether a place that was found is this one.
    func covers(_ place: Rect) -> Bool {
        place.contains(frame.center) || frame.contains(place.center)
    }

    /// So far above and below its letters a button can be clicked, in pixels.
    private static func reach(_ frame: Rect) -> Int { max(4, frame.height / 2) }

    /// What may be meant at a point: words that stand close together, the word, the whole line.
    static func phrases(
        at point: Point, in lines: [TextLine], _ care: PlaceNaming.Care
    ) -> [Phrase] {
        let near = lines.filter { line in
            line.frame.inset(by: -reach(line.frame)).contains(point)
        }
        let line = near.min {
            abs($0.frame.center.y - point.y) < abs($1.frame.center.y - point.y)
        }
        guard let line else { return [] }
        let word = line.words.min { $0.frame.gap(to: point) < $1.frame.gap(to: point) }
        let runs = line.runs.filter { run in word.map(run.contains) ?? false }
        let choices = [runs.first.flatMap { Phrase($0) }, word.flatMap { Phrase([$0]) }]
        let wanted = care == .exact ? choices.reversed() : choices
        var phrases: [Phrase] = []
        for phrase in wanted + [Phrase(line.words)] {
            if let phrase, !phrases.contains(phrase) { phrases.append(phrase) }
        }
        return phrases
    }

    /// What may be labels: words that stand close together, up to a colon; each is there once.
    static func labels(of lines: [TextLine]) -> [Phrase] {
        let all = lines.flatMap(\.runs).compactMap { run -> Phrase? in
            let colon = run.firstIndex { $0.text.hasSuffix(":") }
            return Phrase(run.prefix((colon ?? run.count - 1) + 1))
        }
        let counts = Dictionary(all.map { ($0.text, 1) }, uniquingKeysWith: +)
        return all.filter { counts[$0.text] == 1 }
    }
}

extension [TextWord] {
    /// Without icons before and after the words, which are read as signs.
    fileprivate var withoutSigns: ArraySlice<TextWord> {
        let start = firstIndex(where: \.isWord) ?? count
        let end = lastIndex(where: \.isWord).map { $0 + 1 } ?? start
        return self[start..<Swift.max(start, end)]
    }
}

extension TextWord {
    fileprivate var isWord: Bool {
        text.contains { $0.isLetter || $0.isNumber } && (confidence > 0.5 || text.count > 2)
    }
}

extension TextLine {
    /// Its words, parted where the space between two is wider than the line is high.
    fileprivate var runs: [[TextWord]] {
        var runs: [[TextWord]] = []
        for word in words {
            if let last = runs.last?.last, word.frame.x - last.frame.right <= frame.height {
                runs[runs.count - 1].append(word)
            } else {
                runs.append([word])
            }
        }
        return runs
    }
}

extension Rect {
    /// Pixels to the left or right of it; 0 above, below and inside.
    fileprivate func gap(to point: Point) -> Int { max(x - point.x, point.x - right, 0) }
}
