import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Pictures of parts of the screen.
@Suite struct X11CaptureAreaTests {
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
            let blue = Frame(size: areas[1].size, filledWith: Color(red: 0, green: 0, blue: 255))
            #expect(try await desktop.capture(.monitor("right")) == blue)
            #expect(try await desktop.capture(.monitor("\(number)")) == blue)
            let red = Frame(size: areas[0].size, filledWith: Color(red: 255, green: 0, blue: 0))
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
}

extension Frame {
    /// A part of the picture, which lies inside.
    func part(_ area: Rect) -> Frame {
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
}
