import DeskwrightCX11
import DeskwrightCore

/// Reads pixels, through shared memory where the server allows it and over the socket elsewhere.
package final class X11PixelReader {
    private let connection: X11Connection
    private let memoryLimit: Int
    private var memory: X11SharedMemory?
    /// Set when the server would not share memory: it runs on another machine, or lacks MIT-SHM.
    private(set) var isWithoutSharedMemory: Bool

    /// - Parameters:
    ///   - connection: To the server.
    ///   - memoryLimit: So many bytes may be shared with the server; what is larger can be read in
    ///     slices.
    package init(_ connection: X11Connection, memoryLimit: Int = .max) {
        self.connection = connection
        self.memoryLimit = memoryLimit
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

    /// Whether an area can be read by one request within the limit.
    func isOneSlice(_ size: Size) -> Bool { rowsPerSlice(of: size) >= size.height }

    /// Reads an area and makes something of each of its bands, from the top down.
    ///
    /// - Parameters:
    ///   - area: Which pixels of the source; those of a window are all on the screen.
    ///   - source: What they are read off.
    ///   - inSlices: Whether the limit counts; slices are of different moments.
    ///   - operation: What it is done for.
    ///   - make: Gets each band as a frame of its own, with the number of its first row.
    /// - Returns: What was made.
    /// - Throws: `requestFailed` where the source has no such pixels, or `connectionLost`.
    func bands<Band>(
        of area: Rect, of source: X11PixelSource, inSlices: Bool, _ operation: String,
        _ make: (_ band: Frame, _ firstRow: Int) -> Band
    ) throws(DesktopError) -> [Band] {
        let format = try X11PixelFormat(of: source.visual, connection)
        let height = inSlices ? rowsPerSlice(of: area.size) : area.height
        var bands: [Band] = []
        for top in stride(from: 0, to: area.height, by: height) {
            let slice = Rect(
                x: area.x, y: area.y + top, width: area.width,
                height: min(height, area.height - top))
            try read(slice, of: source, operation) { image in
                for index in 0..<Frame.bandCount(of: slice.size) {
                    let rows = Frame.rows(ofBand: index, in: slice.size)
                    let size = Size(width: slice.width, height: rows.count)
                    let band = Frame(size: size, bands: [format.rows(rows, of: image)])
                    bands.append(make(band, top + rows.lowerBound))
                }
            }
        }
        return bands
    }

    /// Whole bands.
    private func rowsPerSlice(of size: Size) -> Int {
        max(1, memoryLimit / (4 * size.width * Frame.bandHeight)) * Frame.bandHeight
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
