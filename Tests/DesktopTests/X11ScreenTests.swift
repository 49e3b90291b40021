import Core
import TestSupport
import Testing
import X11Backend

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

    /// Xvfb has no screens of 32 bits; how those are read, `X11PixelFormatTests` shows.
    @Test(arguments: [8, 15, 16, 30])
    func aScreenOfAnotherDepthIsNotSupported(_ depth: Int) async throws {
        try await withXvfb(screen: "640x480x\(depth)") { display async throws in
            let error = await #expect(throws: DesktopError.self) {
                _ = try await X11Desktop.connect(to: display)
            }
            guard case .unsupportedScreen? = error else {
                Issue.record("not unsupportedScreen: \(String(describing: error))")
                return
            }
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
