import CX11
import Core
import TestSupport
import Testing
import X11Backend

/// Pictures of parts of the screen and of single windows.
@Suite struct X11CaptureAreaTests {
    static let red = Color(red: 255, green: 0, blue: 0)
    static let blue = Color(red: 0, green: 0, blue: 255)

    @Test func aRegionIsThatPartOfTheScreen() async throws {
        try await withX11Stage { desktop, _ async throws in
            let whole = try await desktop.capture()
            for region in [
                Rect(x: 0, y: 0, width: 640, height: 480),
                Rect(x: 639, y: 479, width: 1, height: 1),
                Rect(x: 90, y: 50, width: 333, height: 77),
            ] {
                #expect(try await desktop.capture(.region(region)) == whole.part(region))
            }
        }
    }

    @Test func aRegionThatIsNotOnTheScreenIsAnError() async throws {
        try await withX11Stage { desktop, _ async throws in
            for region in [
                Rect(x: -1, y: 0, width: 10, height: 10),
                Rect(x: 0, y: 471, width: 10, height: 10),
                Rect(x: 631, y: 0, width: 10, height: 10),
                Rect(x: 0, y: 0, width: 641, height: 480),
                Rect(x: 10, y: 10, width: 0, height: 10),
                Rect(x: 10, y: 10, width: 10, height: -1),
                Rect(x: .max, y: 0, width: .max, height: 1),
                Rect(x: .min, y: .min, width: 1, height: .min),
            ] {
                let error = DesktopError.outsideScreen(region: region, screen: Backend.screen)
                await #expect(throws: error) { try await desktop.capture(.region(region)) }
            }
            _ = try await desktop.capture()
        }
    }

    @Test func aMonitorIsItsPartOfTheScreen() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let program = try OtherProgram(display.name, authority: display.authorityFile)
            let areas = [
                Rect(x: 0, y: 0, width: 400, height: 480),
                Rect(x: 400, y: 0, width: 240, height: 300),
            ]
            try program.fill(areas[0], with: 0xFF0000)
            try program.fill(areas[1], with: 0xFF)
            try program.addMonitor("left", areas[0])
            try program.addMonitor("right", areas[1])
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let monitors = try await desktop.monitors()
            let number = try #require(monitors.firstIndex { $0.name == "right" })
            #expect(monitors[number].area == areas[1])
            let blue = Frame(size: areas[1].size, filledWith: X11CaptureAreaTests.blue)
            #expect(try await desktop.capture(.monitor("right")) == blue)
            #expect(try await desktop.capture(.monitor("\(number)")) == blue)
            let red = Frame(size: areas[0].size, filledWith: X11CaptureAreaTests.red)
            #expect(try await desktop.capture(.monitor("left")) == red)
        }
    }

    @Test func aMonitorThatIsNotThereIsAnErrorThatNamesTheOthers() async throws {
        try await withX11Stage { desktop, _ async throws in
            let known = ["0: screen 640x480+0+0"]
            for name in ["nowhere", "", "-1", "99"] {
                await #expect(throws: DesktopError.noSuchMonitor(name: name, known: known)) {
                    try await desktop.capture(.monitor(name))
                }
            }
        }
    }

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
                    == Frame(size: cover.size, filledWith: X11CaptureAreaTests.red))
        }
    }

    @Test func aWindowIsPicturedWhereTheScreenEndsToo() async throws {
        try await withStage { stage in
            let plain = try await stage.picture()
            let window = CX11.Window(await stage.witness.id)
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
                    == Frame(size: area.size, filledWith: X11CaptureAreaTests.blue))
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

extension Frame {
    /// A part of the picture, which lies inside.
    fileprivate func part(_ area: Rect) -> Frame {
        let bytes = bytes
        var part: [UInt8] = []
        for y in area.y..<area.bottom {
            let start = 4 * (y * size.width + area.x)
            part += bytes[start..<(start + 4 * area.width)]
        }
        return Frame(size: area.size, bytes: part)
    }
}

extension OtherProgram {
    fileprivate func addMonitor(_ name: String, _ area: Rect) throws {
        guard let monitor = XRRAllocateMonitor(connection.display, 0) else { return }
        defer { XRRFreeMonitors(monitor) }
        monitor.pointee.name = connection.atom(name)
        monitor.pointee.x = Int32(area.x)
        monitor.pointee.y = Int32(area.y)
        monitor.pointee.width = Int32(area.width)
        monitor.pointee.height = Int32(area.height)
        monitor.pointee.mwidth = 100
        monitor.pointee.mheight = 100
        try connection.checked("adding a monitor") {
            XRRSetMonitor(connection.display, connection.root, monitor)
        }
    }

    /// Opens a window with 32 bits a pixel, the highest eight of which are its alpha.
    fileprivate func openDeep(_ area: Rect, _ pixel: UInt) throws -> CX11.Window {
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
