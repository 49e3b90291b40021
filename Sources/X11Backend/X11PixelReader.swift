import CX11
import Core

/// Reads pixels, through shared memory where the server allows it and over the socket elsewhere.
package final class X11PixelReader {
    private let connection: X11Connection
    private var memory: X11SharedMemory?
    /// Set when the server would not share memory: it runs on another machine, or lacks MIT-SHM.
    private(set) var isWithoutSharedMemory: Bool

    package init(_ connection: X11Connection) {
        self.connection = connection
        isWithoutSharedMemory = XShmQueryExtension(connection.display) == 0
    }

    /// Reads an area by one request, so that its pixels are of one moment.
    ///
    /// - Parameters:
    ///   - area: Which pixels of the source; those of a window are all on the screen.
    ///   - source: What they are read off.
    ///   - operation: What it is done for.
    ///   - use: Gets the image, which is good only inside.
    /// - Throws: `requestFailed` where the source has no such pixels, or `connectionLost`.
    func read(
        _ area: Rect, of source: X11PixelSource, _ operation: String, _ use: (XImage) -> Void
    ) throws(DesktopError) {
        if let memory = try sharedMemory(for: area.size) {
            if try memory.read(area, of: source, operation, use) { return }
            isWithoutSharedMemory = true
            self.memory = nil
        }
        let display = connection.display
        let image = try connection.checked(operation) {
            XGetImage(
                display, source.drawable, Int32(area.x), Int32(area.y), UInt32(area.width),
                UInt32(area.height), XAllPlanes(), ZPixmap)
        }
        guard let image else { throw .requestFailed(operation: operation, code: Int(BadMatch)) }
        defer { _ = cx11_destroy_image(image) }
        use(image.pointee)
    }

    /// Has the server bring the whole screen here, and looks no further; for measuring.
    package func readScreen(of size: Size) throws(DesktopError) {
        let screen = X11PixelSource.screen(of: connection)
        try read(size.bounds, of: screen, "reading the screen") { _ in }
    }

    /// A picture of an area.
    func frame(
        of area: Rect, of source: X11PixelSource, _ operation: String
    ) throws(DesktopError) -> Frame {
        let format = try X11PixelFormat(of: source.visual, connection)
        var bands: [[UInt8]] = []
        try read(area, of: source, operation) { image in
            bands = (0..<Frame.bandCount(of: area.size)).map { band in
                format.rows(Frame.rows(ofBand: band, in: area.size), of: image)
            }
        }
        return Frame(size: area.size, bands: bands)
    }

    /// Memory for so many pixels, however many bytes each has; made anew only to become larger.
    private func sharedMemory(for size: Size) throws(DesktopError) -> X11SharedMemory? {
        if isWithoutSharedMemory { return nil }
        let byteCount = 4 * size.width * size.height
        if let memory, memory.byteCount >= byteCount { return memory }
        memory = nil
        memory = try X11SharedMemory(connection, byteCount: byteCount)
        isWithoutSharedMemory = memory == nil
        return memory
    }
}
