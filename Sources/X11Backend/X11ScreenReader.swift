import DeskwrightCX11
import DeskwrightCore

/// Takes pictures of the whole screen.
///
/// The root window's picture holds all windows on it, but not the pointer. Of a second picture only
/// the bands that were drawn on are read; it shares those that look as before with the first.
final class X11ScreenReader {
    private let connection: X11Connection
    private let pixels: X11PixelReader
    private let screen: X11PixelSource
    private var format: X11PixelFormat
    private var drawn: X11DrawnRows?
    private var last: Frame?

    init(_ connection: X11Connection, _ pixels: X11PixelReader) throws(DesktopError) {
        self.connection = connection
        self.pixels = pixels
        screen = .screen(of: connection)
        format = try X11PixelFormat(of: screen.visual, connection)
    }

    func capture() throws(DesktopError) -> Frame {
        try noticeColors()
        do {
            return try picture()
        } catch .requestFailed {
            // A screen that shrank meanwhile has not so many pixels: once more, while nobody changes it.
            last = nil
            return try connection.alone(picture)
        }
    }

    private func picture() throws(DesktopError) -> Frame {
        let operation = "reading the screen"
        let size = try connection.screenSize(operation)
        let frame: Frame
        if let updated = try update(size, operation) {
            frame = updated
        } else {
            frame = try readAll(size, operation)
        }
        last = frame
        return frame
    }

    /// New colours change what is shown although nothing is drawn.
    private func noticeColors() throws(DesktopError) {
        guard screen.visual.hasChangingColors else { return }
        let now = try X11PixelFormat(of: screen.visual, connection)
        if now != format { last = nil }
        format = now
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
        if let drawn {
            drawn.forget()
        } else {
            drawn = X11DrawnRows(connection, of: connection.root)
        }
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
        let first = rows.lowerBound - imageRows.lowerBound
        let pixels = format.rows(first..<(first + rows.count), of: image)
        guard let last, last.size == size, last.bands[band] == pixels else { return pixels }
        return last.bands[band]
    }

    private func read(
        _ rows: Range<Int>, _ size: Size, _ operation: String, _ use: (XImage) -> Void
    ) throws(DesktopError) {
        let area = Rect(x: 0, y: rows.lowerBound, width: size.width, height: rows.count)
        try pixels.read(area, of: screen, operation, use)
    }
}
