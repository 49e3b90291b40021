import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Testing

struct SnapshotComparisonTests {
    private let size = Size(width: 120, height: 40)

    private func white(_ size: Size? = nil) -> Frame {
        Frame(size: size ?? self.size, filledWith: .white)
    }

    /// Two words of letters as high as digits, on the rows from 15 on.
    private func text() -> Frame {
        let letters = [20, 29, 38, 80, 89].flatMap { left in
            Rect(x: left, y: 15, width: 2, height: 10).points
                + Rect(x: left + 2, y: 15, width: 4, height: 2).points
                + Rect(x: left + 2, y: 23, width: 4, height: 2).points
        }
        return white().changed(letters) { _ in .black }
    }

    @Test func equalPicturesPass() {
        let comparison = SnapshotComparison(expected: text(), actual: text())
        #expect(comparison.passes)
        #expect(comparison.pixelCount == 0)
        #expect(comparison.description == "looks as it should")
    }

    @Test func otherSizesFail() {
        let comparison = SnapshotComparison(
            expected: white(), actual: white(Size(width: 119, height: 40)))
        #expect(!comparison.passes)
        #expect(comparison.description == "the size is 119x40 and should be 120x40")
        #expect(comparison.picture() == nil)
    }

    @Test func placesAreToldWithWhatDecided() {
        let first = Rect(x: 4, y: 30, width: 8, height: 1)
        let second = Rect(x: 90, y: 2, width: 3, height: 3)
        let actual = text().changed(first.points + second.points) { _ in .black }
        let comparison = SnapshotComparison(expected: text(), actual: actual)
        #expect(
            comparison.differences.map(\.frame) == [second, first])
        #expect(comparison.differences.map(\.density) == [9, 8])
        #expect(comparison.pixelCount == 17)
        #expect(
            comparison.description
                == "looks different at 3x3+90+2, 9 pixels; 8x1+4+30, 8 pixels")
    }

    @Test func moreThanThreePlacesAreCounted() {
        let dots = [1, 41, 81, 118].map { Point(x: $0, y: 3) }
        let actual = white().changed(dots) { _ in .black }
        let comparison = SnapshotComparison(expected: white(), actual: actual)
        #expect(comparison.differences.count == 4)
        #expect(comparison.description.hasSuffix("1x1+81+3, 1 pixels; 1 more"))
    }

    @Test(arguments: [(3, true), (4, false)])
    func faintPixelsCountAQuarter(count: Int, passes: Bool) {
        let grey = Color(red: 235, green: 235, blue: 235)
        let dots = (0..<count).map { Point(x: 50 + 3 * $0, y: 5) }
        let actual = white().changed(dots) { _ in grey }
        #expect(SnapshotComparison(expected: white(), actual: actual).passes == passes)
        // So many far from each other are nothing.
        let far = (0..<7).map { Point(x: 17 * $0, y: 5) }
        let scattered = white().changed(far) { _ in grey }
        #expect(SnapshotComparison(expected: white(), actual: scattered).passes)
    }

    @Test(arguments: [
        (Color(red: 90, green: 0, blue: 0), false), (Color(red: 0, green: 0, blue: 110), false),
        (Color(red: 140, green: 140, blue: 140), false), (Color(red: 3, green: 3, blue: 3), true),
    ])
    func textInAnotherColourFails(color: Color, passes: Bool) {
        let ink = text().points.filter { text()[$0] == .black }
        let actual = text().changed(ink) { _ in color }
        #expect(SnapshotComparison(expected: text(), actual: actual).passes == passes)
    }

    @Test(arguments: [
        Rect(x: 40, y: 10, width: 10, height: 10), Rect(x: -90, y: -90, width: 900, height: 900),
        Rect(x: 44, y: 0, width: 2, height: 99),
    ])
    func whatIsMaskedDoesNotCount(mask: Rect) {
        let actual = white().changed([Point(x: 44, y: 14), Point(x: 45, y: 15)]) { _ in .black }
        let comparison = SnapshotComparison(expected: white(), actual: actual, masks: [mask])
        #expect(comparison.passes)
        #expect(comparison.pixelCount == 0)
    }

    @Test(arguments: [
        Rect(x: 44, y: 10, width: 1, height: 5), Rect(x: 200, y: 200, width: 50, height: 50),
        Rect(x: -50, y: -50, width: 20, height: 20), Rect(x: 40, y: 10, width: 0, height: 40),
        Rect(x: 50, y: 20, width: -20, height: -20),
    ])
    func whatIsNotMaskedCounts(mask: Rect) {
        let actual = white().changed([Point(x: 44, y: 14), Point(x: 45, y: 15)]) { _ in .black }
        let comparison = SnapshotComparison(expected: white(), actual: actual, masks: [mask])
        #expect(!comparison.passes)
    }

    /// Bars between the words of `text()`, whose letters stand on the rows from 15 to 24.
    @Test(arguments: [
        (Rect(x: 60, y: 11, width: 1, height: 17), true),
        (Rect(x: 60, y: 11, width: 2, height: 17), true),
        (Rect(x: 60, y: 11, width: 3, height: 17), false),
        // As high as the letters, or on one side only higher.
        (Rect(x: 60, y: 15, width: 1, height: 10), false),
        (Rect(x: 60, y: 11, width: 1, height: 14), false),
        (Rect(x: 60, y: 15, width: 1, height: 14), false),
        // Higher than any text's.
        (Rect(x: 60, y: 8, width: 1, height: 25), false),
    ])
    func aTextCursorIsPassedOver(bar: Rect, passes: Bool) {
        let actual = text().changed(bar.points) { _ in .black }
        #expect(SnapshotComparison(expected: text(), actual: actual).passes == passes)
        #expect(SnapshotComparison(expected: actual, actual: text()).passes == passes)
    }

    @Test(arguments: [(13, false), (14, true)])
    func aCursorAloneIsHigh(height: Int, passes: Bool) {
        let bar = Rect(x: 60, y: 11, width: 1, height: height)
        let actual = white().changed(bar.points) { _ in .black }
        #expect(SnapshotComparison(expected: white(), actual: actual).passes == passes)
    }

    @Test func aBarThatIsNotStraightOrHasTwoColoursIsNoCursor() {
        let bar = Rect(x: 60, y: 11, width: 1, height: 17)
        let serif = [Point(x: 59, y: 11), Point(x: 61, y: 11)]
        let half = Rect(x: 60, y: 11, width: 1, height: 8)
        for other in [
            text().changed(bar.points + serif) { _ in .black },
            text().changed(bar.points) { _ in .black }
                .changed(half.points) { _ in Color(red: 200, green: 0, blue: 0) },
        ] {
            #expect(!SnapshotComparison(expected: text(), actual: other).passes)
        }
    }

    @Test func thePictureShowsWhatDiffersAndWhatWasPassedOver() throws {
        let bar = Rect(x: 60, y: 11, width: 1, height: 17)
        let dot = Point(x: 4, y: 30)
        let actual = text().changed(bar.points + [dot]) { _ in .black }
        let comparison = SnapshotComparison(
            expected: text(), actual: actual, masks: [Rect(x: 100, y: 0, width: 5, height: 5)])
        let picture = try #require(comparison.picture())
        #expect(picture[dot] == Color(red: 230, green: 0, blue: 0))
        #expect(picture[Point(x: 60, y: 20)] == Color(red: 240, green: 200, blue: 0))
        #expect(picture[Point(x: 20, y: 20)] == Color(red: 191, green: 191, blue: 191))
        #expect(picture[Point(x: 0, y: 0)] == .white)
        #expect(picture[Point(x: 102, y: 2)] == Color(red: 206, green: 206, blue: 255))
    }
}
