import DeskwrightCTesseract
import DeskwrightCore
import Glibc
import Synchronization

/// Tesseract with its language data, for one thread at a time; making one takes about 50 ms.
///
/// - SeeAlso: tesseract/capi.h, 5.3.
final class TesseractEngine: Sendable {
    let language: String
    private let handle: Mutex<OpaquePointer>

    /// The most words of one line.
    private static let wordLimit = 256

    init(language: String) throws(SightError) {
        if let reason = ctesseract_load() {
            throw .libraryMissing(reason: String(cString: reason))
        }
        guard let handle = ctesseract_open(language) else {
            let folder = getenv("TESSDATA_PREFIX").map { String(cString: $0) }
            throw .languageMissing(language, folder: folder)
        }
        self.language = language
        self.handle = Mutex(handle)
    }

    deinit {
        handle.withLock { ctesseract_close($0) }
    }

    /// The words of a line, with their places in the picture; `nil` when Tesseract fails.
    func words(in picture: LinePicture) -> [TextWord]? {
        var words = [ctesseract_word](
            repeating: ctesseract_word(), count: TesseractEngine.wordLimit)
        let count = handle.withLock { handle in
            ctesseract_read(
                handle, picture.greys, Int32(picture.size.width), Int32(picture.size.height),
                &words, Int32(words.count))
        }
        return count < 0 ? nil : words.prefix(Int(count)).map(TextWord.init)
    }
}

extension TextWord {
    fileprivate init(_ word: ctesseract_word) {
        text = withUnsafeBytes(of: word.text) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        frame = Rect(
            x: Int(word.left), y: Int(word.top), width: Int(word.right - word.left),
            height: Int(word.bottom - word.top))
        confidence = Double(word.confidence) / 100
    }
}
