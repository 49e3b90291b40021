import DeskwrightCX11
import DeskwrightCore

/// Memory that the server writes pixels into; it is made once and used for picture after picture.
///
/// - SeeAlso: MIT-SHM specification, section 4; shmctl(2).
final class X11SharedMemory {
    let byteCount: Int
    private let connection: X11Connection
    /// Xlib keeps this address inside images.
    private let info: UnsafeMutablePointer<XShmSegmentInfo>
    private let start: UnsafeMutablePointer<CChar>
    private var isProven = false

    /// `nil` when the system or the server gives no shared memory.
    init?(_ connection: X11Connection, byteCount: Int) throws(DesktopError) {
        let segment = shmget(IPC_PRIVATE, byteCount, IPC_CREAT | 0o600)
        guard segment >= 0 else { return nil }
        // Marked for removal at once: it goes with the last process that holds it, even in a crash.
        defer { shmctl(segment, IPC_RMID, nil) }
        guard let address = shmat(segment, nil, 0), Int(bitPattern: address) != -1 else {
            return nil
        }
        self.connection = connection
        self.byteCount = byteCount
        start = address.assumingMemoryBound(to: CChar.self)
        info = .allocate(capacity: 1)
        info.initialize(to: XShmSegmentInfo())
        info.pointee.shmid = segment
        info.pointee.shmaddr = start
        let (display, info) = (connection.display, info)
        do {
            guard try connection.checked("sharing memory", { XShmAttach(display, info) }) != 0
            else { return nil }
        } catch .requestFailed {
            return nil
        }
    }

    deinit {
        XShmDetach(connection.display, info)
        shmdt(start)
        info.deallocate()
    }

    /// Has the server write pixels here.
    ///
    /// - Parameters:
    ///   - area: Which pixels of the source.
    ///   - source: What they are read off.
    ///   - operation: What it is done for.
    ///   - use: Gets the image, which is good only inside; it fits into the memory.
    /// - Returns: `false` when the pixels did not come here. A server in another container takes the
    ///   segment's number for one of its own.
    /// - Throws: `requestFailed` where the source has no such pixels, or `connectionLost`.
    func read(
        _ area: Rect, of source: X11PixelSource, _ operation: String, _ use: (XImage) -> Void
    ) throws(DesktopError) -> Bool {
        let display = connection.display
        guard let image = image(of: area.size, like: source.visual) else { return false }
        defer {
            image.pointee.data = nil
            _ = cx11_destroy_image(image)
        }
        let mark = (0..<4).map { CChar(truncatingIfNeeded: 0x5A + 7 * $0) }
        if !isProven { for (offset, byte) in mark.enumerated() { start[offset] = byte } }
        _ = try connection.checked(operation) {
            XShmGetImage(
                display, source.drawable, image, Int32(area.x), Int32(area.y), XAllPlanes())
        }
        if !isProven {
            if mark.indices.allSatisfy({ start[$0] == mark[$0] }) { return false }
            isProven = true
            cx11_populate(start, Int(image.pointee.bytes_per_line) * area.height, false)
        }
        use(image.pointee)
        return true
    }

    /// An image over this memory; the caller destroys it.
    private func image(of size: Size, like visual: X11Visual) -> UnsafeMutablePointer<XImage>? {
        XShmCreateImage(
            connection.display, visual.pointer, UInt32(visual.depth), ZPixmap, start, info,
            UInt32(size.width), UInt32(size.height))
    }
}
