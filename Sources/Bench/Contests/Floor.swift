import CX11
import Core
import X11Backend

/// What no capture can be quicker than: the server's copy into shared memory, and a plain copy.
final class Floor {
    private let connection: X11Connection
    private let image: X11SharedImage
    private var copy: [UInt8]

    init(_ connection: X11Connection, _ size: Size) throws {
        guard let image = try X11SharedImage(connection, size) else {
            throw BenchError.noResult(of: "shared memory")
        }
        self.connection = connection
        self.image = image
        copy = [UInt8](repeating: 0, count: 4 * size.width * size.height)
    }

    /// The screen into shared memory, and no further.
    func readShared() throws {
        _ = try connection.checked("reading the screen") {
            XShmGetImage(connection.display, connection.root, image.image, 0, 0, ~0)
        }
    }

    func copyFrame(_ frame: Frame) {
        frame.bytes.withUnsafeBytes { bytes in
            copy.withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
        }
    }
}
