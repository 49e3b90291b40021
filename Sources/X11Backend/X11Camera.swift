import CX11
import Core

/// Takes pictures of the screen, of parts of it and of single windows, with the pointer or without.
final class X11Camera {
    let connection: X11Connection
    let pixels: X11PixelReader

    /// A picture, and where its top left pixel is on the screen.
    struct Shot {
        var frame: Frame
        var origin: Point
    }

    init(_ connection: X11Connection, _ pixels: X11PixelReader) {
        self.connection = connection
        self.pixels = pixels
    }

    func capture(_ area: CaptureArea, withPointer: Bool) throws(DesktopError) -> Frame {
        let shot = try shot(of: area)
        guard withPointer, let pointer = try X11PointerImage(of: connection) else {
            return shot.frame
        }
        return pointer.drawn(on: shot.frame, at: shot.origin)
    }

    private func shot(of area: CaptureArea) throws(DesktopError) -> Shot {
        switch area {
        case .screen: try part { size in size.bounds }
        case .monitor(let name):
            try part { _ throws(DesktopError) in try connection.monitor(name).area }
        case .region(let region): try part { _ in region }
        case .window(let id, let withFrame): try window(id, withFrame: withFrame)
        case .windowTitled(let title, let withFrame):
            try window(connection.window(titled: title).id, withFrame: withFrame)
        }
    }

    private func part(
        _ region: (Size) throws(DesktopError) -> Rect
    ) throws(DesktopError) -> Shot {
        do {
            return try read(region)
        } catch .requestFailed {
            // A screen that shrank meanwhile has not so many pixels: once more, while nobody changes it.
            return try connection.alone { () throws(DesktopError) in try read(region) }
        }
    }

    private func read(
        _ region: (Size) throws(DesktopError) -> Rect
    ) throws(DesktopError) -> Shot {
        let operation = "reading the screen"
        let size = try connection.screenSize(operation)
        let region = try region(size)
        guard size.contains(region) else {
            throw .outsideScreen(region: region, screen: size)
        }
        let frame = try pixels.frame(of: region, of: .screen(of: connection), operation)
        return Shot(frame: frame, origin: Point(x: region.x, y: region.y))
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

extension X11Connection {
    fileprivate func window(titled title: String) throws(DesktopError) -> WindowInfo {
        let windows = try windows()
        if let exact = windows.last(where: { $0.title == title }) { return exact }
        if !title.isEmpty, let near = windows.last(where: { $0.title.contains(title) }) {
            return near
        }
        let known = windows.map { "0x\(String($0.id, radix: 16)) \(quoted($0.title))" }
        throw .noSuchWindow(title: title, known: known)
    }
}
