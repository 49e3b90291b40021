import CX11
import Core
import X11Backend

/// What no capture can be quicker than: the server's copy into shared memory, and a plain copy.
final class Floor {
    private let connection: X11Connection
    private let image: X11SharedImage
    private let original: [UInt8]
    private var copy: [UInt8]

    init(_ connection: X11Connection, _ frame: Frame) throws {
        guard let image = try X11SharedImage(connection, frame.size) else {
            throw BenchError.noResult(of: "shared memory")
        }
        self.connection = connection
        self.image = image
        original = frame.bytes
        copy = [UInt8](repeating: 0, count: original.count)
    }

    /// The screen into shared memory, and no further.
    func readShared() throws {
        _ = try connection.checked("reading the screen") {
            XShmGetImage(connection.display, connection.root, image.image, 0, 0, ~0)
        }
    }

    func copyFrame() {
        original.withUnsafeBytes { bytes in
            copy.withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
        }
    }
}
