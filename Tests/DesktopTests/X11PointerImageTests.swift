import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightX11Backend

@Suite struct X11PointerImageTests {
    /// Nothing, half of red, all of green, and white.
    private static let image = X11PointerImage(
        area: Rect(x: 10, y: 20, width: 2, height: 2),
        pixels: [0, 0x8080_0000, 0xFF00_FF00, 0xFFFF_FFFF])
    private static let gray = Color(red: 100, green: 100, blue: 100)
    private static let frame = Frame(size: Size(width: 4, height: 40), filledWith: gray)

    @Test func eachPixelCoversByItsAlpha() {
        let drawn = X11PointerImageTests.image.drawn(
            on: X11PointerImageTests.frame, at: Point(x: 9, y: 19))
        #expect(drawn[Point(x: 1, y: 1)] == X11PointerImageTests.gray)
        #expect(drawn[Point(x: 2, y: 1)] == Color(red: 178, green: 50, blue: 50))
        #expect(drawn[Point(x: 1, y: 2)] == Color(red: 0, green: 255, blue: 0))
        #expect(drawn[Point(x: 2, y: 2)] == .white)
        #expect(drawn[Point(x: 3, y: 2)] == X11PointerImageTests.gray)
        let bytes = drawn.bytes
        #expect(stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 })
    }

    /// By where the picture's top left pixel is: the pointer's pixel that shows, and where.
    @Test(arguments: [
        (Point(x: 11, y: 21), Point(x: 0, y: 0), Color.white),
        (Point(x: 7, y: 21), Point(x: 3, y: 0), Color(red: 0, green: 255, blue: 0)),
        // On both sides of the line between two bands.
        (Point(x: 8, y: -11), Point(x: 3, y: 32), Color.white),
        (Point(x: 8, y: -11), Point(x: 3, y: 31), Color(red: 178, green: 50, blue: 50)),
    ])
    func whatIsOutsideIsCutOff(_ origin: Point, _ place: Point, _ color: Color) {
        let drawn = X11PointerImageTests.image.drawn(on: X11PointerImageTests.frame, at: origin)
        #expect(drawn[place] == color)
    }

    @Test(arguments: [
        Point(x: 12, y: 20), Point(x: 10, y: 22), Point(x: 6, y: 20), Point(x: 10, y: -20),
    ])
    func aPointerOutsideChangesNothing(_ origin: Point) {
        let frame = X11PointerImageTests.frame
        #expect(X11PointerImageTests.image.drawn(on: frame, at: origin) == frame)
    }

    @Test func thePointerOfTheScreenIsDrawnWhereItsHotSpotIs() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let program = try OtherProgram(display)
            try program.fill(Backend.screen.bounds, with: 0x646464)
            try program.setPointer(at: Point(x: 300, y: 200))
            let desktop = try await X11Desktop.connect(to: display)
            let plain = try await desktop.capture()
            let frame = try await desktop.capture(.screen, withPointer: true)
            // Of 8x8 pixels with the hot spot at 3,2: the left half red, the right half blue, and the
            // lowest row not there.
            for y in 190..<215 {
                for x in 290..<320 {
                    let isInside = (297..<305).contains(x) && (198..<205).contains(y)
                    let color =
                        !isInside
                        ? plain[Point(x: x, y: y)]
                        : x < 301
                            ? Color(red: 255, green: 0, blue: 0)
                            : Color(red: 0, green: 0, blue: 255)
                    #expect(frame[Point(x: x, y: y)] == color, "at \(x),\(y)")
                }
            }
            #expect(try await desktop.capture(.screen) == plain)
            let part = Rect(x: 302, y: 200, width: 50, height: 50)
            let cut = try await desktop.capture(.region(part), withPointer: true)
            #expect(cut[Point(x: 2, y: 0)] == Color(red: 0, green: 0, blue: 255))
            #expect(cut[Point(x: 3, y: 0)] == Color(red: 0x64, green: 0x64, blue: 0x64))
        }
    }
}

extension OtherProgram {
    /// Gives the root a pointer of 8x8 pixels, and puts its hot spot to a place.
    fileprivate func setPointer(at place: Point) throws {
        let (display, root) = (connection.display, connection.root)
        let source = [CChar](repeating: 0x0F, count: 8)
        let mask = [CChar](repeating: -1, count: 7) + [0]
        let shape = XCreateBitmapFromData(display, root, source, 8, 8)
        let extent = XCreateBitmapFromData(display, root, mask, 8, 8)
        var red = XColor()
        red.red = 65535
        var blue = XColor()
        blue.blue = 65535
        let cursor = XCreatePixmapCursor(display, shape, extent, &red, &blue, 3, 2)
        XDefineCursor(display, root, cursor)
        XWarpPointer(display, 0, root, 0, 0, 0, 0, Int32(place.x), Int32(place.y))
        try connection.sync("setting the pointer")
    }
}
