import CX11
import Core

/// Reads the whole screen, through shared memory where the server allows it.
///
/// The root window's picture holds all windows on it, but not the pointer.
final class X11ScreenReader {
    private let connection: X11Connection
    private let format: X11PixelFormat
    private var shared: X11SharedImage?
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
                return try read(size, operation)
            } catch .requestFailed(operation, let code) {
                // A screen that shrank meanwhile has not so many pixels: once more with the new size.
                let now = try connection.screenSize(operation)
                guard now != size else { throw .requestFailed(operation: operation, code: code) }
                size = now
            }
        }
    }

    private func read(_ size: Size, _ operation: String) throws(DesktopError) -> Frame {
        guard let image = try sharedImage(of: size) else {
            return try readOverSocket(size, operation)
        }
        _ = try connection.checked(operation) {
            XShmGetImage(connection.display, connection.root, image.image, 0, 0, XAllPlanes())
        }
        return frame(from: image.image.pointee, size)
    }

    private func readOverSocket(_ size: Size, _ operation: String) throws(DesktopError) -> Frame {
        let image = try connection.checked(operation) {
            XGetImage(
                connection.display, connection.root, 0, 0, UInt32(size.width), UInt32(size.height),
                XAllPlanes(), ZPixmap)
        }
        guard let image else { throw .requestFailed(operation: operation, code: Int(BadMatch)) }
        defer { _ = cx11_destroy_image(image) }
        return frame(from: image.pointee, size)
    }

    private func frame(from image: XImage, _ size: Size) -> Frame {
        format.frame(of: size, from: image.data, bytesPerRow: Int(image.bytes_per_line))
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
