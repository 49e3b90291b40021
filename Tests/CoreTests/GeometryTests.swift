import DeskwrightCore
import Testing

struct GeometryTests {
    let rect = Rect(x: 10, y: 20, width: 30, height: 40)

    @Test func edgesMoveInwardsAndOutwards() {
        let rect = Rect(x: 10, y: 20, width: 30, height: 40)
        #expect(rect.inset(by: 3) == Rect(x: 13, y: 23, width: 24, height: 34))
        #expect(rect.inset(by: -3).inset(by: 3) == rect)
    }

    @Test func theRightAndBottomEdgesAreOutside() {
        #expect(rect.contains(Point(x: 10, y: 20)))
        #expect(rect.contains(Point(x: 39, y: 59)))
        #expect(!rect.contains(Point(x: 40, y: 59)))
        #expect(!rect.contains(Point(x: 39, y: 60)))
    }

    @Test func rectanglesThatDoNotMeetShareNothing() {
        #expect(rect.intersection(Rect(x: 100, y: 0, width: 5, height: 5)).isEmpty)
        let shared = rect.intersection(Rect(x: 0, y: 0, width: 20, height: 30))
        #expect(shared == Rect(x: 10, y: 20, width: 10, height: 10))
    }

    @Test func anEmptyRectangleAddsNothing() {
        #expect(rect.union(Rect(x: 0, y: 0, width: 0, height: 9)) == rect)
        let both = rect.union(Rect(x: 0, y: 0, width: 1, height: 1))
        #expect(both == Rect(x: 0, y: 0, width: 40, height: 60))
    }
}
