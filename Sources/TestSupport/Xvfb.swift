import DeskwrightCore
import DeskwrightX11Backend
import Foundation

/// Runs a test on a private Xvfb, and ends it however the test ends.
///
/// With Xvfb or the window manager missing the test fails: it is never skipped.
///
/// - Parameters:
///   - size: The screen's, in pixels.
///   - windowManager: Its program, or `nil` for none.
///   - body: Gets the display; ``PrivateDisplay/environment`` goes on top of ``testEnvironment``.
/// - Returns: What the body returns.
/// - Throws: Why the display did not start, or what the body throws.
package func withPrivateDisplay<Answer>(
    size: Size = Size(width: 640, height: 480), windowManager: String? = "openbox",
    _ body: (PrivateDisplay) async throws -> Answer
) async throws -> Answer {
    try await withScratchFolder { folder in
        let display = try await PrivateDisplay.start(
            size: size, windowManager: windowManager, folder: folder,
            environment: testEnvironment(home: folder))
        do {
            let answer = try await body(display)
            await display.stop()
            return answer
        } catch {
            await display.stop()
            throw error
        }
    }
}

/// An environment that is the same on every machine, apart from where programs are and where
/// `scripts/check-requests` wants requests kept.
package func testEnvironment(home: String) -> [String: String] {
    let inherited = ProcessInfo.processInfo.environment
    var environment = ["HOME": home, "LANG": "C.UTF-8", "TZ": "UTC"]
    environment["PATH"] = inherited["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    environment["DESKWRIGHT_KEEP_REQUESTS"] = inherited["DESKWRIGHT_KEEP_REQUESTS"]
    return environment
}
