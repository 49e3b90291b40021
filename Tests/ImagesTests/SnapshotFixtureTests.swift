import DeskwrightCore
import DeskwrightImages
import Foundation
import Testing

/// Pairs of screenshots of dialogs of GTK 3, Qt 5, Tk and FLTK on Xvfb at 96 dpi, in DejaVu Sans of 13
/// pixels, with the mouse pointer away. A pair differs only in what its name says; those of cursors are
/// two looks at one program.
struct SnapshotPair: CustomTestStringConvertible {
    var folder: String
    var name: String

    var testDescription: String { "\(folder)/\(name)" }

    static func all(_ folder: String) -> [SnapshotPair] {
        let path = ScreenPicture.repository.appendingPathComponent("fixtures/snapshots/\(folder)")
            .path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix("-expected.png") }.sorted()
            .map { SnapshotPair(folder: folder, name: String($0.dropLast(13))) }
    }

    func frames() throws -> (expected: Frame, actual: Frame) {
        (try frame("expected"), try frame("actual"))
    }

    private func frame(_ part: String) throws -> Frame {
        let file = ScreenPicture.repository
            .appendingPathComponent("fixtures/snapshots/\(folder)/\(name)-\(part).png")
        return try PNGDecoder.decode([UInt8](Data(contentsOf: file)))
    }
}

struct SnapshotFixtureTests {
    @Test(arguments: SnapshotPair.all("must-fail"))
    func whatAPersonWouldMindFails(pair: SnapshotPair) throws {
        let (expected, actual) = try pair.frames()
        for (one, other) in [(expected, actual), (actual, expected)] {
            let comparison = SnapshotComparison(expected: one, actual: other)
            #expect(!comparison.passes, "\(comparison)")
            #expect(comparison.pixelCount > 0)
        }
    }

    @Test(arguments: SnapshotPair.all("must-pass"))
    func whatNobodyWouldMindPasses(pair: SnapshotPair) throws {
        let (expected, actual) = try pair.frames()
        #expect(expected != actual, "they differ at all")
        for (one, other) in [(expected, actual), (actual, expected)] {
            let comparison = SnapshotComparison(expected: one, actual: other)
            #expect(comparison.passes, "\(comparison)")
        }
    }

    @Test func bothFoldersHavePicturesOfFourToolkits() {
        for folder in ["must-fail", "must-pass"] {
            let pairs = SnapshotPair.all(folder)
            #expect(pairs.count >= 8)
            let toolkits = Set(pairs.map { $0.name.prefix { $0 != "-" } })
            #expect(toolkits == ["fltk", "gtk", "qt", "tk"])
        }
    }

    /// A picture of a number is not found where another number stands.
    @Test(arguments: [
        "fltk-3-8", "gtk-digit", "qt-1-7", "qt-3-8", "qt-dark-digit", "qt-disabled-digit",
        "tk-1-7", "gtk-value-missing",
    ])
    func aPictureOfANumberIsNotFoundInAnother(name: String) throws {
        let (expected, actual) = try SnapshotPair(folder: "must-fail", name: name).frames()
        let screen = expected.size.bounds
        let area = try #require(Difference.between(expected, actual).area)
        for margin in [4, 12] {
            let part = expected.part(area.inset(by: -margin).intersection(screen))
            let pattern = ImagePattern(part)
            let found = ImageSearch.sightings(of: [pattern], in: screen, of: expected)
            #expect(found.first?.similarity == 1)
            #expect(ImageSearch.sightings(of: [pattern], in: screen, of: actual).isEmpty)
        }
    }
}
