import DeskwrightCore
import DeskwrightImages
import Testing

struct MarkingTests {
    let frame = Frame(size: Size(width: 100, height: 80), filledWith: .black)
    let red = Color(red: 230, green: 0, blue: 40)

    @Test func thePointIsMarkedAndTheRestLeftAlone() {
        let marked = Marking.mark([Point(x: 50, y: 40)], on: frame)
        #expect(marked[Point(x: 50, y: 40)] == red)
        #expect(marked[Point(x: 64, y: 40)] == red)
        #expect(marked[Point(x: 90, y: 40)] == .black)
    }

    @Test func aPathIsDrawnBetweenItsPoints() {
        let marked = Marking.mark([Point(x: 10, y: 10), Point(x: 90, y: 70)], on: frame)
        #expect(marked[Point(x: 50, y: 40)] == red)
    }

    @Test(arguments: [Point(x: 0, y: 0), Point(x: 99, y: 79), Point(x: -500, y: 900)])
    func marksAtTheEdgeAreCutOff(point: Point) {
        #expect(Marking.mark([point], on: frame).size == frame.size)
    }
}
