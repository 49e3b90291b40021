import DeskwrightCX11
import DeskwrightCore

/// So long nothing may be drawn before a window counts as drawn.
private let quietTime = Duration.milliseconds(80)
/// So long a window that never rests is waited for.
private let drawingTime = Duration.seconds(1)
private let sliceMilliseconds = 10

extension X11Camera {
    /// Lets a child of the root have pixels of its own while it is read; the screen looks as before.
    ///
    /// - SeeAlso: Composite extension 0.4, `RedirectWindow` with automatic update.
    func withOwnPixels<T>(
        _ window: DeskwrightCX11.Window, _ body: () throws(DesktopError) -> T
    ) throws(DesktopError) -> T {
        let display = connection.display
        var numbers: (Int32, Int32) = (0, 0)
        guard XCompositeQueryExtension(display, &numbers.0, &numbers.1) != 0 else {
            throw .missingExtension(name: "Composite")
        }
        guard let drawn = X11DrawnRows(connection, of: window) else {
            throw .missingExtension(name: "DAMAGE")
        }
        try connection.checked("giving a window pixels of its own") {
            XCompositeRedirectWindow(display, window, CompositeRedirectAutomatic)
        }
        defer {
            XCompositeUnredirectWindow(display, window, CompositeRedirectAutomatic)
            XFlush(display)
        }
        try waitUntilDrawn(drawn)
        return try body()
    }

    /// Waits until the window's program has drawn what it was asked for; no event says that.
    private func waitUntilDrawn(_ drawn: X11DrawnRows) throws(DesktopError) {
        let start = ContinuousClock.now
        var lastDrawing = start
        while ContinuousClock.now
            < min(
                lastDrawing.advanced(by: quietTime),
                start.advanced(by: drawingTime))
        {
            connection.pause(milliseconds: sliceMilliseconds)
            if try !drawn.take("waiting for a window to be drawn").isEmpty { lastDrawing = .now }
        }
    }
}
