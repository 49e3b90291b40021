import DeskwrightCore
import Testing

@testable import DeskwrightSight

/// Letters are boxes of 6 by 10 pixels here, 2 pixels apart.
struct TextLineFinderTests {
    private var picture = Canvas(Size(width: 200, height: 100), .white)

    private func lines() -> [Rect] {
        PixelArea(picture.frame.size.bounds, of: picture.frame).map { TextLineFinder($0).lines() }
            ?? []
    }

    @Test mutating func lettersAndWordsSideBySideAreALine() {
        picture.word(3, at: Point(x: 20, y: 30), .black)
        picture.word(2, at: Point(x: 48, y: 30), .black)
        #expect(lines() == [Rect(x: 20, y: 30, width: 43, height: 11)])
    }

    @Test mutating func wordsFarApartAreTwo() {
        picture.word(3, at: Point(x: 20, y: 30), .black)
        picture.word(2, at: Point(x: 70, y: 30), .black)
        #expect(lines().map(\.x) == [20, 70])
    }

    @Test mutating func theSideOfAFramePartsALine() {
        picture.word(3, at: Point(x: 20, y: 30), .black)
        picture.fill(Rect(x: 45, y: 0, width: 1, height: 100), .black)
        picture.word(2, at: Point(x: 48, y: 30), .black)
        #expect(lines().map(\.x) == [20, 48])
    }

    /// What is looked at may be one window, whose first row of buttons has no line above.
    @Test mutating func theEdgeOfThePictureIsTheTopOfAFrame() {
        picture.fill(Rect(x: 0, y: 24, width: 200, height: 1), .black)
        picture.fill(Rect(x: 45, y: 0, width: 1, height: 24), .black)
        picture.word(3, at: Point(x: 20, y: 6), .black)
        picture.word(2, at: Point(x: 48, y: 6), .black)
        #expect(lines().map(\.x) == [20, 48])
    }

    @Test(arguments: [
        Rect(x: 10, y: 24, width: 60, height: 22), Rect(x: 17, y: 27, width: 60, height: 16),
    ])
    func aFrameIsNoPartOfItsText(frame: Rect) {
        var picture = picture
        picture.fill(frame, .black)
        picture.fill(frame.inset(by: 1), .white)
        picture.word(3, at: Point(x: 20, y: 30), .black)
        let area = PixelArea(picture.frame.size.bounds, of: picture.frame)
        #expect(
            area.map { TextLineFinder($0).lines() } == [Rect(x: 20, y: 30, width: 23, height: 11)])
    }

    @Test mutating func rowsThatTouchAreTwoLines() {
        picture.word(8, at: Point(x: 20, y: 30), .black)
        picture.word(8, at: Point(x: 20, y: 42), .black)
        // A letter's tail reaches the row below.
        picture.fill(Rect(x: 22, y: 40, width: 2, height: 2), .black)
        #expect(lines().count == 2)
    }

    @Test mutating func lightOnDarkIsALineToo() {
        picture.fill(Rect(x: 0, y: 0, width: 200, height: 100), .black)
        picture.word(3, at: Point(x: 20, y: 30), Color(red: 70, green: 70, blue: 70))
        #expect(lines() == [Rect(x: 20, y: 30, width: 23, height: 11)])
    }

    @Test mutating func aCaretBehindTheLastLetterIsNoLetter() {
        picture.word(4, at: Point(x: 20, y: 30), .black)
        picture.fill(Rect(x: 53, y: 26, width: 2, height: 18), .black)
        #expect(lines() == [Rect(x: 20, y: 30, width: 31, height: 11)])
    }

    @Test mutating func theArrowOfAListIsNoLetter() {
        picture.word(3, at: Point(x: 20, y: 30), .black)
        for row in 0..<5 {
            picture.fill(Rect(x: 50 + row, y: 33 + row, width: 10 - 2 * row, height: 1), .black)
        }
        #expect(lines() == [Rect(x: 20, y: 30, width: 23, height: 11)])
    }

    @Test mutating func anIconBeforeTheLettersIsNoLetter() {
        picture.fill(Rect(x: 20, y: 27, width: 16, height: 16), .black)
        picture.word(6, at: Point(x: 39, y: 30), .black)
        #expect(lines() == [Rect(x: 39, y: 30, width: 47, height: 11)])
    }

    @Test mutating func aDottedFrameIsNoLetter() {
        for x in stride(from: 20, to: 80, by: 2) {
            picture.fill(Rect(x: x, y: 24, width: 1, height: 1), .black)
            picture.fill(Rect(x: x, y: 46, width: 1, height: 1), .black)
        }
        for y in stride(from: 24, to: 46, by: 2) {
            picture.fill(Rect(x: 20, y: y, width: 1, height: 1), .black)
            picture.fill(Rect(x: 79, y: y, width: 1, height: 1), .black)
        }
        picture.word(2, at: Point(x: 40, y: 30), .black)
        #expect(lines() == [Rect(x: 40, y: 30, width: 15, height: 11)])
    }

    @Test mutating func aSignAloneIsALine() {
        picture.fill(Rect(x: 60, y: 40, width: 9, height: 1), .black)
        picture.fill(Rect(x: 60, y: 44, width: 9, height: 1), .black)
        #expect(lines() == [Rect(x: 60, y: 40, width: 10, height: 6)])
    }

    @Test mutating func largeAreasOfOneColourAreNone() {
        picture.fill(Rect(x: 20, y: 10, width: 100, height: 60), .black)
        #expect(lines().isEmpty)
    }
}

/// A picture that is drawn with boxes.
struct Canvas {
    private(set) var bytes: [UInt8]
    let size: Size

    init(_ size: Size, _ color: Color) {
        self.size = size
        bytes = Frame(size: size, filledWith: color).bytes
    }

    var frame: Frame { Frame(size: size, bytes: bytes) }

    mutating func fill(_ area: Rect, _ color: Color) {
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                let offset = 4 * (y * size.width + x)
                bytes.replaceSubrange(
                    offset..<(offset + 3), with: [color.blue, color.green, color.red])
            }
        }
    }

    mutating func word(_ count: Int, at corner: Point, _ color: Color) {
        for letter in 0..<count {
            fill(Rect(x: corner.x + 8 * letter, y: corner.y, width: 6, height: 10), color)
        }
    }
}
