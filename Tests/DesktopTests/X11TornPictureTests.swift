import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Pictures of a screen on which somebody draws all the time.
@Suite(.serialized) struct X11TornPictureTests {
    /// The screen is of one colour at any moment.
    @Test func aPictureIsOfOneMoment() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let flicker = try Flicker(display, [Rect(x: 0, y: 0, width: 320, height: 200)])
            let changing = Task { try await flicker.run() }
            var seen: Set<Color> = []
            for _ in 0..<500 {
                let frame = try await desktop.capture()
                #expect(frame == Frame(size: frame.size, filledWith: frame[Point(x: 0, y: 0)]))
                seen.insert(frame[Point(x: 0, y: 0)])
            }
            changing.cancel()
            try await changing.value
            #expect(seen.count > 1)
        }
    }

    /// Two stripes take on one colour after the other, the upper one first: what is read of them in
    /// bands is never further apart than that.
    @Test func bandsAreOfOneMoment() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let stripes = [0, 64].map { Rect(x: 0, y: $0, width: 320, height: 20) }
            let flicker = try Flicker(display, stripes)
            for _ in stripes { try await flicker.act() }
            let desktop = try await X11Desktop.connect(to: display)
            let changing = Task { try await flicker.run() }
            var seen: Set<Color> = []
            for _ in 0..<500 {
                let frame = try await desktop.capture()
                let shown = stripes.map { Flicker.number(of: frame[Point(x: 5, y: $0.y + 5)]) }
                #expect([0, 1].contains((shown[0] - shown[1] + 8) % 8), "\(shown)")
                seen.insert(frame[Point(x: 5, y: 5)])
            }
            changing.cancel()
            try await changing.value
            #expect(seen.count > 2)
        }
    }

    /// A picture over a connection of its own is read in slices, of different moments.
    @Test func slicesOfDifferentMomentsDoNotMakeAPicture() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let program = try OtherProgram(display)
            try program.fill(Backend.screen.bounds, with: 0xFF)
            let flicker = try Flicker(display, [Backend.screen.bounds])
            let changing = Task { try await flicker.run() }
            var seen: Set<Color> = []
            for _ in 0..<60 {
                let picture = try await X11Desktop.picture(of: .screen, on: display) { $0 }
                #expect(picture.size == Backend.screen)
                #expect(picture.bands.count == Frame.bandCount(of: Backend.screen))
                #expect(picture.bands.allSatisfy { $0 == picture.bands[0] })
                seen.insert(picture.bands[0][Point(x: 0, y: 0)])
            }
            changing.cancel()
            try await changing.value
            #expect(seen.count > 1)
        }
    }
}
