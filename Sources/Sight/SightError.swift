import DeskwrightCore

/// Why text on a screen cannot be read.
package enum SightError: Failure, Hashable {
    /// Tesseract is not installed, or not whole; the reason is the system's.
    case libraryMissing(reason: String)
    /// Tesseract has no data for a language in the folder where it looks.
    case languageMissing(String, folder: String?)
    /// Tesseract gave up on a line, which has these pixels.
    case cannotRead(Rect)
    /// What stands between slashes is no regular expression; the reason is Swift's.
    case badPattern(String, reason: String)
    /// A target has no characters.
    case emptyTarget
    /// A target is nowhere; the places have what is most like it.
    case notSeen(String, nearest: [TextSighting])
    /// A target is in several places.
    case seenOften(String, places: [TextSighting])
    /// A target is not in so many places.
    case seenLessOften(String, nth: Int, places: [TextSighting])

    package var kind: FailureKind {
        switch self {
        case .libraryMissing, .languageMissing, .cannotRead: .environment
        case .badPattern, .emptyTarget: .usage
        case .notSeen, .seenOften, .seenLessOften: .task
        }
    }

    package var message: String {
        switch self {
        case .libraryMissing(let reason):
            "text on the screen cannot be read: Tesseract cannot be loaded: \(reason)"
        case .languageMissing(let language, let folder):
            "text on the screen cannot be read: Tesseract has no data for \(quoted(language)) in "
                + (folder.map { "\($0), which TESSDATA_PREFIX names" } ?? "its own folder")
        case .cannotRead(let area):
            "Tesseract cannot read the line at \(area)"
        case .badPattern(let pattern, let reason):
            "/\(pattern)/ is not a regular expression: \(reason)"
        case .emptyTarget: "there is no text to look for"
        case .notSeen(let target, _): "\(quoted(target)) is not to be seen"
        case .seenOften(let target, let places):
            "\(quoted(target)) is to be seen \(places.count) times" + list(places)
        case .seenLessOften(let target, let nth, let places):
            "\(quoted(target)) number \(nth) is not to be seen, only \(places.count)" + list(places)
        }
    }

    package var hint: String? {
        switch self {
        case .libraryMissing: "install the Debian package libtesseract5"
        case .languageMissing(let language, let folder):
            (folder.map { _ in "unset TESSDATA_PREFIX, or " } ?? "")
                + "install the Debian package tesseract-ocr-\(language)"
        case .cannotRead, .badPattern, .emptyTarget: nil
        case .notSeen(_, let nearest):
            nearest.isEmpty ? nil : "most like it" + list(nearest)
        case .seenOften: "say which one it is: nth counts from 1, from the top"
        case .seenLessOften: nil
        }
    }

    private func list(_ places: [TextSighting]) -> String {
        ":" + places.map { "\n  \($0)" }.joined()
    }
}
