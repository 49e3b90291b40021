import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightMockBackend

/// What the picture shows.
@Suite struct PictureTests {
    @Test func aSceneWithoutWindowsIsItsBackground() async throws {
        let size = Size(width: 70, height: 64)
        let color = Color(red: 1, green: 2, blue: 3)
        let desktop = MockDesktop(scene: Scene(size: size, background: color))
        #expect(try await desktop.capture() == Frame(size: size, filledWith: color))
    }

    @Test func aWindowHasABarAFaceAndAnEdge() async throws {
        let frame = try await desktop().capture()
        #expect(frame[Point(x: 101, y: 69)] == Theme.activeTitle)
        #expect(frame[Point(x: 300, y: 250)] == Theme.face)
        #expect(frame[Point(x: 99, y: 200)] == Theme.darkEdge)
        #expect(frame[Point(x: 98, y: 200)] == Theme.desktop)
        #expect(frame[Point(x: 499, y: 399)] == Theme.face)
        #expect(frame[Point(x: 501, y: 399)] == Theme.desktop)
    }

    @Test func thePictureIsKeptUntilSomethingChanges() async throws {
        let desktop = try desktop(.notes)
        let first = try await desktop.capture()
        try await desktop.does(.move(to: Point(x: 5, y: 5)))
        #expect(try await desktop.capture() == first)
        try await desktop.does(.type("x"))
        let typed = try await desktop.capture()
        #expect(typed != first)
        try await desktop.does(.press(["BackSpace"]))
        #expect(try await desktop.capture() == first)
    }

    @Test func textStandsWhereItIsWrittenAndIsCutAtItsField() async throws {
        let field = Widget(
            .field(""), id: "field", frame: Rect(x: 10, y: 10, width: 100, height: 36))
        let desktop = desktop(field)
        let before = try await desktop.capture()
        try await desktop.does(.type(String(repeating: "W", count: 50)))
        let after = try await desktop.capture()
        let inside = Rect(x: 110, y: 110, width: 100, height: 36)
        var changedCount = 0
        for y in 0..<480 {
            for x in 0..<640 where before[Point(x: x, y: y)] != after[Point(x: x, y: y)] {
                changedCount += 1
                #expect(inside.contains(Point(x: x, y: y)))
            }
        }
        #expect(changedCount > 100)
    }

    @Test func everyCharacterOfASCIILooksDifferent() {
        let shapes = (0x21...0x7E).map { code in
            Glyph.of(Character(Unicode.Scalar(UInt8(code)))).shape
        }
        #expect(Set(shapes).count == shapes.count)
        #expect(Glyph.of(" ").runs.isEmpty)
    }

    @Test(arguments: zip("ÄöüéèêñåçČßµ€", "AoueeenacCBue"))
    func lettersWithMarksLookLikeNoOther(_ marked: Character, _ plain: Character) {
        #expect(Glyph.of(marked).shape != Glyph.of(plain).shape)
        #expect(Glyph.of(marked).shape != Glyph.of("日").shape)
    }

    @Test func anUnknownCharacterIsABox() {
        #expect(Glyph.of("日").shape == Glyph.of("🙂").shape)
        #expect(Glyph.of("日").shape == Glyph.of("\u{7F}").shape)
        #expect(!Glyph.of("日").runs.isEmpty)
    }

    /// A fill is the same as one pixel after the other, wherever it is cut off.
    @Test(arguments: [
        Rect(x: 0, y: 0, width: 9, height: 7), Rect(x: -3, y: -3, width: 5, height: 5),
        Rect(x: 4, y: 2, width: 100, height: 1), Rect(x: 8, y: 6, width: 1, height: 1),
        Rect(x: 3, y: 3, width: 0, height: 4), Rect(x: 20, y: 3, width: 4, height: 4),
    ])
    func aRectangleIsFilled(_ rect: Rect) {
        let size = Size(width: 9, height: 7)
        let ink = Color(red: 200, green: 100, blue: 50)
        let frame = Canvas.frame(size: size) { canvas in
            canvas.fill(size.bounds, .white)
            canvas.fill(rect, ink)
        }
        for y in 0..<7 {
            for x in 0..<9 {
                let point = Point(x: x, y: y)
                #expect(frame[point] == (rect.contains(point) ? ink : .white))
            }
        }
    }
}

extension Glyph {
    /// The runs as text, to be compared.
    fileprivate var shape: String {
        runs.map { "\($0.x),\($0.y),\($0.length)" }.joined(separator: " ")
    }
}
