import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Pictures of single windows.
@Suite struct X11WindowPictureTests {
    @Test func aWindowIsPicturedWhateverLiesOverIt() async throws {
        try await withStage { stage in
            let plain = try await stage.picture()
            #expect(plain.size == stage.witness.area.size)
            for (point, color) in stage.witness.knownPixels {
                #expect(plain[stage.inWindow(point)] == color)
            }
            let cover = Rect(x: 90, y: 50, width: 200, height: 100)
            _ = try stage.program.open(cover, 0xFF0000)
            #expect(try await stage.picture() == plain)
            #expect(
                try await stage.desktop.capture(.region(cover))
                    == Frame(size: cover.size, filledWith: Color(red: 255, green: 0, blue: 0)))
        }
    }

    @Test func aWindowIsPicturedWhereTheScreenEndsToo() async throws {
        try await withStage { stage in
            let plain = try await stage.picture()
            let window = DeskwrightCX11.Window(await stage.witness.id)
            for place in [
                Point(x: -30, y: -5), Point(x: 500, y: 400), Point(x: 700, y: 500),
            ] {
                try stage.program.move(window, to: place)
                #expect(try await stage.picture() == plain, "at \(place)")
            }
        }
    }

    @Test func theFrameOfTheWindowManagerIsPicturedWhereAsked() async throws {
        try await withStage(windowManager: "openbox") { stage in
            let inner = try await stage.picture()
            #expect(inner.size == stage.witness.area.size)
            let outer = try await stage.desktop.capture(
                .window(id: stage.witness.id, withFrame: true))
            #expect(outer.size.width >= inner.size.width && outer.size.height > inner.size.height)
            let (side, top) = (
                (outer.size.width - inner.size.width) / 2, outer.size.height - inner.size.height
            )
            let found = (0...top).contains { y in
                let size = inner.size
                let place = Rect(x: side, y: y, width: size.width, height: size.height)
                return outer.part(place) == inner
            }
            #expect(found)
        }
    }

    @Test func aTitleChoosesTheTopmostWindowThatHasItAndAWholeTitleWins() async throws {
        try await withStage { stage in
            let other = try await WitnessWindow.show(
                on: stage.display.name, authority: stage.display.authorityFile,
                title: "Witness two", area: Rect(x: 20, y: 20, width: 50, height: 40))
            let desktop = stage.desktop
            let byTitle = { (title: String) in
                try await desktop.capture(.windowTitled(title, withFrame: false)).size
            }
            #expect(try await byTitle("Witness") == stage.witness.area.size)
            #expect(try await byTitle("itness") == other.area.size)
            let first = "0x\(String(await stage.witness.id, radix: 16)) \"Witness\""
            let second = "0x\(String(await other.id, radix: 16)) \"Witness two\""
            await #expect(
                throws: DesktopError.noSuchWindow(title: "three", known: [first, second])
            ) { try await byTitle("three") }
        }
    }

    @Test func aWindowOfAnotherDepthThanTheScreenIsPictured() async throws {
        try await withStage { stage in
            let area = Rect(x: 120, y: 70, width: 60, height: 40)
            let window = try stage.program.openDeep(area, 0xFF00_00FF)
            _ = try stage.program.open(area, 0xFF0000)
            #expect(
                try await stage.desktop.capture(.window(id: UInt64(window), withFrame: false))
                    == Frame(size: area.size, filledWith: Color(red: 0, green: 0, blue: 255)))
        }
    }

    /// A desktop, a witness on it, and another program.
    struct Stage {
        let display: PrivateDisplay
        let desktop: X11Desktop
        let witness: WitnessWindow
        let program: OtherProgram

        func picture() async throws -> Frame {
            try await desktop.capture(.window(id: witness.id, withFrame: false))
        }

        func inWindow(_ point: Point) -> Point {
            Point(x: point.x - witness.area.x, y: point.y - witness.area.y)
        }
    }

    private func withStage(
        windowManager: String? = nil, _ body: (Stage) async throws -> Void
    ) async throws {
        try await withPrivateDisplay(windowManager: windowManager) { display async throws in
            let authority = display.authorityFile
            try await body(
                Stage(
                    display: display,
                    desktop: X11Desktop.connect(to: display.name, authority: authority),
                    witness: WitnessWindow.show(on: display.name, authority: authority),
                    program: OtherProgram(display.name, authority: authority)))
        }
    }
}

extension OtherProgram {
    /// Opens a window with 32 bits a pixel, the highest eight of which are its alpha.
    fileprivate func openDeep(_ area: Rect, _ pixel: UInt) throws -> DeskwrightCX11.Window {
        let (display, root) = (connection.display, connection.root)
        var visual = XVisualInfo()
        guard XMatchVisualInfo(display, connection.screen, 32, TrueColor, &visual) != 0 else {
            throw DesktopError.unsupportedScreen(description: "no visual of 32 bits")
        }
        var settings = XSetWindowAttributes()
        settings.override_redirect = 1
        settings.background_pixel = pixel
        settings.border_pixel = 0
        settings.colormap = XCreateColormap(display, root, visual.visual, AllocNone)
        return try connection.checked("opening") {
            let window = XCreateWindow(
                display, root, Int32(area.x), Int32(area.y), UInt32(area.width),
                UInt32(area.height), 0, 32, UInt32(InputOutput), visual.visual,
                UInt(CWOverrideRedirect | CWBackPixel | CWBorderPixel | CWColormap), &settings)
            XMapWindow(display, window)
            return window
        }
    }
}
