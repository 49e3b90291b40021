import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightX11Backend

/// Pictures while the screen, its windows and its server change or go.
@Suite(.serialized) struct X11CaptureFaultTests {
    @Test func memoryThatTheSystemDoesNotGiveIsNoError() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let program = try OtherProgram(display)
            #expect(try X11SharedMemory(program.connection, byteCount: .max) == nil)
            #expect(try X11SharedMemory(program.connection, byteCount: 4096) != nil)
        }
    }

    @Test func aScreenThatChangesItsSizeAllTheTimeIsPicturedInOneOfThem() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let witness = try await WitnessWindow.show(on: display, authority: nil)
            let sizes = [Size(width: 320, height: 240), Size(width: 640, height: 480)]
            let desktop = try await X11Desktop.connect(to: display)
            let changing = Task {
                while !Task.isCancelled {
                    for size in sizes {
                        try await witness.resizeScreen(to: size)
                        try? await Task.sleep(for: .milliseconds(1))
                    }
                }
            }
            let region = Rect(x: 300, y: 200, width: 200, height: 100)
            for _ in 0..<150 {
                #expect(try await sizes.contains(desktop.capture().size))
                do {
                    #expect(try await desktop.capture(.region(region)).size == region.size)
                } catch DesktopError.outsideScreen(region, let screen) {
                    #expect(screen == sizes[0])
                }
            }
            changing.cancel()
            try await changing.value
        }
    }

    @Test(arguments: [
        CaptureArea.screen, .region(Rect(x: 1, y: 1, width: 300, height: 300)), .monitor("0"),
    ])
    func aServerThatDiesMeanwhileIsAnError(_ area: CaptureArea) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let looking = Task {
                while true {
                    _ = try await desktop.capture()
                    _ = try await desktop.capture(area, withPointer: true)
                }
            }
            _ = try await desktop.capture()
            await display.stop()
            #expect(await isConnectionLost { _ = try await looking.value })
        }
    }

    @Test func aKeyboardMapThatChangesAllTheTimeHoldsNothingUp() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let storm = try KeymapStorm(display)
            let changing = Task { try await storm.run() }
            var most = 0
            for _ in 0..<100 {
                _ = try await desktop.capture()
                _ = try await desktop.waitForChange(upTo: .milliseconds(5))
                most = max(most, try await desktop.queuedEventCount())
            }
            changing.cancel()
            try await changing.value
            #expect(await storm.changeCount > 50)
            #expect(most < 200)
        }
    }
}

extension X11Desktop {
    /// Events that Xlib holds for us.
    fileprivate func queuedEventCount() throws -> Int {
        Int(XQLength(try connected("counting").connection.display))
    }
}
