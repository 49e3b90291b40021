import CX11
import Core

/// An image in memory that the server writes into.
///
/// - SeeAlso: MIT-SHM specification, section 4; shmctl(2).
package final class X11SharedImage {
    let size: Size
    package let image: UnsafeMutablePointer<XImage>
    private let connection: X11Connection
    /// Xlib keeps this address inside the image.
    private let info: UnsafeMutablePointer<XShmSegmentInfo>

    /// `nil` when the system or the server gives no shared memory.
    package init?(_ connection: X11Connection, _ size: Size) throws(DesktopError) {
        let display = connection.display
        let info = UnsafeMutablePointer<XShmSegmentInfo>.allocate(capacity: 1)
        info.initialize(to: XShmSegmentInfo())
        guard
            let image = XShmCreateImage(
                display, XDefaultVisual(display, connection.screen),
                UInt32(XDefaultDepth(display, connection.screen)), ZPixmap, nil, info,
                UInt32(size.width), UInt32(size.height))
        else {
            info.deallocate()
            return nil
        }
        self.connection = connection
        self.size = size
        self.info = info
        self.image = image
        guard try attach() else { return nil }
    }

    deinit {
        if info.pointee.shmaddr != nil {
            XShmDetach(connection.display, info)
            shmdt(info.pointee.shmaddr)
        }
        image.pointee.data = nil
        _ = cx11_destroy_image(image)
        info.deallocate()
    }

    private func attach() throws(DesktopError) -> Bool {
        let byteCount = Int(image.pointee.bytes_per_line) * size.height
        let segment = shmget(IPC_PRIVATE, byteCount, IPC_CREAT | 0o600)
        guard segment >= 0 else { return false }
        // Marked for removal at once: it goes with the last process that holds it, even in a crash.
        defer { shmctl(segment, IPC_RMID, nil) }
        guard let address = shmat(segment, nil, 0), Int(bitPattern: address) != -1 else {
            return false
        }
        info.pointee.shmid = segment
        info.pointee.shmaddr = address.assumingMemoryBound(to: CChar.self)
        info.pointee.readOnly = 0
        image.pointee.data = info.pointee.shmaddr
        do {
            let display = connection.display
            return try connection.checked("sharing memory") { XShmAttach(display, info) != 0 }
        } catch .requestFailed {
            return false
        }
    }
}
