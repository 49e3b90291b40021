import DeskwrightCore
import Dispatch
import Synchronization

/// What a line says: read at one size, and where the reader is not sure of it at another one too.
enum LineReading {
    /// The heights of a line in the pictures that Tesseract reads best, in pixels: first, and while in doubt.
    private static let heights = [30.0, 24, 40]
    /// Small print is enlarged at most so far.
    private static let scales = 1.0...4.0
    /// Lower lines are enlarged like those of this height.
    private static let lowest = 11.0
    /// Below it another try is worth its time.
    private static let doubt = 0.85

    /// Fewer lines are read sooner than another engine is at work.
    private static let linesPerEngine = 6

    /// The words of each line, as ``words(of:_:)``, by as many engines as are idle.
    static func words(
        of lines: [LinePixels], in language: String
    ) throws(SightError) -> [[TextWord]?] {
        let count = 1 + lines.count / linesPerEngine
        let shared = TesseractEngines.shared
        let engines = try shared.borrow(count, for: language)
        let next = Atomic(0)
        let found = Mutex([[TextWord]?](repeating: nil, count: lines.count))
        DispatchQueue.concurrentPerform(iterations: engines.count) { number in
            defer { shared.giveBack([engines[number]]) }
            // The first one reads to the end, whoever waits.
            while number == 0 || !shared.isWanted {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < lines.count else { return }
                let words = words(of: lines[index], engines[number])
                found.withLock { $0[index] = words }
            }
        }
        return found.withLock { $0 }
    }

    /// The words, in pixels from the line's corner; `nil` when Tesseract fails.
    static func words(of line: LinePixels, _ engine: TesseractEngine) -> [TextWord]? {
        var best: [TextWord]?
        for height in heights {
            let picture = LinePicture(line, scale: scale(of: line, height))
            guard let words = engine.words(in: picture) else { return nil }
            let placed = words.map { word in
                TextWord(
                    text: word.text, frame: picture.source(of: word.frame, in: line.size),
                    confidence: word.confidence)
            }
            best = best.map { surer($0, placed) } ?? placed
            guard let best, best.isEmpty || best.contains(where: { $0.confidence < doubt }) else {
                break
            }
        }
        return best.map { withoutJunk($0, in: line) }
    }

    /// Words like "no" are lower than others of their size, and would be enlarged too much.
    private static func scale(of line: LinePixels, _ height: Double) -> Double {
        let lineHeight = max(Double(line.size.height), LineReading.lowest)
        return min(max(height / lineHeight, scales.lowerBound), scales.upperBound)
    }

    /// Word by word where both have as many, else the surer as a whole.
    private static func surer(_ one: [TextWord], _ other: [TextWord]) -> [TextWord] {
        if one.count == other.count {
            return zip(one, other).map { $0.confidence >= $1.confidence ? $0 : $1 }
        }
        return confidence(of: other) > confidence(of: one) ? other : one
    }

    private static func confidence(of words: [TextWord]) -> Double {
        words.isEmpty ? 0 : words.map(\.confidence).reduce(0, +) / Double(words.count)
    }

    /// Icons and arrows are read as short words that the reader is not sure of.
    private static func withoutJunk(_ words: [TextWord], in line: LinePixels) -> [TextWord] {
        let isIcon = words.count == 1 && TextLineFinder.isIconLike(line.size)
        let sure = words.filter { !$0.text.isEmpty && $0.confidence >= least($0, isIcon: isIcon) }
        if sure.count == 1, let letter = onlyLetter(sure[0]) { return [letter] }
        guard sure.allSatisfy({ $0.text.count == 1 }) else { return sure }
        // Icons side by side.
        guard sure.count == words.count else { return [] }
        return sure.count > 1 || sure.allSatisfy { isLetter($0, in: line) } ? sure : []
    }

    /// A capital and the small letter of the same shape, which the reader takes one letter for that stands alone:
    /// nothing beside it shows how large letters are.
    private static func onlyLetter(_ word: TextWord) -> TextWord? {
        guard let first = word.text.first, let last = word.text.last, word.text.count == 2,
            first != last, first.lowercased() == last.lowercased(),
            10 * word.frame.width <= 12 * word.frame.height
        else { return nil }
        var letter = word
        letter.text = String(first)
        return letter
    }

    private static func least(_ word: TextWord, isIcon: Bool) -> Double {
        let count = word.text.count(where: { $0.isLetter || $0.isNumber })
        return count >= 3 ? 0.1 : isIcon && count < 2 ? 0.95 : 0.4
    }

    /// Whether a line with one letter has one: it may be an icon, an arrow or the knob of a slider, too.
    private static func isLetter(_ word: TextWord, in line: LinePixels) -> Bool {
        let (width, height) = (line.size.width, line.size.height)
        let isThin = "-—=~_".contains(word.text)
        let isOfLetterShape =
            (width <= 8 || height <= 2 * width)
            && (isThin && word.text != "=" || 10 * width <= 22 * height)
        let isSign = !word.text.contains { $0.isLetter || $0.isNumber }
        return word.confidence >= (isThin ? 0.86 : isSign ? 0.7 : 0.78) && isOfLetterShape
            && !line.hasManyColours
    }
}
