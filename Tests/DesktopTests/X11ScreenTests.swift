import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Pictures of screens of all kinds.
@Suite struct X11ScreenTests {
    @Test func withoutSharedMemoryThePictureIsTheSame() async throws {
        try await withXvfb(screen: "640x480x24", ["-extension", "MIT-SHM"]) {
            display async throws in
            let witness = try await WitnessWindow.show(on: display, authority: nil)
            let desktop = try await X11Desktop.connect(to: display)
            let frame = try await desktop.capture()
            #expect(try await desktop.isWithoutSharedMemory())
            for (point, color) in witness.knownPixels { #expect(frame[point] == color) }
            let bytes = frame.bytes
            #expect(stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 })
            try await withX11Stage { other, _ async throws in
                #expect(try await eventually { try await other.capture() == frame })
                #expect(try await !other.isWithoutSharedMemory())
            }
        }
    }

    /// Depths, and classes of visuals as `-cc` numbers them: gray, fixed, palettes, single channels.
    static let screens: [(depth: Int, visualClass: Int?)] = [
        (8, 0), (8, 2), (8, 3), (8, 5), (15, nil), (16, nil), (24, 5), (30, nil),
    ]

    @Test(arguments: screens.indices)
    func aScreenOfAnyDepthIsPicturedInItsColours(_ index: Int) async throws {
        let (depth, visualClass) = X11ScreenTests.screens[index]
        let options = visualClass.map { ["-cc", "\($0)"] } ?? []
        try await withXvfb(screen: "320x200x\(depth)", options) { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let program = try OtherProgram(display)
            let wanted = [
                Color(red: 255, green: 0, blue: 0), Color(red: 9, green: 250, blue: 100),
                Color(red: 70, green: 140, blue: 210), .white, .black,
            ]
            var shown: [Color] = []
            for (number, color) in wanted.enumerated() {
                shown.append(try program.fillBlock(number, color))
            }
            for frame in [
                try await desktop.capture(), try await desktop.capture(.screen),
                try await desktop.capture(.region(Rect(x: 0, y: 0, width: 320, height: 50))),
            ] {
                let seen = wanted.indices.map { frame[Point(x: 20 * $0 + 10, y: 40)] }
                #expect(seen == shown)
            }
            #expect(shown.last == .black && shown[3] == .white)
        }
    }

    @Test func coloursThatChangeWithoutDrawingAreSeen() async throws {
        try await withXvfb(screen: "320x200x8", ["-cc", "3"]) { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let program = try OtherProgram(display)
            let pixel = try program.fillWithOwnColor(Color(red: 1, green: 2, blue: 3))
            #expect(
                try await desktop.capture()[Point(x: 5, y: 5)] == Color(red: 1, green: 2, blue: 3))
            try program.change(pixel, to: Color(red: 200, green: 100, blue: 50))
            #expect(
                try await desktop.capture()[Point(x: 5, y: 5)]
                    == Color(red: 200, green: 100, blue: 50))
        }
    }

    /// The server attaches memory only for programs on its own machine, and a connection over TCP
    /// does not show that we are.
    @Test func aConnectionOverTCPWorksWithoutSharedMemory() async throws {
        try await withXvfb(screen: "320x200x24", ["-listen", "tcp"]) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display, authority: nil, area: Rect(x: 10, y: 10, width: 200, height: 100))
            let remote = try await X11Desktop.connect(to: "localhost" + display)
            let local = try await X11Desktop.connect(to: display)
            let frame = try await remote.capture()
            #expect(try await remote.isWithoutSharedMemory())
            #expect(try await eventually { try await local.capture() == frame })
            let window = CaptureArea.window(id: await witness.id, withFrame: false)
            #expect(try await remote.capture(window) == local.capture(window))
        }
    }

    @Test func aScreenThatChangesItsSizeIsFollowed() async throws {
        try await withX11Stage { desktop, witness async throws in
            #expect(try await desktop.capture().size == Backend.screen)
            for size in [Size(width: 320, height: 240), Size(width: 640, height: 480)] {
                try await witness.resizeScreen(to: size)
                #expect(try await desktop.size() == size)
                #expect(try await desktop.capture().size == size)
                let edge = Point(x: size.width, y: 0)
                #expect(try await desktop.perform(.move(to: edge)).name == "refused")
            }
        }
    }

    @Test(arguments: ["XTEST", "DAMAGE"])
    func aMissingExtensionIsNamed(_ name: String) async throws {
        try await withXvfb(screen: "640x480x24", ["-extension", name]) { display async throws in
            await #expect(throws: DesktopError.missingExtension(name: name)) {
                _ = try await X11Desktop.connect(to: display)
            }
        }
    }
}

extension OtherProgram {
    /// Fills one block of 20 pixels a side with the nearest colour that the screen has.
    ///
    /// - Returns: That colour.
    fileprivate func fillBlock(_ number: Int, _ wanted: Color) throws -> Color {
        let (display, screen) = (connection.display, connection.screen)
        var color = XColor(wanted)
        _ = try connection.checked("asking for a colour") {
            XAllocColor(display, XDefaultColormap(display, screen), &color)
        }
        try fill(Rect(x: 20 * number, y: 30, width: 20, height: 20), with: color.pixel)
        return Color(
            red: nearest(color.red), green: nearest(color.green), blue: nearest(color.blue))
    }

    private func nearest(_ shade: UInt16) -> UInt8 {
        UInt8((Double(shade) * 255 / 65535).rounded())
    }

    /// Fills the screen with a colour that only this program may change.
    fileprivate func fillWithOwnColor(_ color: Color) throws -> UInt {
        let (display, screen) = (connection.display, connection.screen)
        var pixel: UInt = 0
        _ = try connection.checked("asking for a colour") {
            XAllocColorCells(display, XDefaultColormap(display, screen), 0, nil, 0, &pixel, 1)
        }
        try change(pixel, to: color)
        try fill(Rect(x: 0, y: 0, width: 320, height: 200), with: pixel)
        return pixel
    }

    fileprivate func change(_ pixel: UInt, to wanted: Color) throws {
        let (display, screen) = (connection.display, connection.screen)
        var color = XColor(wanted)
        color.pixel = pixel
        _ = try connection.checked("changing a colour") {
            XStoreColor(display, XDefaultColormap(display, screen), &color)
        }
    }
}

extension XColor {
    fileprivate init(_ color: Color) {
        self.init()
        red = 257 * UInt16(color.red)
        green = 257 * UInt16(color.green)
        blue = 257 * UInt16(color.blue)
        flags = CChar(DoRed | DoGreen | DoBlue)
    }
}
