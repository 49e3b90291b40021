import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Synchronization
import Testing

/// Pictures of windows that are not there, or not for long.
@Suite(.serialized) struct X11WindowFaultTests {
    @Test func aWindowThatIsNotThereIsAnError() async throws {
        try await withX11Stage { desktop, _ async throws in
            for id in [0, 4711, UInt64(UInt32.max), .max] {
                await #expect(throws: DesktopError.windowGone(id: id)) {
                    try await desktop.capture(.window(id: id, withFrame: true))
                }
            }
        }
    }

    @Test func aWindowThatIsNotShownIsAnError() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let program = try OtherProgram(display)
            let desktop = try await X11Desktop.connect(to: display)
            let window = try program.open(Rect(x: 5, y: 5, width: 50, height: 50), 0xFF0000)
            _ = try await desktop.capture(.window(id: UInt64(window), withFrame: false))
            try program.hide(window)
            let error = DesktopError.windowNotShown(id: UInt64(window))
            await #expect(throws: error) {
                try await desktop.capture(.window(id: UInt64(window), withFrame: false))
            }
        }
    }

    @Test func windowsThatComeAndGoGiveTheirPictureOrAnError() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let churn = try Churn(display)
            let changing = Task { try await churn.run() }
            let red = Frame(
                size: Churn.area.size, filledWith: Color(red: 255, green: 0, blue: 0))
            var (pictures, gone) = (0, 0)
            while pictures < 20 || gone < 20 {
                do {
                    let id = churn.window.withLock(\.self)
                    let frame = try await desktop.capture(.window(id: id, withFrame: true))
                    #expect(frame == red)
                    pictures += 1
                } catch DesktopError.windowGone {
                    gone += 1
                } catch DesktopError.windowNotShown {
                    gone += 1
                }
            }
            changing.cancel()
            try await changing.value
        }
    }

    /// A covered window is waited for until its program has drawn it.
    @Test func aWindowThatGoesWhileItIsWaitedForIsAnError() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let program = try OtherProgram(display)
            let desktop = try await X11Desktop.connect(to: display)
            for delay in [0, 20, 60] {
                // On a busy machine the window may have been waited for long before it goes.
                var wentInTime = false
                while !wentInTime {
                    let window = try program.openCovered()
                    let watch = Stopwatch(ContinuousClock())
                    let looking = Task {
                        try await desktop.capture(.window(id: window, withFrame: false))
                    }
                    try await Task.sleep(for: .milliseconds(delay))
                    try program.close(DeskwrightCX11.Window(window))
                    wentInTime = watch.elapsed < .milliseconds(75)
                    let result = await looking.result
                    #expect(!wentInTime || result.isGone(window))
                }
            }
            _ = try await desktop.capture()
        }
    }

    @Test func aServerThatDiesWhileAWindowIsWaitedForIsAnError() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let program = try OtherProgram(display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let window = try program.openCovered()
            let looking = Task {
                while true { _ = try await desktop.capture(.window(id: window, withFrame: false)) }
            }
            try await Task.sleep(for: .milliseconds(20))
            await display.stop()
            #expect(await isConnectionLost { _ = try await looking.value })
        }
    }

    @Test func aCoveredWindowNeedsComposite() async throws {
        try await withXvfb(screen: "320x200x24", ["-extension", "Composite"]) {
            display async throws in
            let program = try OtherProgram(display)
            let desktop = try await X11Desktop.connect(to: display)
            let window = try program.openCovered()
            await #expect(throws: DesktopError.missingExtension(name: "Composite")) {
                try await desktop.capture(.window(id: window, withFrame: false))
            }
        }
    }

    @Test func aWindowThatNobodyHasMemoryForIsAnError() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let program = try OtherProgram(display)
            let desktop = try await X11Desktop.connect(to: display)
            let window = try program.open(Rect(x: 0, y: 0, width: 32000, height: 32000), 0xFF)
            await #expect {
                try await desktop.capture(.window(id: UInt64(window), withFrame: false))
            } throws: { error in
                error as? DesktopError
                    == .requestFailed(
                        operation: "reading a window of 32000x32000", code: Int(BadAlloc))
            }
        }
    }
}

extension OtherProgram {
    /// Opens a window and another over it.
    fileprivate func openCovered() throws -> UInt64 {
        let window = try open(Rect(x: 20, y: 20, width: 100, height: 80), 0xFF0000)
        _ = try open(Rect(x: 10, y: 10, width: 60, height: 60), 0xFF)
        return UInt64(window)
    }
}

extension Result<Frame, any Error> {
    fileprivate func isGone(_ window: UInt64) -> Bool {
        if case .failure(DesktopError.windowGone(window)) = self { return true }
        return false
    }
}
