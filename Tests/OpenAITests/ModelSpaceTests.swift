import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Testing

@testable import DeskwrightOpenAI

struct ModelSpaceTests {
    private static let spaces: [ModelSpace] = {
        var random = SeededGenerator(seed: 5)
        return (0..<60).map { _ in
            let screen = Size(
                width: Int.random(in: 1...5000, using: &random),
                height: Int.random(in: 1...5000, using: &random))
            return ModelSpace(
                screen: screen,
                picture: Size(
                    width: Int.random(in: 1...screen.width, using: &random),
                    height: Int.random(in: 1...screen.height, using: &random)))
        }
    }()

    @Test func everyPixelOfThePictureLandsInItsOwnCellOfTheScreen() {
        for space in Self.spaces {
            let (screen, picture) = (space.screen, space.picture)
            for place in 0..<max(picture.width, picture.height) {
                let (x, y) = (min(place, picture.width - 1), min(place, picture.height - 1))
                let point = space.toScreen(Point(x: x, y: y))
                // The middle of the screen's pixel lies between the two edges of the cell.
                let middle = ((2 * point.x + 1) * picture.width, (2 * point.y + 1) * picture.height)
                let isInside =
                    (2 * x * screen.width..<2 * (x + 1) * screen.width).contains(middle.0)
                    && (2 * y * screen.height..<2 * (y + 1) * screen.height).contains(middle.1)
                guard isInside, screen.bounds.contains(point) else {
                    Issue.record("\(x),\(y) goes to \(point) in \(space)")
                    return
                }
            }
        }
    }

    @Test func noTwoPixelsOfThePictureMeetOnTheScreen() {
        for space in Self.spaces {
            let columns = (0..<space.picture.width).map { space.toScreen(Point(x: $0, y: 0)).x }
            let rows = (0..<space.picture.height).map { space.toScreen(Point(x: 0, y: $0)).y }
            #expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 }, "\(space)")
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 }, "\(space)")
        }
    }

    /// What the model points at is what it saw: the pixel that a point goes to shows in that point of
    /// the picture more than in any other.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func theScaledPictureShowsAPointWhereItIs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let picture = Size(
            width: .random(in: 1...70, using: &random), height: .random(in: 1...70, using: &random))
        let screen = Size(
            width: .random(in: picture.width...(3 * picture.width), using: &random),
            height: .random(in: picture.height...(3 * picture.height), using: &random))
        let space = ModelSpace(screen: screen, picture: picture)
        let corners = [
            Point(x: 0, y: 0), Point(x: picture.width - 1, y: picture.height - 1),
            Point(
                x: .random(in: 0..<picture.width, using: &random),
                y: .random(in: 0..<picture.height, using: &random)),
        ]
        for point in corners {
            let dark = Frame(size: screen, filledWith: .black)
            let seen = Scaling.downscale(dark.whitened(at: space.toScreen(point)), to: picture)
            let brightest = picture.points.max { seen[$0].green < seen[$1].green }
            #expect(seen[point].green > 0)
            #expect(brightest.map { seen[$0].green } == seen[point].green, "\(point) in \(space)")
        }
    }

    @Test func aPointOutsideStaysOutside() {
        for space in Self.spaces {
            for outside in [-1, -700, space.picture.width, space.picture.width + 3] {
                let point = space.toScreen(Point(x: outside, y: 0))
                #expect(!space.screen.bounds.contains(point), "\(outside) goes to \(point)")
            }
        }
    }

    @Test func aPictureOfTheSameSizeChangesNothing() {
        let size = Size(width: 1280, height: 800)
        let space = ModelSpace(screen: size, picture: size)
        let action = Action.scroll(at: Point(x: -4, y: 5000), dx: 7, dy: -9)
        #expect(space.toScreen(action) == action)
    }

    @Test func aScrollKeepsItsShareOfTheScreen() {
        let space = ModelSpace(
            screen: Size(width: 3000, height: 2000), picture: Size(width: 1500, height: 1000))
        let found = space.toScreen(.scroll(at: Point(x: 10, y: 20), dx: 3, dy: -50))
        #expect(found == .scroll(at: Point(x: 21, y: 41), dx: 6, dy: -100))
    }
}

extension Frame {
    fileprivate func whitened(at point: Point) -> Frame {
        var bytes = bytes
        for channel in 0..<3 { bytes[4 * (point.y * size.width + point.x) + channel] = 255 }
        return Frame(size: size, bytes: bytes)
    }
}

extension Size {
    fileprivate var points: [Point] {
        (0..<height).flatMap { y in (0..<width).map { Point(x: $0, y: y) } }
    }
}
