import DeskwrightCore

/// Reads the text of frames, and keeps what it read of each line: what did not change is not read again.
///
/// For one thread at a time. Tesseract is started when the first line is read.
package final class TextReader {
    private let language: String
    private var engine: TesseractEngine?
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
        var lines: [TextLine] = []
        let finder = TextLineFinder(pixels)
        for place in finder.lines() {
            guard let line = LinePixels(place, of: frame) else { continue }
            let words = try words(of: line, at: place)
            if !words.isEmpty { lines.append(TextLine(words: words, at: place)) }
        }
        forget()
        lines = lines.joinedByPitch(isParted: finder.isBarred)
        recent.keep(lines, of: frame, in: area)
        return lines
    }

    /// In pixels from the line's corner.
    private func words(of line: LinePixels, at place: Rect) throws(SightError) -> [TextWord] {
        if let found = known[line] {
            found.look = lookCount
            return found.words
        }
        guard let words = LineReading.words(of: line, try startedEngine()) else {
            throw .cannotRead(place)
        }
        readCount += 1
        known[line] = KnownLine(words: words, look: lookCount)
        return words
    }

    /// Starts Tesseract now, so that the first look need not.
    ///
    /// - Throws: ``SightError/libraryMissing(reason:)``, ``SightError/languageMissing(_:folder:)``
    package func start() throws(SightError) {
        _ = try startedEngine()
    }

    private func startedEngine() throws(SightError) -> TesseractEngine {
        if let engine { return engine }
        let engine = try TesseractEngine(language: language)
        self.engine = engine
        return engine
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
