import DeskwrightCore
import DeskwrightX11Backend

/// What no capture can be quicker than: the server's copy into shared memory, and a plain copy.
final class Floor {
    private let reader: X11PixelReader
    private let size: Size
    private let original: [UInt8]
    private var copy: [UInt8]

    init(_ connection: X11Connection, _ frame: Frame) {
        reader = X11PixelReader(connection)
        size = frame.size
        original = frame.bytes
        copy = [UInt8](repeating: 0, count: original.count)
    }

    /// The screen into shared memory, and no further.
    func readShared() throws {
        try reader.readScreen(of: size)
    }

    func copyFrame() {
        original.withUnsafeBytes { bytes in
            copy.withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
        }
    }
}
