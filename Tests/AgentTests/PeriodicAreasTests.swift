import DeskwrightCore
import DeskwrightImages
import Testing

@testable import DeskwrightAgent

struct PeriodicAreasTests {
    private static let spinner = Rect(x: 500, y: 20, width: 24, height: 24)
    private static let caret = Rect(x: 40, y: 40, width: 2, height: 16)

    private func learnt(
        _ frame: Rect, at times: [Int]
    ) -> (areas: PeriodicAreas, counted: [Bool]) {
        var areas = PeriodicAreas()
        areas.beginWatch()
        let counted = times.map { !areas.see(frame, at: $0).isEmpty }
        return (areas, counted)
    }

    @Test func aSpinnerCountsUntilItIsLearnt() {
        let (_, counted) = learnt(Self.spinner, at: (0...12).map { 80 * $0 })
        #expect(counted == (0...12).map { $0 < 8 })
    }

    @Test func aClockAndATextCursorAreLearntAtTheFourthChange() {
        #expect(learnt(Self.caret, at: [0, 530, 1060, 1590]).counted == [true, true, true, false])
        #expect(
            learnt(Self.caret, at: [0, 1000, 1999, 3010]).counted == [true, true, true, false])
    }

    @Test func whatIsLearntIsKnownInTheNextStep() {
        var areas = learnt(Self.spinner, at: (0...8).map { 80 * $0 }).areas
        areas.beginWatch()
        #expect(areas.see(Self.spinner, at: 3).isEmpty)
        #expect(areas.contains(Self.spinner))
    }

    @Test func theTimeBetweenStepsIsNoPace() {
        var areas = PeriodicAreas()
        for _ in 0..<6 {
            areas.beginWatch()
            #expect(areas.see(Self.caret, at: 10).count == 1)
        }
    }

    static let notPeriodic: [(name: String, frame: Rect, times: [Int])] = [
        ("a short animation", spinner, (0...20).map { 16 * $0 }),
        ("no pace", spinner, [0, 100, 400, 500, 1_100, 1_250, 2_000]),
        ("three times", spinner, [0, 500, 1_000]),
        ("too large", Rect(x: 0, y: 0, width: 80, height: 60), (0...20).map { 100 * $0 }),
    ]

    @Test(arguments: notPeriodic)
    func otherChangesGoOnCounting(_ row: (name: String, frame: Rect, times: [Int])) {
        #expect(learnt(row.frame, at: row.times).counted.allSatisfy { $0 }, "\(row.name)")
    }

    @Test func aCharacterBesideTheBlinkingCursorCounts() {
        var areas = learnt(Self.caret, at: [0, 530, 1060, 1590]).areas
        #expect(areas.see(Self.caret, at: 2120).isEmpty)
        let typed = Rect(x: 40, y: 40, width: 11, height: 16)
        #expect(areas.see(typed, at: 2200).count == 1)
    }

    @Test func textTypedAtASteadyPaceCounts() {
        var areas = PeriodicAreas()
        for index in 0..<40 {
            let typed = Rect(x: 40 + 9 * index, y: 40, width: 11, height: 16)
            #expect(areas.see(typed, at: 100 * index).count == 1)
        }
    }

    @Test func theRestCountsBesideASpinner() {
        var areas = learnt(Self.spinner, at: (0...9).map { 80 * $0 }).areas
        let other = ChangedArea(frame: Rect(x: 0, y: 0, width: 9, height: 9), pixelCount: 9)
        let both = [ChangedArea(frame: Self.spinner, pixelCount: 90), other]
        #expect(areas.setAside(both, at: .milliseconds(800)) == [other])
    }

    @Test func whatIsPaintedOverIsForgotten() {
        var areas = learnt(Self.spinner, at: (0...9).map { 80 * $0 }).areas
        _ = areas.see(Rect(x: 0, y: 0, width: 600, height: 400), at: 900)
        #expect(!areas.contains(Self.spinner))
    }
}

extension PeriodicAreas {
    fileprivate mutating func see(_ frame: Rect, at milliseconds: Int) -> [ChangedArea] {
        setAside(
            [ChangedArea(frame: frame, pixelCount: frame.area)], at: .milliseconds(milliseconds))
    }
}
