import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Testing

struct ImageSearchTests {
    /// Parts of real screens with something in them.
    private static let parts: [(screen: ScreenPicture, area: Rect)] = ScreenPicture.allCases
        .enumerated().flatMap { index, screen in
            var random = SeededGenerator(seed: UInt64(index))
            return (0..<4).map { _ in
                let side = Int.random(in: 16...48, using: &random)
                return (
                    screen,
                    Rect(
                        x: .random(in: 0..<300, using: &random),
                        y: .random(in: 0..<200, using: &random), width: side + 5, height: side)
                )
            }
        }

    /// Whether it would look different one pixel further, so that its place is the only one there.
    private func hasDetail(_ frame: Frame) -> Bool {
        let inner = frame.size.bounds.inset(by: 2).points
        return [(1, 0), (0, 1), (1, 1), (1, -1)].allSatisfy { across, down in
            inner.count { frame[$0] != frame[Point(x: $0.x + across, y: $0.y + down)] } > 40
        }
    }

    @Test(arguments: parts)
    func aPartOfAScreenIsFoundWhereItIs(screen: ScreenPicture, area: Rect) throws {
        let frame = try screen.frame()
        let part = frame.part(area)
        let found = ImageSearch.sightings(
            of: [ImagePattern(part)], in: frame.size.bounds, of: frame)
        #expect(found.first?.similarity == 1)
        guard hasDetail(part) else { return }
        #expect(found.contains { $0.frame == area && $0.similarity == 1 })
    }

    @Test(arguments: parts)
    func slightlyOtherEdgesAreFoundToo(screen: ScreenPicture, area: Rect) throws {
        let frame = try screen.frame()
        let part = frame.part(area)
        guard hasDetail(part) else { return }
        var random = SeededGenerator(seed: 5)
        // Only what is at an edge differs, as where it is drawn between two pixels.
        let edges = part.points.filter { $0.x > 0 && part[$0] != part[Point(x: $0.x - 1, y: $0.y)] }
        let pattern = part.changed(edges) { $0.moved { .random(in: -8...8, using: &random) } }
        let found = ImageSearch.sightings(
            of: [ImagePattern(pattern)], in: frame.size.bounds, of: frame)
        #expect(found.contains { $0.frame == area })
    }

    @Test(arguments: [(0, true), (1, true), (3, true), (4, false), (12, false)])
    func soManyOtherPixelsMayBeInASquare(count: Int, isFound: Bool) throws {
        let frame = try ScreenPicture.qt.frame()
        let area = Rect(x: 8, y: 8, width: 40, height: 40)
        let places = (0..<count).map { Point(x: 14 + $0 % 4, y: 15 + 2 * ($0 / 4)) }
        let pattern = ImagePattern(frame.part(area).changed(places, \.opposite))
        let found = ImageSearch.sightings(of: [pattern], in: frame.size.bounds, of: frame)
        #expect(found.contains { $0.frame == area } == isFound)
        let nearest = ImageSearch.nearest(to: [pattern], in: frame.size.bounds, of: frame)
        #expect(nearest.first?.frame == area)
        #expect(abs((nearest.first?.similarity ?? 0) - (1 - Double(count) / 64)) < 1e-9)
    }

    /// The mean over a large picture hardly changes by one letter.
    @Test func aLargePictureIsAsStrictAsASmallOne() throws {
        let frame = try ScreenPicture.mousepad.frame()
        let area = Rect(x: 0, y: 0, width: 500, height: 400)
        let letter = Rect(x: 300, y: 200, width: 2, height: 5).points
        let pattern = ImagePattern(frame.part(area).changed(letter, \.opposite))
        #expect(ImageSearch.sightings(of: [pattern], in: frame.size.bounds, of: frame).isEmpty)
        let found = ImageSearch.sightings(
            of: [pattern], in: frame.size.bounds, of: frame, similarity: 0.8)
        #expect(found.map(\.frame) == [area])
    }

    private func disc(_ color: Color, on ground: Color = .white) -> Frame {
        let frame = Frame(size: Size(width: 24, height: 24), filledWith: ground)
        let inside = frame.points.filter {
            ($0.x - 12) * ($0.x - 12) + ($0.y - 12) * ($0.y - 12) <= 64
        }
        return frame.changed(inside) { _ in color }
    }

    private static let lamps = [
        Color(red: 200, green: 0, blue: 0), Color(red: 0, green: 200, blue: 0),
        Color(red: 150, green: 0, blue: 0), Color(red: 128, green: 128, blue: 128), .black,
    ]

    @Test(arguments: lamps, lamps)
    func theSameShapeInAnotherColourIsAnotherPicture(shown: Color, wanted: Color) {
        let screen = disc(shown)
        let found = ImageSearch.sightings(
            of: [ImagePattern(disc(wanted))], in: screen.size.bounds, of: screen)
        #expect(found.isEmpty == (shown != wanted))
    }

    @Test func plainPicturesAreToldApartByTheirColour() {
        let screen = Frame(size: Size(width: 90, height: 60), filledWith: .white)
        let pattern = { ImagePattern(Frame(size: Size(width: 20, height: 20), filledWith: $0)) }
        let grey = Color(red: 225, green: 225, blue: 225)
        #expect(
            ImageSearch.sightings(of: [pattern(grey)], in: screen.size.bounds, of: screen).isEmpty)
        let found = ImageSearch.sightings(
            of: [pattern(.white)], in: screen.size.bounds, of: screen)
        #expect(found.count == 4 * 3)
        for (index, sighting) in found.enumerated() {
            #expect(sighting.similarity == 1)
            for other in found[..<index] {
                #expect(sighting.frame.intersection(other.frame).isEmpty)
            }
        }
        // What has detail is not found in a plain area, and hardly like it.
        #expect(
            ImageSearch.nearest(
                to: [ImagePattern(disc(.black))], in: screen.size.bounds, of: screen
            ).isEmpty)
    }

    @Test func ofMoreThanAreToldTheFirstAreTold() {
        let screen = Frame(size: Size(width: 64, height: 64), filledWith: .white)
        let dot = ImagePattern(Frame(size: Size(width: 1, height: 1), filledWith: .white))
        let found = ImageSearch.sightings(of: [dot], in: screen.size.bounds, of: screen)
        #expect(found.count == ImageSearch.sightingCountMax)
        #expect(found.last?.frame == Rect(x: 35, y: 1, width: 1, height: 1))
        let black = ImagePattern(Frame(size: Size(width: 1, height: 1), filledWith: .black))
        #expect(ImageSearch.sightings(of: [black], in: screen.size.bounds, of: screen).isEmpty)
    }

    @Test func onlyPlacesWhollyInsideTheAreaCount() {
        let screen = disc(.black)
        let pattern = ImagePattern(screen.part(Rect(x: 4, y: 4, width: 10, height: 10)))
        let find = { ImageSearch.sightings(of: [pattern], in: $0, of: screen) }
        let place = Rect(x: 4, y: 4, width: 10, height: 10)
        #expect(find(place).map(\.frame) == [place])
        #expect(find(place.inset(by: -3)).map(\.frame) == [place])
        #expect(find(Rect(x: -50, y: -50, width: 64, height: 64)).map(\.frame) == [place])
        #expect(find(Rect(x: 5, y: 4, width: 15, height: 15)).isEmpty)
        #expect(find(Rect(x: 4, y: 4, width: 9, height: 10)).isEmpty)
        #expect(find(Rect(x: 30, y: 0, width: 50, height: 50)).isEmpty)
        #expect(find(Rect(x: 0, y: 0, width: 0, height: 9)).isEmpty)
    }

    @Test func theFirstAreaThatHasAnyIsEnough() {
        let screen = Frame(size: Size(width: 50, height: 20), filledWith: .white)
            .changed([Point(x: 10, y: 5), Point(x: 40, y: 5)]) { _ in .black }
        let pattern = ImagePattern(screen.part(Rect(x: 8, y: 3, width: 5, height: 5)))
        let right = Rect(x: 25, y: 0, width: 25, height: 20)
        let found = ImageSearch.sightings(
            of: [pattern], inFirstOf: [Rect(x: 0, y: 10, width: 50, height: 10), right], of: screen)
        #expect(found.map(\.frame) == [Rect(x: 38, y: 3, width: 5, height: 5)])
        #expect(ImageSearch.sightings(of: [pattern], inFirstOf: [], of: screen).isEmpty)
    }

    @Test func theMostSimilarVariantCounts() {
        let screen = disc(.black)
        let near = ImagePattern(screen.changed([Point(x: 12, y: 12)], \.opposite))
        let found = ImageSearch.sightings(
            of: [ImagePattern(disc(.white, on: .black)), near, ImagePattern(screen)],
            in: screen.size.bounds, of: screen)
        #expect(
            found == [ImageSighting(frame: screen.size.bounds, similarity: 1, variant: 2)])
        #expect(ImageSearch.sightings(of: [], in: screen.size.bounds, of: screen).isEmpty)
    }

    @Test(arguments: [
        (1.0, "1"), (0.999, "0.99"), (0.95, "0.95"), (0.058, "0.05"), (0, "0.00"),
    ])
    func aSimilarityIsNeverRoundedUp(similarity: Double, text: String) {
        let sighting = ImageSighting(
            frame: Rect(x: 10, y: 20, width: 32, height: 30), similarity: similarity, variant: 0)
        #expect(sighting.description == "a picture at 32x30+10+20, similarity \(text)")
    }
}
