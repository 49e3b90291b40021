import Core

extension X11Desktop {
    /// Takes a picture of a part of the screen or of a window, with the pointer on it where asked.
    ///
    /// All of its pixels are read; ``capture()`` reads only what changed.
    ///
    /// - Parameters:
    ///   - area: What is pictured.
    ///   - withPointer: Whether the pointer is drawn in, as far as it lies inside.
    /// - Returns: A picture of exactly the area's size.
    /// - Throws: `outsideScreen`, `noSuchMonitor`, `noSuchWindow`, `windowGone`, `windowNotShown`, or
    ///   `missingExtension`: RANDR for monitors, XFIXES for the pointer, Composite for a covered window.
    public func capture(
        _ area: CaptureArea, withPointer: Bool = false
    ) async throws(DesktopError) -> Frame {
        let parts = try connected("reading the screen")
        parts.changes.notice()
        return try X11Camera(parts.connection, parts.pixels).capture(area, withPointer: withPointer)
    }

    /// The monitors that are on, each a part of the screen; they may overlap.
    public func monitors() async throws(DesktopError) -> [Monitor] {
        try connected("asking for the monitors").connection.monitors()
    }

    /// Takes one picture over a connection of its own, without what it takes to act or to wait.
    ///
    /// - Parameters:
    ///   - area: What is pictured.
    ///   - display: Its name, as in ``connect(to:authority:)``.
    ///   - withPointer: Whether the pointer is drawn in, as far as it lies inside.
    /// - Returns: A picture of exactly the area's size.
    /// - Throws: `cannotConnect`, or what ``capture(_:withPointer:)`` throws.
    public static func picture(
        of area: CaptureArea, on display: String, withPointer: Bool = false
    ) async throws(DesktopError) -> Frame {
        try await X11Desktop().look(at: area, on: display, withPointer: withPointer)
    }

    private func look(
        at area: CaptureArea, on display: String, withPointer: Bool
    ) throws(DesktopError) -> Frame {
        let connection = try X11Connection(display: display, authority: nil)
        let camera = X11Camera(connection, X11PixelReader(connection))
        return try camera.capture(area, withPointer: withPointer)
    }

    /// Whether pictures come over the socket, because the server and we share no memory.
    package func isWithoutSharedMemory() throws(DesktopError) -> Bool {
        try connected("reading the screen").pixels.isWithoutSharedMemory
    }
}
