import CX11
import Core

/// Takes pictures of the whole screen, through shared memory where the server allows it.
///
/// The root window's picture holds all windows on it, but not the pointer. Of a second picture only
/// the bands that were drawn on are read; it shares the others with the first.
final class X11ScreenReader {
    private let connection: X11Connection
    private let format: X11PixelFormat
    private var shared: X11SharedImage?
    private var drawn: X11DrawnRows?
    private var last: Frame?
    /// Set when the server would not attach our memory: it runs on another machine, or lacks MIT-SHM.
    private(set) var isWithoutSharedMemory: Bool

    init(_ connection: X11Connection) throws(DesktopError) {
        self.connection = connection
        format = try X11PixelFormat(of: connection)
        isWithoutSharedMemory = XShmQueryExtension(connection.display) == 0
    }

    func capture() throws(DesktopError) -> Frame {
        let operation = "reading the screen"
        var size = try connection.screenSize(operation)
        while true {
            do {
                if let updated = try update(size, operation) {
                    last = updated
                    return updated
                }
                let whole = try readAll(size, operation)
                last = whole
                return whole
            } catch .requestFailed(operation, let code) {
                last = nil
                // A screen that shrank meanwhile has not so many pixels: once more with the new size.
                let now = try connection.screenSize(operation)
                guard now != size else { throw .requestFailed(operation: operation, code: code) }
                size = now
            }
        }
    }

    /// The last picture brought up to date; `nil` when all has to be read.
    ///
    /// What is drawn on while the bands are read would be half in the picture: then all is read, by
    /// one request, during which the server draws nothing.
    private func update(_ size: Size, _ operation: String) throws(DesktopError) -> Frame? {
        guard let drawn, let last, last.size == size else { return nil }
        let bands = bands(of: try drawn.take(operation), in: size)
        guard let first = bands.first, let end = bands.last else { return last }
        let rows =
            Frame.rows(ofBand: first, in: size)
            .lowerBound..<Frame.rows(ofBand: end, in: size).upperBound
        guard 2 * rows.count < size.height else { return nil }
        var newBands = last.bands
        try read(rows, size, operation) { image in
            for band in bands { newBands[band] = self.copy(band, of: size, from: image, rows) }
        }
        guard try drawn.take(operation).isEmpty else { return nil }
        return Frame(size: size, bands: newBands)
    }

    private func readAll(_ size: Size, _ operation: String) throws(DesktopError) -> Frame {
        // Forgotten before the pixels are read: what is drawn afterwards is of the next picture.
        if let drawn { drawn.forget() } else { drawn = X11DrawnRows(connection) }
        var bands: [[UInt8]] = []
        try read(0..<size.height, size, operation) { image in
            bands = (0..<Frame.bandCount(of: size)).map {
                self.copy($0, of: size, from: image, 0..<size.height)
            }
        }
        return Frame(size: size, bands: bands)
    }

    private func bands(of rows: [Range<Int>], in size: Size) -> [Int] {
        (0..<Frame.bandCount(of: size)).filter { band in
            rows.contains { $0.overlaps(Frame.rows(ofBand: band, in: size)) }
        }
    }

    private func copy(
        _ band: Int, of size: Size, from image: XImage, _ imageRows: Range<Int>
    ) -> [UInt8] {
        let rows = Frame.rows(ofBand: band, in: size)
        let bytesPerRow = Int(image.bytes_per_line)
        return format.rows(
            rows.count, ofWidth: size.width,
            from: image.data + (rows.lowerBound - imageRows.lowerBound) * bytesPerRow,
            bytesPerRow: bytesPerRow)
    }

    /// Reads whole rows by one request, so that they are of one moment.
    private func read(
        _ rows: Range<Int>, _ size: Size, _ operation: String, _ use: (XImage) -> Void
    ) throws(DesktopError) {
        let (display, root) = (connection.display, connection.root)
        if let shared = try sharedImage(of: size) {
            var part = shared.image.pointee
            part.height = Int32(rows.count)
            _ = try connection.checked(operation) {
                XShmGetImage(display, root, &part, 0, Int32(rows.lowerBound), XAllPlanes())
            }
            use(part)
            return
        }
        let image = try connection.checked(operation) {
            XGetImage(
                display, root, 0, Int32(rows.lowerBound), UInt32(size.width), UInt32(rows.count),
                XAllPlanes(), ZPixmap)
        }
        guard let image else { throw .requestFailed(operation: operation, code: Int(BadMatch)) }
        defer { _ = cx11_destroy_image(image) }
        use(image.pointee)
    }

    /// The memory shared with the server, made anew when the screen has another size.
    private func sharedImage(of size: Size) throws(DesktopError) -> X11SharedImage? {
        if isWithoutSharedMemory { return nil }
        if let shared, shared.size == size { return shared }
        shared = nil
        shared = try X11SharedImage(connection, size)
        isWithoutSharedMemory = shared == nil
        return shared
    }
}
