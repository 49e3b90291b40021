import DeskwrightCore

/// Why something is not found on a screen, or cannot be looked for.
package enum SightError: Failure, Hashable {
    /// Tesseract is not installed, or not whole; the reason is the system's.
    case libraryMissing(reason: String)
    /// Tesseract has no data for a language in the folder where it looks.
    case languageMissing(String, folder: String?)
    /// Tesseract gave up on a line, which has these pixels.
    case cannotRead(Rect)
    /// What stands between slashes is no regular expression; the reason is Swift's.
    case badPattern(String, reason: String)
    /// A file is no picture to look for, or cannot be read.
    case badPicture(path: String, reason: String)
    /// A target says nothing that can be looked for.
    case emptyTarget
    /// A target is nowhere; the places have what is most like it.
    case notSeen(String, nearest: [Sighting])
    /// A target is in several places.
    case seenOften(String, places: [Sighting])
    /// A target is not in so many places.
    case seenLessOften(String, nth: Int, places: [Sighting])
    /// No window is so; of those that are shown, these are the titles, topmost first.
    case noWindow(String, shown: [String])
    /// Other windows lie over a window or a point.
    case covered(String, by: [String])
    /// A point does not lie in what it is counted from, or has to lie in.
    case outside(String, of: String, area: Rect)
    /// No field, button or check box is beside a label.
    case noField(String, label: Sighting)
    /// None of several alternatives is there, for these reasons.
    case noneSeen([SightError])

    package var kind: FailureKind {
        switch self {
        case .libraryMissing, .languageMissing, .cannotRead: .environment
        case .badPattern, .badPicture, .emptyTarget: .usage
        case .notSeen, .seenOften, .seenLessOften, .noWindow, .covered, .outside, .noField,
            .noneSeen:
            .task
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
        case .badPicture(let path, let reason):
            "the picture \(quoted(path)) cannot be looked for: \(reason)"
        case .emptyTarget: "there is nothing to look for"
        case .notSeen(let target, _): "\(target) is not to be seen"
        case .seenOften(let target, let places):
            "\(target) is to be seen \(places.count) times" + list(places)
        case .seenLessOften(let target, let nth, let places):
            "\(target), number \(nth), is not to be seen, only \(places.count)" + list(places)
        case .noWindow(let target, _): "\(target) is not shown"
        case .covered(let target, _): "\(target) is covered"
        case .outside(let point, let other, let area):
            "\(point) lies outside \(other), which is \(area)"
        case .noField(let field, let label):
            "\(field) is not to be seen: no box with straight sides is there beside \(label)"
        case .noneSeen(let failures):
            "none of \(failures.count) targets is to be seen:"
                + failures.map { "\n  \($0.message)" }.joined()
        }
    }

    package var hint: String? {
        switch self {
        case .libraryMissing: "install the Debian package libtesseract5"
        case .languageMissing(let language, let folder):
            (folder.map { _ in "unset TESSDATA_PREFIX, or " } ?? "")
                + "install the Debian package tesseract-ocr-\(language)"
        case .cannotRead, .badPattern, .badPicture, .emptyTarget, .outside, .seenLessOften,
            .noField:
            nil
        case .notSeen(_, let nearest):
            nearest.isEmpty ? nil : "most like it" + list(nearest)
        case .seenOften: "say which one it is: nth counts from 1, from the top"
        case .noWindow(_, let shown):
            shown.isEmpty
                ? "no window is shown"
                : "shown are \(DeskwrightCore.list(shown.map { quoted($0) }))"
        case .covered(_, let others):
            others.isEmpty ? nil : "above it: \(DeskwrightCore.list(others.map { quoted($0) }))"
        case .noneSeen(let failures):
            failures.compactMap(\.hint).first
        }
    }

    /// Whether the target is not there, or not to be seen: all other failures are someone's mistake.
    package var isAbsence: Bool {
        switch self {
        case .notSeen, .seenLessOften, .noWindow, .covered, .noField, .noneSeen: true
        case .libraryMissing, .languageMissing, .cannotRead, .badPattern, .badPicture, .emptyTarget,
            .seenOften,
            .outside:
            false
        }
    }

    /// Where the target is several times, or what is most like it.
    package var places: [Sighting] {
        switch self {
        case .notSeen(_, let places), .seenOften(_, let places),
            .seenLessOften(_, _, let places):
            places
        case .noField(_, let label): [label]
        case .noneSeen(let failures): failures.flatMap(\.places)
        case .libraryMissing, .languageMissing, .cannotRead, .badPattern, .badPicture, .emptyTarget,
            .noWindow,
            .covered, .outside:
            []
        }
    }

    private func list(_ places: [Sighting]) -> String {
        ":" + places.map { "\n  \($0)" }.joined()
    }
}
