import DeskwrightCore

/// Reads the text of frames, and keeps what it read of each line: what did not change is not read again.
///
/// For one thread at a time; where many lines are new, idle cores lend a hand. Tesseract is started when the first
/// line is read.
package final class TextReader {
    private let language: String
    private var known: [LinePixels: KnownLine] = [:]
    /// How many lines were read so far, for tests.
    private(set) var readCount = 0
    /// How many times an area was gone through.
    private(set) var lookCount = 0
    private var recent = RecentLooks()

    /// What was not seen for so many looks is forgotten.
    private static let memory = 50

    /// - Parameter language: Tesseract's name for it, as in `eng`, or several as in `eng+deu`.
    package init(language: String = "eng") {
        self.language = language
    }

    /// All lines of an area, from the top.
    ///
    /// - Parameters:
    ///   - frame: The screen.
    ///   - area: In screen pixels; what lies outside the frame has no text.
    /// - Returns: Lines with at least one word.
    /// - Throws: ``SightError``
    package func lines(of frame: Frame, in area: Rect) throws(SightError) -> [TextLine] {
        if let lines = recent.lines(of: frame, in: area) { return lines }
        guard let pixels = PixelArea(area, of: frame) else { return [] }
        lookCount += 1
        let finder = TextLineFinder(pixels)
        let places = finder.lines().compactMap { place in
            LinePixels(place, of: frame).map { (place, $0) }
        }
        try learn(places)
        var lines: [TextLine] = []
        for (place, pixels) in places {
            guard let line = known[pixels] else { continue }
            line.look = lookCount
            if !line.words.isEmpty { lines.append(TextLine(words: line.words, at: place)) }
        }
        forget()
        lines = lines.joinedByPitch(isParted: finder.isBarred)
        recent.keep(lines, of: frame, in: area)
        return lines
    }

    /// Reads the lines that are not known yet.
    private func learn(_ places: [(Rect, LinePixels)]) throws(SightError) {
        var new: [LinePixels: Rect] = [:]
        for (place, line) in places where known[line] == nil { new[line] = place }
        guard !new.isEmpty else { return }
        let lines = Array(new)
        let found = try LineReading.words(of: lines.map(\.key), in: language)
        for (line, words) in zip(lines, found) {
            guard let words else { throw .cannotRead(line.value) }
            readCount += 1
            known[line.key] = KnownLine(words: words, look: lookCount)
        }
    }

    /// Starts Tesseract now, so that the first look need not.
    ///
    /// - Throws: ``SightError/libraryMissing(reason:)``, ``SightError/languageMissing(_:folder:)``
    package func start() throws(SightError) {
        try TesseractEngines.shared.start(for: language)
    }

    private func forget() {
        let oldest = lookCount - TextReader.memory
        known = known.filter { $0.value.look >= oldest }
    }
}

/// What was read, and in which look it was last seen.
private final class KnownLine {
    let words: [TextWord]
    var look: Int

    init(words: [TextWord], look: Int) {
        self.words = words
        self.look = look
    }
}

extension TextLine {
    /// The places of the words count from the corner of the line.
    fileprivate init(words: [TextWord], at place: Rect) {
        self.init(words: words.map { $0.moved(by: place) }, frame: place)
    }
}

extension TextWord {
    fileprivate func moved(by corner: Rect) -> TextWord {
        var word = self
        word.frame.x += corner.x
        word.frame.y += corner.y
        return word
    }
}
