import DeskwrightCore

/// What a line says: read at one size, and where the reader is not sure of it at another one too.
enum LineReading {
    /// The height of a line in the pictures that Tesseract reads best, in pixels: first, and when in doubt.
    private static let heights = [32.0, 48.0]
    /// Small print is enlarged at most so far.
    private static let scales = 1.0...4.0
    /// Lower lines are enlarged like those of this height.
    private static let lowest = 11.0
    /// Below it another try is worth its time.
    private static let doubt = 0.8

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
            if best.map({ confidence(of: placed) > confidence(of: $0) }) ?? true { best = placed }
            if (best ?? []).allSatisfy({ $0.confidence >= doubt }) { break }
        }
        return best.map { withoutJunk($0, in: line) }
    }

    /// Words like "no" are lower than others of their size, and would be enlarged too much.
    private static func scale(of line: LinePixels, _ height: Double) -> Double {
        let lineHeight = max(Double(line.size.height), LineReading.lowest)
        return min(max(height / lineHeight, scales.lowerBound), scales.upperBound)
    }

    private static func confidence(of words: [TextWord]) -> Double {
        words.isEmpty ? 0 : words.map(\.confidence).reduce(0, +) / Double(words.count)
    }

    /// Icons and arrows are read as short words that the reader is not sure of.
    private static func withoutJunk(_ words: [TextWord], in line: LinePixels) -> [TextWord] {
        let isIcon = words.count == 1 && TextLineFinder.isIconLike(line.size)
        return words.filter { word in
            let isWord = word.text.count(where: { $0.isLetter || $0.isNumber }) >= 3
            let least = isWord ? 0.1 : isIcon ? 0.95 : 0.4
            return !word.text.isEmpty && word.confidence >= least
        }
    }
}
