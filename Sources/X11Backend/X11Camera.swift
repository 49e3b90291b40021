import DeskwrightCX11
import DeskwrightCore

/// Takes pictures of the screen, of parts of it and of single windows, with the pointer or without.
///
/// Each picture is handed over band by band, as frames of ``Core/Frame/bandHeight`` rows, so that it
/// need not be in memory as a whole.
final class X11Camera<Band> {
    let connection: X11Connection
    let pixels: X11PixelReader
    private let pointer: X11PointerImage?
    private let make: (Frame) -> Band

    /// What was made of a picture's bands, from the top down.
    typealias Picture = (size: Size, bands: [Band])

    init(
        _ connection: X11Connection, _ pixels: X11PixelReader, withPointer: Bool,
        _ make: @escaping (Frame) -> Band
    ) throws(DesktopError) {
        self.connection = connection
        self.pixels = pixels
        pointer = withPointer ? try X11PointerImage(of: connection) : nil
        self.make = make
    }

    func capture(_ area: CaptureArea) throws(DesktopError) -> Picture {
        switch area {
        case .screen: try part { size in size.bounds }
        case .monitor(let name):
            try part { _ throws(DesktopError) in try connection.monitor(name).area }
        case .region(let region): try part { _ in region }
        case .window(let id, let withFrame): try window(id, withFrame: withFrame)
        case .windowTitled(let title, let withFrame):
            try window(connection.windows().titled(title).id, withFrame: withFrame)
        }
    }

    private func part(
        _ region: (Size) throws(DesktopError) -> Rect
    ) throws(DesktopError) -> Picture {
        do {
            return try look(at: region)
        } catch .requestFailed {
            // A screen that shrank meanwhile has not so many pixels: once more, while nobody changes it.
            return try connection.alone { () throws(DesktopError) in try look(at: region) }
        }
    }

    private func look(
        at region: (Size) throws(DesktopError) -> Rect
    ) throws(DesktopError) -> Picture {
        let size = try connection.screenSize("reading the screen")
        let region = try region(size)
        guard size.contains(region) else {
            throw .outsideScreen(region: region, screen: size)
        }
        let screen = X11PixelSource.screen(of: connection)
        let origin = Point(x: region.x, y: region.y)
        if !pixels.isOneSlice(region.size),
            let drawn = X11DrawnRows(connection, of: connection.root)
        {
            let picture = try read(region, of: screen, inSlices: true, origin: origin)
            let changed = try drawn.take("reading the screen")
            if !changed.contains(where: { $0.overlaps(region.y..<region.bottom) }) {
                return picture
            }
        }
        // What is drawn between two slices would be half in the picture: then all by one request.
        return try read(region, of: screen, inSlices: false, origin: origin)
    }

    /// Reads pixels of which the top left one is at `origin` on the screen.
    func read(
        _ area: Rect, of source: X11PixelSource, inSlices: Bool, origin: Point
    ) throws(DesktopError) -> Picture {
        let bands = try pixels.bands(
            of: area, of: source, inSlices: inSlices, "reading the screen"
        ) { band, row in
            let place = Point(x: origin.x, y: origin.y + row)
            return make(pointer?.drawn(on: band, at: place) ?? band)
        }
        return (area.size, bands)
    }
}

extension Size {
    /// Whether a region has pixels and all of them lie inside; its numbers may be any.
    fileprivate func contains(_ region: Rect) -> Bool {
        region.x >= 0 && region.y >= 0 && (1...max(1, width)).contains(region.width)
            && (1...max(1, height)).contains(region.height) && region.x <= width - region.width
            && region.y <= height - region.height
    }
}
