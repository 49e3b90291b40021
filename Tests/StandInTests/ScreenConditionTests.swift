import DeskwrightCore
import Testing

@testable import DeskwrightStandIn

struct ScreenConditionTests {
    /// White, with the left half of the top row black.
    private var frame: Frame {
        let size = Size(width: 4, height: 2)
        var bytes = Frame(size: size, filledWith: .white).bytes
        for offset in [0, 1, 2, 4, 5, 6] { bytes[offset] = 0 }
        return Frame(size: size, bytes: bytes)
    }

    private func objection(
        _ condition: ScreenCondition, last: Frame? = nil, text: String = ""
    ) -> String? {
        condition.objection(
            to: Sighting(screenshot: frame, lastScreen: last?.fingerprint, text: text))
    }

    @Test func aPixelIsComparedInEveryChannel() {
        let gray = Color(red: 8, green: 0, blue: 8)
        #expect(objection(.pixel(Point(x: 1, y: 0), is: .black)) == nil)
        #expect(objection(.pixel(Point(x: 1, y: 0), is: gray, within: 8)) == nil)
        #expect(
            objection(.pixel(Point(x: 1, y: 0), is: gray, within: 7))
                == "pixel 1,0 to be #080008 within 7, and it is #000000")
        #expect(
            objection(.pixel(Point(x: 2, y: 0), is: .white, negated: true))
                == "pixel 2,0 not to be #ffffff, and it is #ffffff")
        #expect(objection(.pixel(Point(x: 2, y: 0), is: .black, negated: true)) == nil)
    }

    @Test func aRegionIsComparedByItsAverage() {
        let region = Rect(x: 0, y: 0, width: 4, height: 1)
        let gray = Color(red: 128, green: 128, blue: 128)
        #expect(objection(.color(region, of: .region, is: gray)) == nil)
        #expect(
            objection(.color(region, of: .region, is: .black))
                == "region 4x1+0+0 to be #000000, and it is #808080")
    }

    @Test(arguments: [
        Rect(x: 4, y: 0, width: 1, height: 1), Rect(x: -1, y: 0, width: 2, height: 1),
        Rect(x: 0, y: 1, width: 4, height: 2),
    ])
    func aPlaceOutsideDoesNotHold(region: Rect) throws {
        let found = try #require(objection(.color(region, of: .region, is: .white)))
        #expect(found.hasSuffix("which lies outside the screenshot of 4x2"))
    }

    @Test func sizeChangeAndWordsAreCompared() {
        let other = Frame(size: Size(width: 4, height: 2), filledWith: .white)
        #expect(objection(.size(Size(width: 4, height: 2))) == nil)
        #expect(
            objection(.size(Size(width: 8, height: 2)))
                == "a screenshot of 8x2, and it is 4x2")
        #expect(objection(.changed(true), last: other) == nil)
        #expect(objection(.changed(true)) == nil)
        #expect(objection(.changed(true), last: frame) != nil)
        #expect(objection(.changed(false), last: frame) == nil)
        #expect(objection(.changed(false), last: other) != nil)
        #expect(objection(.told("off the screen"), text: "40,60 is off the screen") == nil)
        #expect(objection(.told("off the screen"), text: "all done") != nil)
    }

    @Test(arguments: ["#ff8000", "ff8000", "FF8000"])
    func aColourIsSixDigits(text: String) {
        #expect(Color(hexadecimal: text) == Color(red: 255, green: 128, blue: 0))
        #expect(Color(hexadecimal: text)?.hexadecimal == "#ff8000")
    }

    @Test(arguments: ["", "#", "#fff", "#ff80001", "+f8000", "orange", "#ff 800"])
    func otherTextsAreNoColours(text: String) {
        #expect(Color(hexadecimal: text) == nil)
    }
}
