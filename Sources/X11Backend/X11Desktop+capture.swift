import DeskwrightCore

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
        let camera = try X11Camera(parts.connection, parts.pixels, withPointer: withPointer) {
            $0.bands[0]
        }
        let picture = try camera.capture(area)
        return Frame(size: picture.size, bands: picture.bands)
    }

    /// The monitors that are on, each a part of the screen; they may overlap.
    ///
    /// - Throws: ``/DeskwrightCore/DesktopError/missingExtension(name:)`` without RANDR 1.5, or
    ///   `connectionLost`.
    public func monitors() async throws(DesktopError) -> [Monitor] {
        try connected("asking for the monitors").connection.monitors()
    }

    /// Takes one picture over a connection of its own, without what it takes to act or to wait.
    ///
    /// It goes through a small piece of memory: mapping pages for a whole screen, once, takes longer
    /// than all else.
    ///
    /// - Parameters:
    ///   - area: What is pictured.
    ///   - display: Its name, as in ``connect(to:authority:)``.
    ///   - withPointer: Whether the pointer is drawn in, as far as it lies inside.
    ///   - make: Makes something of each band, a frame of ``/DeskwrightCore/Frame/bandHeight`` rows or the rest; it
    ///     may be called anew for all bands when something is drawn meanwhile.
    /// - Returns: The picture's size, and what was made of its bands from the top down.
    /// - Throws: `cannotConnect`, or what ``capture(_:withPointer:)`` throws.
    package static func picture<Band: Sendable>(
        of area: CaptureArea, on display: String, withPointer: Bool = false,
        _ make: @escaping @Sendable (Frame) -> Band
    ) async throws(DesktopError) -> (size: Size, bands: [Band]) {
        try await X11Desktop().look(at: area, on: display, withPointer: withPointer, make)
    }

    private func look<Band>(
        at area: CaptureArea, on display: String, withPointer: Bool,
        _ make: @escaping (Frame) -> Band
    ) throws(DesktopError) -> (size: Size, bands: [Band]) {
        let connection = try X11Connection(display: display, authority: nil)
        let pixels = X11PixelReader(connection, memoryLimit: 1 << 20)
        return try X11Camera(connection, pixels, withPointer: withPointer, make).capture(area)
    }

    /// Whether pictures come over the socket, because the server and we share no memory.
    package func isWithoutSharedMemory() throws(DesktopError) -> Bool {
        try connected("reading the screen").pixels.isWithoutSharedMemory
    }
}
